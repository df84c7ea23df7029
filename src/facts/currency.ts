import type { Doc } from '../text/index.js'
import type { Figure } from './figure.js'
import { countCues } from './tables.js'
import { currencyEndingAt } from './terms.js'
import type { Unit } from './types.js'

const TWD: Unit = { system: 'ISO4217', code: 'TWD', text: '元' }
const HKD: Unit = { system: 'ISO4217', code: 'HKD', text: '元' }

/** Units that count so in Hong Kong alone: 息率7.3厘, 派息26仙. */
const HONG_KONG = new Set(['厘', '仙'])

const GLOSS = /[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]/g

/** 101.65亿元（港币，下同）: what every 元 of the page is. */
const ALIKE = /[（(]([\u4e00-\u9fff]{2,3})[，,、‧·;；]? ?下同[）)]/

/** Whose 元 a bare 元 is: pages of Taiwan and Hong Kong say so by their own words. */
export function bareYuan({ source, text }: Doc): Unit | null {
  const said = text.includes('下同') ? ALIKE.exec(text.slice(0, 20_000)) : null
  const named = said ? currencyEndingAt(said[1], said[1].length, 0) : null
  if (named) return [HKD, TWD].find(({ code }) => code === named.unit.code) ?? null
  // Only Traditional pages: a mainland page that mentions 新台币 still counts in its own 元.
  if (!/[億萬臺灣縣國學與這時會]/.test(source)) return null
  // (qǐng): a mainland page that a converter damaged.
  if ((source.slice(0, 20_000).match(GLOSS)?.length ?? 0) > 4) return null
  const page = source.slice(0, 20_000) + text.slice(0, 20_000)
  const hk = countCues('money-hk', page)
  const tw = countCues('money-tw', page)
  // One 香港 or 高雄 is a place that any page may name.
  if (hk + tw < 2) return null
  return hk > tw ? HKD : TWD
}

/** The figures of a page whose bare 元 is `bare`: 厘 and 仙 count in Hong Kong alone. */
export function inCurrency(readings: readonly Figure[], bare: Unit | null): readonly Figure[] {
  const figures = bare === HKD ? readings : readings.filter(({ unit }) => !HONG_KONG.has(unit?.text ?? ''))
  if (bare) for (const figure of figures) setCurrency(figure, bare)
  return figures
}

function setCurrency(figure: Figure, bare: Unit): void {
  if (figure.unit?.code === 'CNY' && figure.unit.text === '元') figure.unit = bare
}
