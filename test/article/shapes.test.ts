import { expect, it } from 'vitest'
import { findStructure, reflow } from '../../src/article/index.js'
import { applyStage, prepare } from '../../src/normalize.js'
import { shapedPages } from '../support/shaped-pages.js'

/** No shape of the three fields may fall out of use: a mark, a separator, a label, a kind of name. */
it('reads metadata that is put together from labels, marks, separators, names and outlets', () => {
  const misses = shapedPages(400).flatMap((page) => {
    const { doc } = applyStage(prepare(page.text, {}), reflow)
    const { publishedAt, publisher, authors } = findStructure(doc)
    const got = {
      date: publishedAt?.iso,
      publisher: publisher?.name,
      authors: authors.map(({ name, role }) => `${name}/${role}`).sort(),
    }
    const { text, ...want } = page
    return JSON.stringify(got) === JSON.stringify(want) ? [] : [`${text}\n${JSON.stringify(got)}`]
  })
  expect(misses).toEqual([])
})
