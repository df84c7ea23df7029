import type { LineEnds } from './line-ends.js'
import { LONGEST_WORD, languageModel, NO_WORD, nats, UNIT, UNIT_BITS } from './model.js'
import { partsByline } from './spaced.js'

/** The first digit of a year (?998年, ?023-05-18) can be told, and that of the tenth month and later ones; others cannot: `?`. */
export function swallowedFigure(text: string, at: number, before: string): string {
  if (/[0-9]$/.test(before)) return '?'
  const behind = text.slice(at, at + LONGEST_DATE)
  const year = YEAR.exec(behind)
  if (year) return year[1] < '4' ? '2' : '1'
  return MONTH.test(behind) ? '1' : '?'
}

const YEAR = /^([0-9])[0-9]{2}(?:年|[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9]))/
const MONTH = /^[012]月/
const LONGEST_DATE = 10

/**
 * What the swallowed ASCII byte was, if no figure, by what stands around it: a line break after the end of a
 * sentence or before what begins lines, a bracket that is closed later, the `<` of a tag, the space of a byline. `before`: what
 * was read before it, its last characters. `chance` that it was no figure.
 */
export function swallowed(
  text: string,
  at: number,
  before: string,
  lineEnds: LineEnds | null = null,
  chance = 0,
): string {
  // The last byte of the text was lost alone: nothing stood after it.
  if (at >= text.length) return ''
  const next = text[at]
  if (/^(?:\/?[a-z][a-z0-9]*>)/i.test(text.slice(at, at + 12))) return '<'
  if (next === '\n' && lineEnds?.hasEmpty) return '\n'
  // 达到?.2亿元: what stands before is then no mark, whatever it was taken for.
  if (/^[.%]/.test(next)) return '?'
  if (/[。！？”；：…]$/.test(before)) return '\n'
  if (before.endsWith('，') && lineEnds?.isEnd(COMMA) && !/[0-9.%]/.test(next)) return '\n'
  const figure = swallowedFigure(text, at, before)
  if (figure !== '?' || /[0-9]/.test(next)) return figure
  const line = text.slice(at, at + 60)
  const close = line.search(/[()\n]/)
  if (line[close] === ')' && !/[(?][a-z\u00e0-\u01dc]+$/.test(line.slice(0, close))) return '('
  if (partsByline(before, text.slice(at, at + LONGEST_BYLINE))) return ' '
  if (/^[\u3000【■●◆▲]/.test(next) || startsLine(text, at)) return '\n'
  if (chance > SURE && lineEnds?.hasLines && /[\u4e00-\u9fa5“《]/.test(next)) return '\n'
  return /[a-z]/i.test(next) ? ' ' : '?'
}

/** No word of bylines is longer. */
const LONGEST_BYLINE = 6

/** Chance by which what was no figure is taken for a line break: 探访老城?街坊说. */
const SURE = 0.6

/** What it is worth that a word stands at a line's start, for those that mostly stand there. */
const AT_START = nats(2.5)

/** 商报?本报记者, 公示?新华社北京: a word there mostly begins a line. */
function startsLine(text: string, at: number): boolean {
  const { simplified, units, child, value, id, tag, joined } = languageModel()
  const unit = (i: number) => simplified[text.charCodeAt(i)]
  const edge = units[(LINE_BREAK << UNIT_BITS) + UNIT.id]
  const first = unit(at) << UNIT_BITS
  let worth = joined(edge, 0, units[first + UNIT.id], units[first + UNIT.tag])
  let node = units[first + UNIT.root]
  for (let i = 1; i < LONGEST_WORD && node !== 0; i++) {
    node = child(node, unit(at + i))
    if (value[node] !== NO_WORD) worth = Math.max(worth, joined(edge, 0, id[node], tag[node]))
  }
  return worth >= AT_START
}

const LINE_BREAK = 0x0a
const COMMA = 0xff0c
