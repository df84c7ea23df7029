import type { Span } from '../text/index.js'
import type { Division } from './lexicon.js'
import type { Page } from './page.js'
import { divisionByWord, type Scope } from './scope.js'

/** The place of authority of a body or post: a place in its name, else what 市 or 县 means there. */
export function jurisdictionOf(page: Page, scope: Scope, span: Span): Division | null {
  let best: Division | null = null
  for (let end = span.start + 1; end <= span.end; end++) {
    const hit = page.placeEnd.get(end)
    // 博望|街道办事处 is no office of the district of that name elsewhere.
    if (hit?.form.how === 'short' && page.text.startsWith('街道', end)) continue
    if (hit && hit.start >= span.start) best = scope.of.get(hit) ?? best
  }
  // 行署专员: the office over a 地区 or 盟.
  const word = page.text.startsWith('行署', span.start)
    ? '地'
    : page.text.startsWith('自治区', span.start)
      ? '自治区'
      : page.text[span.start]
  best ??= divisionByWord(page, scope, word, span.start)
  if (best) return best
  const m = /^(?:原|前|代理?|副|常务|[时现候新]任|挂职)*([省市县区州旗盟])长/.exec(
    page.text.slice(span.start, span.end),
  )
  return m ? divisionByWord(page, scope, m[1], span.start) : null
}
