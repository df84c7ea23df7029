import { type PlaceForm, placeForm, WORD } from './lexicon.js'
import { isDigitCode, isHanCode, type Page, type PlaceHit } from './page.js'

/** What follows the name of a street though it is of common words: 人民路|与解放路交叉口, 和平街|12号. */
export const ADDRESS =
  /^(?:\d{1,4}号|[与和][\u4e00-\u9fff]{1,4}[路街道](?:交叉|交汇|路口|十字)|[东西南北中]段|(?:路|街)口|口(?![岸碑味径子腹])|沿线|两侧|十字|交叉口|交汇处)/

/** 鄂州, 雨花: a listed place under its short name goes into the name of a building or a road. */
export function shortForm(place: PlaceHit): boolean {
  const { form, start, end } = place
  if (form.divisions.length === 0)
    return (form.level === 'region' && end - start < 5) || form.level === 'foreign'
  return form.how !== 'full' || end - start <= 2 || !/[省市县区]$/.test(form.name)
}

/** Whether what stands before a name ends something: a mark, a verb, 在. */
export function signBefore(page: Page, start: number, floor: number): boolean {
  if (start === floor || !isHanCode(page.text.charCodeAt(start - 1))) return true
  if (page.placeEnd.has(start) || endsInside(page, start)) return true
  return (page.bits(page.wordStart(start, floor), start) & (WORD.leadIn | WORD.stop)) !== 0
}

/** 乡内|掌潭村: whether what ends at a place is the inside of an area. */
function endsInside({ text, placeEnd }: Page, at: number): boolean {
  return text[at - 1] === '内' && '省市县区州镇乡村'.includes(text[at - 2] ?? ' ') && !placeEnd.has(at - 1)
}

/** G70福银高速: the road's number belongs to its name. */
function withNumber({ text }: Page, start: number): number {
  let at = start
  while (at > 0 && start - at < 5 && isDigitCode(text.charCodeAt(at - 1))) at--
  return at < start && at > 0 && 'GSXY'.includes(text[at - 1]) ? at - 1 : start
}

/** A place by grammar. */
export function unitHit(
  page: Page,
  from: number,
  end: number,
  level: PlaceForm['level'],
  rule: string,
): PlaceHit {
  const start = level === 'road' ? withNumber(page, from) : from
  const name = page.text.slice(start, end)
  return {
    start,
    end,
    form: placeForm(level, name, [], 'full'),
    rule: start < from ? 'place-numbered-road' : rule,
  }
}
