import { type AnalyzeOptions, type Own, roomByRoom } from './analyze.js'
import { checkOptions } from './options.js'
import { Groups } from './record/groups.js'
import {
  type Article,
  guarded,
  isRecordError,
  type Page,
  pageOf,
  type RecordError,
  type StreamItem,
  sizeOf,
} from './record/index.js'

/** What a page of a stream asks for itself. */
export function optionsOf({ id, meta, referenceDate, format }: Page): AnalyzeOptions {
  return { id, meta, ...(referenceDate && { referenceDate }), ...(format && { format }) }
}

/** So much input goes through a room at once, in bytes: more gains nothing, and is held longer. */
const TOGETHER = 1 << 15

/** Items in groups that are small together, or of one. */
export function* groupsOf<T>(items: Iterable<T>, size: (item: T) => number): Generator<T[], void, void> {
  const groups = new Groups<T>(TOGETHER)
  for (const item of items) yield* groups.add(item, size(item))
  yield* groups.rest()
}

/** All pages through one room before the next. What fails on its way becomes an error in its place. */
function throughRooms(
  pages: readonly (Page | RecordError)[],
  options: AnalyzeOptions,
  dictionaries: Own,
): (Article | RecordError)[] {
  const records: (Article | RecordError | null)[] = pages.map((page) => (isRecordError(page) ? page : null))
  const ways = pages.map((page) =>
    isRecordError(page) ? null : roomByRoom(page.input, { ...options, ...optionsOf(page) }, dictionaries),
  )
  while (records.includes(null))
    for (const [i, record] of records.entries()) {
      if (record !== null) continue
      const step = guarded(pages[i] as Page, () => ways[i]!.next())
      if (isRecordError(step)) records[i] = step
      else if (step.done) records[i] = step.value
    }
  return records as (Article | RecordError)[]
}

/**
 * Several articles. On short pages the code and the tables of a room have left the caches of the processor when the
 * next page comes to it; with some pages in each room at once they serve them all.
 */
export function analyzeTogether(
  items: Iterable<StreamItem>,
  options: AnalyzeOptions,
  dictionaries: Own,
): (Article | RecordError)[] {
  checkOptions(options)
  const records: (Article | RecordError)[] = []
  for (const group of groupsOf(Array.from(items, pageOf), sizeOf))
    for (const record of throughRooms(group, options, dictionaries)) records.push(record)
  return records
}
