import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repair } from '../../src/repair/index.js'
import { LineEnds } from '../../src/repair/line-ends.js'
import { languageModel } from '../../src/repair/model.js'
import { swallowed } from '../../src/repair/swallowed.js'
import { Doc } from '../../src/text/index.js'
import { type Case, runCases } from '../support/cases.js'
import { damagePage, variants } from '../support/damage.js'
import { type Mojibake, mojibake } from '../support/mojibake.js'

interface RepairCase extends Case {
  input: string
  /** What repair gives back; the input itself where this is absent. */
  text?: string
  /** Rules that must appear among the edits. */
  rules?: string[]
  /** Codes of the issues, in order. */
  issues?: string[]
  certainty?: 'exact' | 'inferred'
}

runCases<RepairCase>('repair', ({ input, text, rules, issues, certainty }) => {
  const doc = Doc.of(input)
  const result = repair(doc)
  expect(doc.edit(result.edits).text).toBe(text ?? input)
  const seen = new Set(result.edits.flatMap((edit) => edit.rules))
  for (const rule of rules ?? []) expect([...seen]).toContain(rule)
  if (issues) expect(result.issues.map(({ code }) => code)).toEqual(issues)
  if (certainty) for (const edit of result.edits) expect(edit.certainty).toBe(certainty)
})

const page = `今年以来，全县170个重点项目开工104个，完成投资35.7亿元，同比增长12.3%。
记者李明从农业局了解到，春耕工作进展顺利，各乡镇抓紧时间备耕，种子、化肥供应充足。
县委书记在会上强调，要进一步加强领导，落实责任，确保全年目标任务完成。
产业园区建设速度加快，新能源企业签约落户，带动就业1200人。`

const mend = (text: string) => {
  const doc = Doc.of(text)
  return doc.edit(repair(doc).edits)
}

describe('repair', () => {
  const whole: Mojibake[] = [
    'gbk-as-latin1',
    'gbk-as-latin1-mixed',
    'gbk-as-cp1252',
    'utf8-as-latin1',
    'utf8-as-cp1252',
    'utf8-as-ptcp154',
    'utf8-as-latin9',
    'utf8-as-macintosh',
    'utf8-as-koi8-r',
    'gbk-as-macintosh',
    'gbk-as-windows-1251',
    'utf8-as-latin1-twice',
    'gbk-as-latin1-as-utf8-as-latin1',
    'gbk-as-big5',
    'html-entities',
    'html-entities-hex',
    'html-entities-twice',
    'js-escapes',
    'script-escapes',
    'quoted-printable',
    'quoted-printable-gbk',
    'percent',
    'percent-gbk',
  ]
  it.each(whole)('undoes %s exactly', (kind) => {
    expect(mend(mojibake[kind](page)).text).toBe(page)
  })

  it.each(whole)('leaves every word of %s its own place in the source', (kind) => {
    const doc = mend(mojibake[kind](page))
    const at = page.indexOf('农业局')
    const { start, end } = doc.toSource({ start: at, end: at + 3 })
    expect(doc.source.slice(start, end)).toBe(mojibake[kind]('农业局'))
  })

  it('takes what was likely no figure between two characters for a line break, where spaces are few', () => {
    const [lines, spaces] = ['新村\n老街\n桥头\n', '新村 老街 桥头\n'].map((text) => {
      const ends = new LineEnds()
      ends.noteLines(text)
      return ends
    })
    const text = '村口搭起戏台?葛家村'
    const of = (ends: LineEnds, chance: number) => swallowed(text, 7, '台', ends, chance)
    expect([of(lines, 0.9), of(lines, 0.5), of(spaces, 0.9)]).toEqual(['\n', '?', '?'])
  })

  it('takes no mark for a letter of full width: a page with ： may have none of these', () => {
    const { script } = languageModel()
    const kinds = [...'：；？ＡｚＺ９'].map((char) => script[char.charCodeAt(0)])
    expect(kinds).toEqual([5, 5, 5, 4, 4, 4, 4])
  })

  it('calls nothing exact of GBK in pieces that may have lost pairs for private use', () => {
    const input = '市里昨天�倏嵋椋芯颗┎废酆投÷蟛ブ值淖急腹ぷ鳎蟾飨刈ソ舭才拧�'
    for (const { certainty } of mend(input).edits) expect(certainty).toBe('inferred')
  })

  it('tells what the bytes of UTF-8 read as GBK still say from what words fill in', () => {
    const { edits } = mend(mojibake['utf8-as-gbk']('县委书记在会上强调，要进一步加强领导'))
    const sure = edits.filter(({ certainty }) => certainty === 'exact').map(({ insert }) => insert)
    const guessed = edits.filter(({ certainty }) => certainty === 'inferred')
    expect(sure.join('')).toContain('会上强调')
    expect(guessed.map(({ insert }) => insert).join('').length).toBeLessThan(9)
    for (const { rules } of guessed) expect(rules).toEqual(['repair/mojibake-utf8-as-gbk-lost'])
  })

  it.each(Object.entries(variants))('takes every aligned bracket out of a page: %s', (_, options) => {
    for (const seed of [1, 2, 3]) {
      const damaged = damagePage(page, { seed, ...options })
      const text = mend(damaged.text).text
      expect(text).not.toMatch(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)/)
    }
  })

  it('marks as exact only what was there', () => {
    const dropped = { ...variants.toned, tableRate: 0.9, privateUse: 'dropped' } as const
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(...Object.values(variants), dropped), (seed, options) => {
        const { text, carrier } = damagePage(page, { seed, ...options, commas: false, chunks: 0 })
        const doc = mend(text)
        for (const { span, insert, certainty, rules } of doc.edits)
          if (certainty === 'exact' && rules[0] !== 'repair/pinyin')
            expect(carrier, text.slice(span.start, span.end)).toContain(insert)
      }),
      { numRuns: 20 },
    )
  })

  it('leaves its own result alone', () => {
    for (const options of Object.values(variants)) {
      const once = mend(damagePage(page, { seed: 9, ...options }).text).text
      expect(mend(once).text).toBe(once)
    }
    for (const kind of whole) expect(mend(mend(mojibake[kind](page)).text).text).toBe(page)
  })

  it('writes each guess as an edit of its own', () => {
    const pages = Array.from({ length: 20 }, (_, seed) => damagePage(page, { seed, ...variants.toned }).text)
    const guesses = pages
      .flatMap((text) => repair(Doc.of(text)).edits)
      .filter(({ rules }) => rules.includes('repair/pinyin-lost'))
    expect(guesses.length).toBeGreaterThan(5)
    for (const { insert } of guesses) expect(insert.length).toBeLessThan(2)
  })

  it('tells the first digit of a year, and no other', () => {
    expect(swallowed('998年设立', 0, '于')).toBe('1')
    expect(swallowed('015年设立', 0, '于')).toBe('2')
    expect(swallowed('8人受伤', 0, '致')).toBe('?')
    expect(swallowed('99年', 0, '于')).toBe('?')
  })

  it('takes what stood before the start of a line for a line break', () => {
    expect(swallowed('新华社兰州电', 0, '报')).toBe('\n')
    expect(swallowed('本報記者', 0, '報')).toBe('\n')
    expect(swallowed('【延伸阅读】', 0, '示')).toBe('\n')
    expect(swallowed('县城的街上', 0, '到')).toBe('?')
    expect(swallowed('名工人', 0, '有')).toBe('?')
  })

  it('obeys the caller: keep, remove', () => {
    const text = '鱼(yú)和鸟(niǎo)'
    const doc = Doc.of(text)
    expect(doc.edit(repair(doc, { pinyin: 'remove' }).edits).text).toBe('鱼和鸟')
    const damaged = Doc.of('鎮(zhèn)政府對(duì)產(chǎn)業(yè)園區(qū)進(jìn)行檢(jiǎn)查。')
    expect(repair(damaged, { pinyin: 'keep' }).edits).toEqual([])
  })
})
