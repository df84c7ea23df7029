import type { Issue, Span, StageResult } from '../text/index.js'
import { isBadSign } from './brackets.js'
import { lostIssue } from './edits.js'
import { gbk } from './gbk.js'
import { Lattice } from './lattice.js'
import { languageModel } from './model.js'
import type { ListNumber } from './pool.js'
import { evidenceOf, guessesIn } from './told.js'
import { everyday } from './utf8-characters.js'

/**
 * GBK that was read piece by piece, where a piece ended within a character: the sign of a lost byte stands for its first
 * half, and all behind it is read across, up to where ASCII sets it right. 富水镇召开 (B8BB CBAE D5F2 D5D9 BFAA), cut behind
 * D5, shows as 富水�蛘倏…: F2D5 is 蛘, D9BF 倏.
 */
export function unslip(text: string): StageResult {
  const out = { edits: [], issues: [] as Issue[] }
  const runs = slippedRuns(text)
  if (runs.length === 0) return out
  const evidence = evidenceOf([soundCodes(text, runs)])
  const lattice = new Lattice(languageModel(), evidence, WORK + WORK_PER_CHARACTER * text.length, FLAT)
  const known = new Map<number, ListNumber>()
  const listOf = (slot: Slot): ListNumber => {
    const key = slot.lead >= 0 ? slot.lead << 8 : slot.trail
    const found = known.get(key)
    if (found !== undefined) return found
    const codes = allowed(slot)
    const list = codes.length === 0 ? 0 : -1 - lattice.pool.add({ codes, lasts: codes.map(() => -1) })
    known.set(key, list)
    return list
  }
  // Without pairs for private use scrapers may have dropped them: of 地产管 (B5D8 B2FA B9DC) read across, FAB9 is one, and
  // what is left looks like other characters.
  const isWhole = PRIVATE_USE.test(text)
  for (const run of runs) fixRun(text, run, isWhole, listOf, lattice, out)
  return out
}

const PRIVATE_USE = /[\ue000-\uf8ff]/

/** Words tell the same twice over. */
const FLAT = 0.8
const WORK = 400_000
const WORK_PER_CHARACTER = 1000

/** A character of the page as it was. */
interface Slot extends Span {
  /** 0 where a byte is lost. */
  code: number
  /** Its bytes, −1 for the lost one. */
  lead: number
  trail: number
}

interface Run extends Span {
  slots: readonly Slot[]
  /** So many characters tell how they were read that no other reading is left. */
  isSure: boolean
}

const BAD = 0xfffd
/** So many characters read across tell by themselves. */
const TELLING = 3
/** How much likelier, in nats, they must be than what the page shows. */
const GAIN = 2.5
/** The least that a character of a short run may be worth: it is an everyday one. */
const COMMON = -8.5

/** Pieces are long: of a text with as many signs of lost bytes as this, something else was lost. */
const SIGNS = 3
const LEAST_PIECE = 16

function slippedRuns(text: string): Run[] {
  const { pairOf } = gbk()
  const runs: Run[] = []
  let signs = 0
  for (let i = 0; i < text.length; i++) if (isBadSign(text.charCodeAt(i))) signs++
  if (signs >= SIGNS && signs * LEAST_PIECE > text.length) return runs
  for (let i = 0; i < text.length; i++) {
    if (!isBadSign(text.charCodeAt(i))) continue
    let end = i + 1
    // Wide marks may have been made narrow since: 救灾??h公安.
    if (NARROW.includes(text[end] ?? ' ')) end++
    while (end < text.length && isPair(text.charCodeAt(end))) end++
    if (end === i + 1) continue
    // A question mark stands in good text, too.
    if (text[i] === '?' && !looksOdd(text, i + 1, end)) continue
    const run = readAcross(text, i, end)
    if (!run) continue
    runs.push(run)
    i = run.end - 1
  }
  return runs

  function isPair(code: number): boolean {
    return code >= 0x80 && pairOf[code] !== 0
  }
}

/** At least such a share of the characters that are read across are no everyday ones. */
const ODD_SHARE = 0.12

/** Whether a stretch has as many rare characters and misplaced marks as what is read across: no need of the model. */
function looksOdd(text: string, start: number, end: number): boolean {
  const { pairOf } = gbk()
  if (end - start < TELLING && MARK.test(text[start])) return true
  let odd = 0
  for (let i = start; i < end; i++) if (isRare(pairOf[wide(text.charCodeAt(i))])) odd++
  return odd >= ODD_SHARE * (end - start)
}

const MARK = /[，。？！；：、?,;:!()]/
const NARROW = '?,;:!()'
/** From a narrow mark to the wide one. */
const WIDE = 0xfee0

const wide = (code: number): number => (code < 0x80 ? code + WIDE : code)

/** What the second half of GB2312 has, and what only GBK has. */
function isRare(pair: number): boolean {
  const lead = pair >> 8
  return lead >= 0xd8 || lead < 0xa1 || (lead > 0xa3 && lead < 0xb0) || (pair & 0xff) < 0xa1
}

/** Reads the characters from `start` to `end` (the sign, and what GBK has behind it) across. */
function readAcross(text: string, start: number, end: number): Run | null {
  const { pairOf, charOf } = gbk()
  const { frequency, simplified } = languageModel()
  const slots: Slot[] = []
  let lead = -1
  let [shown, was, whole] = [0, 0, 0]
  const add = (trail: number, from: number, to: number) => {
    const code = lead < 0 || trail < 0 ? 0 : charOf[(lead << 8) | trail]
    if (code > 0) {
      was += frequency[simplified[code]]
      whole++
    } else if (lead >= 0 && trail >= 0) was += NEVER
    slots.push({ start: from, end: to, code, lead, trail })
  }
  for (let i = start + 1; i < end; i++) {
    const code = wide(text.charCodeAt(i))
    shown += frequency[simplified[code]]
    add(pairOf[code] >> 8, i - 1, i)
    lead = pairOf[code] & 0xff
  }
  const next = text.charCodeAt(end)
  const isTrail = next >= 0x40 && next < 0x7f
  const isCut = isBadSign(next)
  add(isTrail ? next : -1, end - 1, isTrail || isCut ? end + 1 : end)
  const count = end - start - 1
  const last = slots[slots.length - 1]
  if (count < TELLING) {
    // 救灾?？h公安: a letter within Chinese text that makes an everyday character.
    const isWithin = isTrail && text.charCodeAt(end + 1) > 0x2e7f && text.charCodeAt(start - 1) > 0x2e7f
    // 人民�摇�。: no sign but the decoder's own stands on both sides of what is read across.
    const isBetween = next === BAD && text.charCodeAt(start) === BAD
    if (!(isWithin || isBetween) || whole < count - (isBetween ? 1 : 0) || was < COMMON * whole) return null
    return { start, end: last.end, slots, isSure: false }
  }
  if (whole < count - 1 || was / whole - shown / count < GAIN) return null
  return { start, end: last.end, slots, isSure: true }
}

/** Log probability of a pair that is no character. */
const NEVER = -30

function soundCodes(text: string, runs: readonly Run[]): number[] {
  const codes: number[] = []
  let at = 0
  for (const { start, end } of [...runs, { start: text.length, end: text.length }]) {
    for (; at < start; at++) codes.push(text.charCodeAt(at))
    at = end
  }
  return codes
}

/** Everyday characters with the byte that is left. */
function allowed({ lead, trail }: Slot): number[] {
  const { pairOf } = gbk()
  const left = lead >= 0 ? lead : trail
  const found: number[] = []
  for (const code of everyday())
    if ((lead >= 0 ? pairOf[code] >> 8 : pairOf[code] & 0xff) === left) found.push(code)
  return found
}

/** How many characters before and behind a run help to tell what its ends were. */
const CONTEXT = 6
/** Least chance of a guess that is worth writing down. */
const LEAST_CHANCE = 0.66

function fixRun(
  text: string,
  { start, end, slots, isSure }: Run,
  isWhole: boolean,
  listOf: (slot: Slot) => ListNumber,
  lattice: Lattice,
  out: StageResult,
): void {
  let first = start
  while (first > Math.max(0, start - CONTEXT) && text[first - 1] !== '\n') first--
  const stop = Math.min(text.length, end + CONTEXT)
  const before = start - first
  const behind = before + slots.length
  const guesses = guessesIn(lattice, {
    size: behind + stop - end,
    codeAt(at) {
      if (at < before) return text.charCodeAt(first + at)
      return at < behind ? slots[at - before].code : text.charCodeAt(end + at - behind)
    },
    // A control beside the run may be U+0000.
    listAt: (at) => (at < before || at >= behind ? 0 : listOf(slots[at - before])),
    before: text.charCodeAt(first - 1),
    after: text.charCodeAt(stop),
  })
  for (const [i, slot] of slots.entries()) {
    const span = { start: slot.start, end: slot.end }
    if (slot.code > 0) {
      const insert = String.fromCharCode(slot.code)
      out.edits.push({ span, insert, rules: [RULE], certainty: isSure && isWhole ? 'exact' : 'inferred' })
      continue
    }
    const guess = guesses.get(before + i)
    const isTold = guess !== undefined && guess.chance >= LEAST_CHANCE && guess.code >= 0x80
    if (!isTold) out.issues.push(lostIssue(slot.start, slot.end))
    const insert = isTold ? String.fromCharCode(guess.code) : '?'
    if (insert !== text.slice(slot.start, slot.end))
      out.edits.push({ span, insert, rules: [`${RULE}-lost`], certainty: 'inferred' })
  }
}

const RULE = 'repair/gbk-slipped'
