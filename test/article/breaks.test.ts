import { describe, expect, it } from 'vitest'
import { findStructure } from '../../src/article/index.js'
import { Doc } from '../../src/text/index.js'

/** `{?|。}`: what stood in the source, and what repair made of it. */
function mended(page: string): Doc {
  let source = ''
  const edits = []
  for (const part of page.split(/(\{[^}]*\})/u)) {
    const [, was, is] = /^\{([^|]*)\|([^}]*)\}$/u.exec(part) ?? []
    const span = { start: source.length, end: source.length + (was ?? part).length }
    source += was ?? part
    const rule = was === '?' && is === '？' ? 'typography/marks' : 'repair/pinyin-lost'
    if (was !== undefined) edits.push({ span, insert: is, rules: [rule], certainty: 'inferred' as const })
  }
  return Doc.of(source).edit(edits)
}

const bodyOf = (page: string) => {
  const doc = mended(page)
  return findStructure(doc).body.map(({ start, end }) => doc.text.slice(start, end))
}

const head = '老街面馆要搬走了\n2022-05-19 08:30\n'
const story = '最多的时候，一个早上要卖出一千一百碗。'
const more = '当地人把吃早饭叫过早，全市早餐网点有两万多家。'

describe('a break that a lost byte took along', () => {
  it.each([
    [
      'behind a stop that was given back',
      `${head}最多的时候，一个早上要卖出一千一百碗{?|。}${more}`,
      [story, more],
    ],
    [
      'behind a stop and its quotation mark',
      `${head}“最多的时候，一个早上要卖出一千碗{?|。”}${more}`,
      ['“最多的时候，一个早上要卖出一千碗。”', more],
    ],
    ['behind a label', `${head}${story}\n编辑：关{汗|悦}{?|？}${more}`, [story, more]],
    [
      'before an indent',
      `${head}　　最多的时候，要卖出一千碗{?|，}　　${more}`,
      ['最多的时候，要卖出一千碗，', more],
    ],
  ])('%s', (_, page, want) => {
    expect(bodyOf(page)).toEqual(want)
  })

  it.each([
    ['a stop that was never lost', `${head}${story}${more}`],
    [
      'a space behind words in quotation marks',
      `${head}他们给街巷“洗脸{?|”}房前屋后都干净了，邻居也更近了。`,
    ],
    ['the first digit of a figure', `${head}最多的时候，一个早上要卖{绯|出}{?|？}200碗，忙得很。`],
    [
      'a mark between two mended stretches',
      `${head}面馆师傅掸{沭|面}{?|？}{仓|芝}麻酱，四十秒一碗，手上不停。`,
    ],
    ['the month of a day', `${head}面馆开了三十年，今年{?|。}月20日就要搬走了，大家舍不得。`],
    [
      'a question inside a sentence',
      `${head}为什么要搬，往哪里搬，街坊们都在{氖|问}{?|？}他说还没想好，先歇一歇再说。`,
    ],
  ])('but not of %s', (_, page) => {
    expect(bodyOf(page)).toHaveLength(1)
  })
})
