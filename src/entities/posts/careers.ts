import type { Page, PersonHit } from '../page.js'
import { OTHER_NAME_RULE } from '../people.js'
import { getOfficeCues } from './cues.js'
import { lastOfGroup, type PostHit } from './hit.js'
import { careerLines, type Life } from './lives.js'
import { handOn, referBack, shareFormer, succeed } from './refer.js'
import { shareInLists, shareOut } from './several.js'
import { isOver } from './tenure.js'
import { askOf, type Tie, tieOf } from './ties.js'
import { tieByTouch } from './touch.js'
import { verbOf } from './verbs.js'
import { shareBodies } from './whose-body.js'

/** Gives posts without a name after them to the person whom a verb ties to them: 任命何蓓为绵阳市副市长. */
export function tieByVerb(page: Page, posts: PostHit[]): void {
  // 靳崇文，曾用名靳小牛，…历任: another name of the same person holds nothing by itself.
  const persons = page.persons
    .filter(({ rule }) => rule !== OTHER_NAME_RULE)
    .sort((a, b) => a.start - b.start)
  tieByTouch(page, persons, posts)
  tieGroups(page, persons, posts)
  handOn(page, persons, posts)
  const inTurn = shareOut(page, persons, posts)
  succeed(page, posts)
  shareInLists(
    page,
    persons,
    posts.filter((post) => !inTurn.has(post)),
  )
  shareBodies(page, posts)
  shareFormer(page, posts)
  referBack(page, posts)
}

/** The first of each group of posts decides who has them, though it be no office: 曾任学院教师、校团委副书记. */
function tieGroups(page: Page, persons: readonly PersonHit[], posts: PostHit[]): void {
  const { zones } = page
  const lives = careerLines(page, persons)
  let zone = 0
  let p = 0
  let tie: Tie | null = null
  let group = -1
  for (const [k, post] of posts.entries()) {
    while (zones[zone].span.end < post.end) zone++
    if (post.holder) continue
    const ofBody = page.bodyEnd.has(post.organization?.end ?? -1)
    if ((post.group !== group || post.group < 0) && (post.head.post || ofBody)) {
      group = post.group
      const { start: floor, end: limit } = zones[zone].span
      while (p < persons.length && persons[p].end <= post.titleStart) p++
      const named = p > 0 && persons[p - 1].start >= floor ? persons[p - 1] : null
      const last = named && p > 1 ? successor(page, persons[p - 2], named, floor) : named
      const next = p < persons.length && persons[p].start < limit ? persons[p] : null
      // 李若|平曾任县长: what looked like the body of an office was the end of a name.
      if (last && last.end > post.start && !ofBody) {
        post.start = last.end
        post.organization = null
      }
      const life = last ? null : lives[zone]
      tie = life ? tieByLife(page, post, floor, life) : tieOf(page, askOf(posts, k, last, next, floor))
    }
    if (!tie || !post.head.post) continue
    post.holder = tie.holder
    if (post.status === 'current')
      post.status =
        tie.status === 'current' && isOver(page, posts[lastOfGroup(posts, k)].end) ? 'former' : tie.status
  }
}

/** 丁若兰接替|周大同任县长: who takes the office of whom a clause names last. */
function successor({ text }: Page, before: PersonHit, last: PersonHit, floor: number): PersonHit {
  if (before.start < floor || last.start - before.end > LONGEST_SUCCESSION) return last
  return getOfficeCues().succeeds.test(text.slice(before.end, last.start)) ? before : last
}
/** 昨日正式|接替, code units. */
const LONGEST_SUCCESSION = 16

/** 2006年，任|市长: an office of a paragraph that goes on about somebody; null where that is told and no verb gives it. */
function tieByLife(page: Page, post: PostHit, floor: number, life: Life): Tie | null {
  if (!life.told) return life
  const verb = verbOf(page, post, floor)
  return verb?.reach === 'sentence' ? { holder: life.holder, status: verb.status } : null
}
