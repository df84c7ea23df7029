import { bylines, surnames as packedSurnames, series } from '../generated/repair-characters.js'
import type { Edit } from '../text/index.js'
import { isHanzi } from './gbk.js'
import { languageModel, NO_WORD, UNIT, UNIT_BITS } from './model.js'

/** Fewer single characters in a row may be a list: 张 王 李. */
const LEAST = 4

/**
 * 中 国 标 准 → 中国标准: characters set apart one by one, where together they are words. Latin letters,
 * and lists of single characters (甲 乙 丙 丁), stay.
 */
export function closeUp(text: string): Edit[] {
  const edits: Edit[] = []
  for (let at = text.indexOf(' '); at >= 0; ) {
    const start = isHanzi(text.charCodeAt(at - 1)) ? at - 1 : at + 1
    let end = at
    while (text.charCodeAt(end) === 0x20 && isHanzi(text.charCodeAt(end + 1))) end += 2
    const alone = !isHanzi(text.charCodeAt(start - 1)) && !isHanzi(text.charCodeAt(end))
    const count = (end - start + 1) / 2
    const isRun = isHanzi(text.charCodeAt(start)) && alone && count >= LEAST
    if (isRun && !isSeries(text.slice(start, end + 1)) && areWords(text, start, end))
      for (let i = start + 1; i < end; i += 2) edits.push(removal(i, 'repair/spaced'))
    at = text.indexOf(' ', Math.max(end, at + 1))
  }
  return edits
}

/** 东 南 西 北, 一 二 三 四: each stands for itself. */
function isSeries(spaced: string): boolean {
  const characters = spaced.replaceAll(' ', '')
  return series.split(' ').some((row) => [...characters].every((char) => row.includes(char)))
}

function removal(at: number, rule: string): Edit {
  return { span: { start: at, end: at + 1 }, insert: '', rules: [rule], certainty: 'inferred' }
}

interface Bylines {
  surnames: ReadonlySet<string>
  /** A word that names follow, at the end of what it is tried on. */
  before: RegExp
  /** The same at the start. */
  first: RegExp
  /** A word that closes a name, at the start. */
  after: RegExp
}

let tables: Bylines | null = null

function bylineTables(): Bylines {
  if (tables) return tables
  const [before, after] = bylines.split(';').map((terms) => terms.split(' ').join('|'))
  tables = {
    surnames: new Set(packedSurnames),
    before: new RegExp(`(?:${before})[)）]?[：:\\s\u3000]{0,3}$`),
    first: new RegExp(`^(?:${before})`),
    after: new RegExp(`^(?:${after})`),
  }
  return tables
}

/** How far before a name its 记者 or 编辑 may stand: a few names may be between. */
const REACH = 40

const isGap = (code: number): boolean => code === 0x20 || code === 0x3000

/**
 * 通讯员 张 宏 → 通讯员 张宏: typesetters set the names of a byline apart, to the width of three characters.
 * A surname alone, one space, and the rest of the name, after a word of bylines or other names that follow one.
 */
export function closeNames(text: string): Edit[] {
  const edits: Edit[] = []
  for (let at = 1; at < text.length - 1; at++) {
    if (!isGap(text.charCodeAt(at))) continue
    if (!isSurname(text, at - 1) || !isHanzi(text.charCodeAt(at + 1)) || !followsByline(text, at - 1))
      continue
    const end = nameEnd(text, at)
    if (end < 0) continue
    for (let i = at; i < end; i++) if (isGap(text.charCodeAt(i))) edits.push(removal(i, 'repair/spaced-name'))
    at = end - 1
  }
  return edits
}

/** A surname that stands by itself, at a line's start or after a space or mark. */
function isSurname(text: string, at: number): boolean {
  return !isHanzi(text.charCodeAt(at - 1)) && bylineTables().surnames.has(text[at])
}

/** Where the name ends whose surname stands before the gap at `at`; −1 where there is none. */
function nameEnd(text: string, at: number): number {
  const { after } = bylineTables()
  const alone = (i: number) => !isHanzi(text.charCodeAt(i + 1)) || after.test(text.slice(i + 1, i + 5))
  if (after.test(text.slice(at + 1, at + 5)) && alone(at + 1)) return -1
  // 李 明 伟, but not 李 明 王 芳.
  const third = at + 3
  if (isGap(text.charCodeAt(at + 2)) && isHanzi(text.charCodeAt(third)) && alone(third)) {
    const next = isGap(text.charCodeAt(third + 1)) && isHanzi(text.charCodeAt(third + 2))
    if (!after.test(text.slice(third, third + 4)) && !(bylineTables().surnames.has(text[third]) && next))
      return third + 1
  }
  return alone(at + 1) ? at + 2 : -1
}

/** Whether names alone stand between a word of bylines and `at`. */
function followsByline(text: string, at: number): boolean {
  const { before } = bylineTables()
  const reach = text.slice(Math.max(0, at - REACH), at)
  let head = reach.slice(reach.lastIndexOf('\n') + 1)
  for (let i = 0; i < REACH; i++) {
    if (before.test(head)) return true
    const shorter = head.replace(NAME_BEFORE, '')
    if (shorter === head) return false
    head = shorter
  }
  return false
}

/** Whether a space stands between two parts of a byline: behind 记者, or 李明 and 通讯员 of 记者 李明 通讯员 王芳. */
export function partsByline(before: string, after: string): boolean {
  if (!isHanzi(after.charCodeAt(0))) return false
  const tables = bylineTables()
  return (
    tables.before.test(before) || (tables.first.test(after) && followsByline(`${before} `, before.length + 1))
  )
}

/** The last name of a list, or a half of it, with what parts it from the next. */
const NAME_BEFORE = /(?<![\u4e00-\u9fa5])[\u4e00-\u9fa5]{1,3}[、 \u3000]{1,3}$/

/** Whether most of every second code unit from `start` on stands in words. */
function areWords(text: string, start: number, end: number): boolean {
  const { units, child, value, simplified } = languageModel()
  let [covered, all] = [0, 0]
  for (let i = start; i < end; i += 2) {
    all++
    if (i + 2 >= end) continue
    const [first, second] = [simplified[text.charCodeAt(i)], simplified[text.charCodeAt(i + 2)]]
    if (value[child(units[(first << UNIT_BITS) + UNIT.root], second)] === NO_WORD) continue
    covered += 2
    all++
    i += 2
  }
  return covered >= 0.6 * all
}
