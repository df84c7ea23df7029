import type { Page, PersonHit } from '../page.js'
import { getOfficeCues } from './cues.js'
import type { Tie } from './ties.js'

/** Whose life a paragraph tells. `told`: in sentences, whose verbs give the offices. */
export interface Life extends Tie {
  told: boolean
}

/** 1994.03—2001.06, 1990年7月至1994年3月: the years that open a line of a career. */
const YEARS =
  /^[\s　]*(?:19|20)\d\d[年.\-/]?\d{0,2}月?[\s　]*[-—–－─~～至到][-—–－─\s　]*((?:19|20)\d\d|至?今)?/

/** By zone: whose career a line that opens with years tells, and whether it is over; null for other lines. */
export function careerLines(page: Page, persons: readonly PersonHit[]): (Life | null)[] {
  const { text, zones } = page
  let holder: PersonHit | null = null
  let subject: PersonHit | null = null
  let p = 0
  return zones.map(({ span }) => {
    const years = YEARS.exec(text.slice(span.start, Math.min(span.end, span.start + 40)))
    const own = holder
    const first = p
    while (p < persons.length && persons[p].start < span.end) p++
    if (years)
      return own && p === first
        ? { holder: own, status: isYear(years[1]) ? 'former' : 'current', told: false }
        : null
    // 2011年12月任市委书记…: a paragraph that names nobody goes on about the only one of those before it.
    if (
      p === first &&
      subject &&
      getOfficeCues().goesOn.test(text.slice(span.start, span.start + 12).trimStart())
    )
      return { holder: subject, status: 'current', told: true }
    if (p > first) subject = persons[first]
    const called = ({ start, end }: PersonHit) => text.slice(start, end)
    for (let i = first + 1; i < p; i++) if (called(persons[i]) !== called(persons[first])) subject = null
    // 张某某，男，汉族 …, 张某某简历: the lines that follow are of the last person described.
    holder = null
    for (let i = first; i < p; i++)
      if (/^(?:同志)?(?:，[男女]，|（[男女]|个?人?简历)/.test(text.slice(persons[i].end, persons[i].end + 6)))
        holder = persons[i]
    return null
  })
}

function isYear(word: string | undefined): boolean {
  return word !== undefined && !word.endsWith('今')
}
