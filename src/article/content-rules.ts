import { Class } from './classes.js'
import { readCrumbs } from './crumbs.js'
import { readMasthead } from './masthead.js'
import { readMeta } from './meta.js'
import { add, type Rule } from './reading.js'
import { readSpam, spamWeight } from './spam.js'

export const spam: Rule = {
  rule: 'spam-list',
  weigh(reading, { text }) {
    const { line } = reading
    if (!(line.flags & Class.spam) || line.width > 400) return false
    const weight = spamWeight(readSpam(text, line.start, line.end), line.ending === 'stop' && line.width > 20)
    return weight > 0 && add(reading, 'spam', weight)
  },
}

export const breadcrumb: Rule = {
  rule: 'breadcrumb',
  weigh(reading) {
    const { flags } = reading.line
    if (reading.prose || !(flags & (Class.arrow | Class.home | Class.colon | Class.bar))) return false
    reading.crumbs = readCrumbs(reading.text)
    if (!reading.crumbs) return false
    return add(reading, 'breadcrumb', 6 + reading.crumbs.weight)
  },
}

/** A line that is made of dates, sources and names. */
export const metadata: Rule = {
  rule: 'metadata',
  weigh(reading, { text }) {
    const { line } = reading
    if (line.width > 130 || reading.prose) return false
    if (!(line.flags & (Class.digit | Class.meta | Class.colon)) && line.width > 14) return false
    const meta = readMeta(text, line.start, line.end)
    const [first] = meta.pieces
    if (!first || meta.covered < 0.45) return false
    reading.meta = meta
    if (meta.covered < 0.68) return false
    const weight = meta.covered >= 0.9 ? 12 : 9
    for (const { kind } of meta.pieces) {
      if (kind === 'chrome') add(reading, 'other', kind === first.kind ? 5 : 1)
      else if (kind === 'title' || kind === 'subtitle') add(reading, kind, 4)
    }
    const kinds = new Set(meta.pieces.map(({ kind }) => kind))
    for (const kind of ['date', 'source', 'byline'] as const)
      if (kinds.has(kind)) add(reading, kind, weight - (kind === first.kind ? 0 : 1))
    if (kinds.size === 1 && kinds.has('date')) {
      add(reading, 'related', 3)
      if (line.width > 40) add(reading, 'date', -2)
    }
    // 张宏 alone: two or three characters that may be a heading as well.
    const bare = meta.pieces.every(
      ({ kind, people }) => kind === 'byline' && people.every(({ role }) => role === null),
    )
    if (bare) add(reading, 'byline', -4)
    return add(reading, 'title', kinds.size === 1 && (bare || kinds.has('source')) ? -1 : -5)
  },
}

const WIRE = /[讯电导道息]|记者|通讯员/

/** 本报讯, 新华社北京5月19日电: what follows is the story. */
export const masthead: Rule = {
  rule: 'masthead',
  weigh(reading, { text }) {
    const { line } = reading
    if (line.width < 14 || !(line.flags & (Class.wire | Class.meta))) return false
    if (!WIRE.test(reading.text.slice(0, 60))) return false
    reading.masthead = readMasthead(text, line.start, line.end)
    if (!reading.masthead || reading.masthead.end >= line.end - 6) return false
    add(reading, 'title', -4)
    return add(reading, 'paragraph', 2)
  },
}
