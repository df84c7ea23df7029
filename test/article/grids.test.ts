import { describe, expect, it } from 'vitest'
import { gridPage, grids, missesOf, type Row, slotNames } from '../support/article-grid.js'
import { dice } from '../support/dice.js'

// Where the headline stands but once, a kicker over it may be one as well.
const base: Record<string, string> = {
  seo: '{title}_{site}',
  crumbs: '首页 > 新闻 > 正文',
  date: '{Y}-{MM}-{DD} {hh}:{mm}',
  source: '来源：{paper}',
  who: 'meta 作者：{a}',
  editor: '责任编辑：{e}',
}

/** The plainest page. */
const plain: Row = Object.fromEntries(
  slotNames.map((slot) => [
    slot,
    Math.max(
      0,
      grids.slots[slot].findIndex(({ name }) => name === base[slot]),
    ),
  ]),
)

describe('grids of pages: what stands in one part of a page does not change how the others are read', () => {
  it.each(slotNames)('whatever stands in %s', (slot) => {
    const wrong = grids.slots[slot].flatMap(({ name }, i) => {
      // A page that a converter site copied, repair has to guess.
      if (slot === 'script' && name !== 'cn' && name !== 'tw') return []
      const page = gridPage({ ...plain, [slot]: i }, i * 13 + 1)
      return missesOf(page, i).map((miss) => `${name}: ${miss}`)
    })
    expect(wrong).toEqual([])
  })

  const pagesOf = (script: string, count: number, seed: number): string[] => {
    const thrown = dice(seed)
    const at = grids.slots.script.findIndex(({ name }) => name === script)
    return Array.from({ length: count }, (_, k) => {
      const row = Object.fromEntries(slotNames.map((slot) => [slot, thrown.below(grids.slots[slot].length)]))
      const page = gridPage({ ...row, script: at }, seed * 1e6 + k)
      const misses = missesOf(page, k)
      return misses.length > 0 ? `${misses.join('\n')}\n${page.text}` : ''
    }).filter((miss) => miss !== '')
  }

  // A kicker over the headline, a place that reads as a second name: some shapes leave open what is meant.
  it.each([
    ['cn', 300, 0.02],
    ['tw', 100, 0.03],
  ] as const)('parts thrown together at random, in the script %s', (script, count, most) => {
    const misses = pagesOf(script, count, 5)
    expect(misses.length / count, misses.join('\n\n')).toBeLessThanOrEqual(most)
  })
})
