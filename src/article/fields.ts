import { authorsOf, peopleOf } from './authors.js'
import { skeleton } from './chars.js'
import { Class } from './classes.js'
import { titleLabel } from './heads.js'
import { siteName } from './owners.js'
import { publishedOf } from './published.js'
import { publisherOf } from './publishers.js'
import { credits, type Evidence, type Found, furniture, mastheads } from './sayings.js'
import type { Author, PublishedAt, Publisher } from './types.js'

export interface Fields {
  publishedAt: PublishedAt | null
  publisher: Publisher | null
  authors: Author[]
  section: string[]
}

/** The fields of the article, from all over the page. */
export function fieldsOf(found: Found): Fields {
  const { doc, page, decisions, body, title, referenceYear } = found
  const evidence: Evidence = {
    doc,
    page,
    decisions,
    body,
    title,
    referenceYear,
    pieces: furniture(found),
    credits: credits(found),
    mastheads: mastheads(found),
    people: [],
  }
  evidence.people = peopleOf(evidence)
  const publisher = publisherOf(evidence)
  return {
    publishedAt: publishedOf(evidence),
    publisher,
    authors: authorsOf(evidence, publisher),
    section: sectionOf(found, publisher),
  }
}

/** The breadcrumb’s items, without one that repeats the headline. */
function sectionOf({ page, decisions, title }: Found, publisher: Publisher | null): string[] {
  let headline: string | null = null
  let best: { kept: string[]; weight: number } | null = null
  for (let index = 0; index < decisions.length; index++) {
    if (decisions[index].kind !== 'breadcrumb') continue
    const { sections, weight } = page.readings[index].crumbs ?? { sections: [], weight: 0 }
    // A menu of sections may stand over the steps that lead to the page.
    if (best && (weight <= best.weight || index > page.firstProse)) continue
    // 标题：老渡口夜航重开
    const shown = title < 0 ? '' : page.readings[title].text
    headline ??= skeleton(shown.slice(titleLabel(shown)?.end ?? 0, 120))
    const kept = sections.filter((item) => {
      const key = skeleton(item)
      return !(key.length >= 5 && headline && (headline.startsWith(key) || key.startsWith(headline)))
    })
    // 天元财经 > 产业: the first is the site itself.
    if (kept.length > 1 && (kept[0] === publisher?.text || kept[0] === publisher?.name)) kept.shift()
    if (kept.length > 1 && title >= 0 && kept[0] === siteName(page, page.readings[title])) kept.shift()
    if (kept.length > 0) best = { kept, weight }
  }
  return best?.kept ?? pageOf({ page, title }).slice(0, 1)
}

const PAPER_PAGE = /^第?[ \u3000]?[A-Z]{0,2}\d{1,3}[ \u3000]?版[:：][ \u3000]?([\u4e00-\u9fff]{2,6})$/u

/** 第03版：民生 over the headline, where no breadcrumb stands. */
function pageOf({ page, title }: Pick<Found, 'page' | 'title'>): string[] {
  return page.readings.slice(0, Math.max(0, title)).flatMap(({ text, line }) => {
    const m = line.flags & Class.colon ? PAPER_PAGE.exec(text) : null
    return m ? [m[1]] : []
  })
}
