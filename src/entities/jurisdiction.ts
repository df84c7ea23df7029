import type { Span } from '../text/index.js'
import type { Division } from './divisions.js'
import { codeOf } from './lexicon.js'
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
  best ??= divisionByWord(page, scope, word, span.start) ?? ofZone(page, span) ?? aboveTown(page, scope, span)
  if (best) return best
  const m = /^(?:原|前|代理?|副|常务|[时现候新]任|挂职)*([省市县区州旗盟])长/.exec(
    page.text.slice(span.start, span.end),
  )
  return m ? divisionByWord(page, scope, m[1], span.start) : null
}

/** What a record says of a place of authority. */
export interface Area {
  name: string
  code: string | null
}

/** The record of a division, or of the place without a code that the name itself holds: 石桥镇|党委书记. */
export function areaOf(page: Page, division: Division | null | undefined, span: Span): Area | null {
  if (division) return { name: division.name, code: codeOf(division) }
  for (let end = span.end; end > span.start; end--) {
    const hit = page.placeEnd.get(end)
    if (hit && hit.start >= span.start && GOVERNED.has(hit.form.level) && hit.form.how !== 'short')
      return { name: page.text.slice(hit.start, end), code: null }
  }
  return null
}

const GOVERNED: ReadonlySet<string> = new Set(['province', 'prefecture', 'county', 'township', 'village'])

/** 西安|高新区管委会, 赤峰|高新技术产业开发区: a zone is of the city that it is called after. */
const ZONE = /^(?:国家级?)?(?:高新|经开|经济|综合|综保|保税|工业|产业)/
const LONGEST_ZONE = 4

function ofZone({ text, lexicon }: Page, { start, end }: Span): Division | null {
  const city = lexicon.places.longest(text, start)
  if (!city || city.length >= end - start || city.value.divisions.length !== 1) return null
  const at = start + city.length
  return ZONE.test(text.slice(at, at + LONGEST_ZONE)) ? city.value.divisions[0] : null
}

/**
 * 陬市镇|党委, 村|党支部: what is over a town or a village that has no code here, where the article names one county
 * alone.
 */
function aboveTown(page: Page, scope: Scope, { start, end }: Span): Division | null {
  const { text } = page
  let town = /^[镇乡村]/.test(text.slice(start, end))
  for (let at = start + 1; at <= end && !town; at++) {
    const hit = page.placeEnd.get(at)
    town = hit !== undefined && hit.start >= start && ['township', 'village'].includes(hit.form.level)
  }
  if (!town) return null
  const counties = scope.main.filter(({ level }) => level === 'county')
  return counties.length === 1 ? counties[0] : null
}
