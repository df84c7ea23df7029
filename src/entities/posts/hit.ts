import type { Head } from '../lexicon.js'
import type { PersonHit } from '../page.js'
import type { PostStatus } from '../types.js'

/** A post in the text, not yet tied to its holder's record. */
export interface PostHit {
  start: number
  end: number
  titleStart: number
  head: Head
  status: PostStatus
  /** The body before the title. */
  organization: { start: number; end: number } | null
  /** Whether that is a part of a body, which has no record of its own: 政治部|主任. */
  unit: boolean
  /** The committee whose department the post heads: 市委 of 市委常委、宣传部部长. */
  under: { start: number; end: number } | null
  holder: PersonHit | null
  /** Who holds the same post beside the holder: 副市长何朝晖、顾峰. */
  others: PersonHit[]
  /** First post of its group: 市委常委、商州区委书记 is one group. */
  group: number
}

/**
 * The last of the posts of one person: 副院长、审判委员会委员、|审判员. These stand side by side, so that steps may double: a text
 * that repeats an office without end has one group of thousands.
 */
export function lastOfGroup(posts: readonly PostHit[], at: number): number {
  const { group } = posts[at]
  if (group < 0) return at
  let last = at
  let step = 1
  for (; posts[last + step]?.group === group; step *= 2) last += step
  for (; step >= 1; step /= 2) if (posts[last + step]?.group === group) last += step
  return last
}
