import { bars, codes, colons, hanEnd, isHan, skipBlanks, slashes, spacedWord } from './chars.js'
import { Class, classes, Pair, pairsAt, traitsOf } from './classes.js'
import { readDate } from './dates.js'
import { type LabelKind, lexicon } from './lexicon.js'
import { isMediaName } from './outlets.js'
import { behindColon, isSurname, readFronted, sticky, WHOLE_ROLE } from './roles.js'

/** What stands between a label and its value besides a colon: 来源｜秦岭晚报, 時間・2022.10.31, 作者/王倩. */
const MARKS = codes(`${slashes.chars}${bars.chars}·•・`)

/** The value may not be another label: 图片 | 视频 | 评论 are the words of a menu. */
const isWordless = (text: string, at: number, end: number): boolean => {
  if (at >= end) return true
  if (!(pairsAt(classes(), text, at) & (Pair.label | Pair.role))) return false
  const { labels, roles } = lexicon()
  const length = Math.max(labels.longest(text, at)?.length ?? 0, roles.longest(text, at)?.length ?? 0)
  return length > 1 && MARKS.has(text.charCodeAt(skipBlanks(text, at + length)))
}

/** Whether what stands behind a mark is such as the label asks for: a day, a figure, a name. */
function suits(text: string, value: number, end: number, kind: LabelKind): boolean {
  if (kind === 'published' || kind === 'updated' || kind === 'written')
    return readDate(text, value, end) !== null
  if (kind === 'count') return (traitsOf(text.charCodeAt(value)) & Class.digit) !== 0
  const named =
    kind === 'source' ||
    kind === 'relayed' ||
    kind === 'issuer' ||
    kind === 'supplied' ||
    kind === 'supplier' ||
    kind === 'poster'
  return named && !MARKS.has(text.charCodeAt(value)) && !isWordless(text, value, end)
}

/** Behind the mark of a label and the blanks around it, where a mark other than a colon stands; -1 elsewhere. */
export function behindLabelMark(text: string, at: number, end: number, kind: LabelKind): number {
  const mark = skipBlanks(text, at)
  if (mark >= end || !MARKS.has(text.charCodeAt(mark))) return -1
  const value = skipBlanks(text, mark + 1)
  return value < end && suits(text, value, end, kind) ? value : -1
}

/** Where the value of the label or the role at `at` begins, behind its mark; -1 where none stands there. */
function valueAt(text: string, at: number, end: number): number {
  const { labels, roles } = lexicon()
  // 作 者：, 来　　源｜
  const apart = spacedWord(text, at, end)
  if (apart && (labels.has(apart.word) || roles.get(apart.word)))
    return skipBlanks(text, skipBlanks(text, apart.end) + 1)
  if (!(pairsAt(classes(), text, at) & (Pair.label | Pair.role))) return -1
  const label = labels.longest(text, at)
  const role = roles.longest(text, at)
  const length = Math.max(label?.length ?? 0, role?.length ?? 0)
  if (length === 0 || at + length >= end) return -1
  const behind = skipBlanks(text, at + length)
  const mark = text.charCodeAt(behind)
  const value = skipBlanks(text, behind + 1)
  if (colons.has(mark) || (mark === 0x3011 && text[at - 1] === '【')) return value
  if (label?.length === length) return behindLabelMark(text, at + length, end, label.value)
  // 王倩 李敏 报导 / 屏东县: 报导 closes names.
  const opens = role && length > 1 && text[at] !== '报'
  return opens && MARKS.has(mark) && !isWordless(text, value, end) ? value : -1
}

/** What stands glued in front of a label, behind another: 张宏编辑：, 岚溪融媒体责任编辑：. */
const isName = (text: string, start: number, end: number): boolean =>
  end - start >= 2 &&
  // 来源：秦岭晚报人气：1204
  ((end - start <= LONGEST_GLUED && isMediaName(text.slice(start, end), true)) ||
    (end - start <= 4 && isSurname(text, start)) ||
    (end - start <= LONGEST_GLUED && (lexicon().roles.longest(text, end)?.length ?? 0) >= WHOLE_ROLE))
const LONGEST_GLUED = 12

/** What ends a head: a colon or another mark. */
const ENDS = codes(`${MARKS.chars}${colons.chars}】＿_＝=-—‧．`)

const JOINTS = codes(`${slashes.chars}、&`)

/** 文、摄影／王小明: the second of two roles of one person. */
function joinsRole(text: string, at: number): boolean {
  if (!JOINTS.has(text.charCodeAt(at - 1))) return false
  const { roles } = lexicon()
  return [2, 1].some((length) => roles.get(text.slice(Math.max(0, at - 1 - length), at - 1)) !== undefined)
}

/**
 * Where the labels and roles of a line of metadata begin, each with a mark behind it. What stands behind one is
 * its value, up to the next: 编辑/王倩 · 稿源/秦岭晚报, 作者：王倩编辑：李敏.
 */
export function headsIn(text: string, start: number, end: number): number[] {
  const out: number[] = []
  // Inside a run of Han a label begins only behind the value of another.
  let valued = -1
  let run = start
  let last = end - 1
  while (last > start && !ENDS.has(text.charCodeAt(last))) last--
  for (let i = start; i < last; i++) {
    if (!isHan(text.charCodeAt(i))) {
      run = i + 1
      continue
    }
    const inside = i > run && run !== valued
    if ((inside && !(out.length > 0 && isName(text, run, i))) || joinsRole(text, i)) continue
    let value = valueAt(text, i, end)
    // 旦增责任编辑：尹一帆 behind 作者： is a name and a role.
    const fronted = value < 0 && i === run && i !== valued ? readFronted(text, i, end, out.length > 0) : null
    if (fronted) value = behindColon(text, fronted.end, end)
    if (value < 0 || closesOutlet(text, valued, i)) continue
    out.push(i)
    valued = value
    run = value
    i = value - 1
  }
  return out
}

/** 发布 is a label, and an ending of outlets. */
const ENDING = 2

/** 来源：清江发布 / 2022-05-19: the value of a label ends as outlets do. */
function closesOutlet(text: string, valued: number, at: number): boolean {
  if (valued < 0 || valued >= at) return false
  // 发布者：何立夏发布时间：2023-10-08
  const length = lexicon().labels.longest(text, at)?.length ?? 0
  if (length !== ENDING || lexicon().mediaEndings.longest(text, at + length, at)?.length !== length)
    return false
  const mark = text[skipBlanks(text, at + length)] ?? ' '
  return !'：:'.includes(mark) && hanEnd(text, valued, at, LONGEST_GLUED) === at
}

const CATEGORY = /[ \t\u00a0\u3000]+[[【][^\]】]{2,4}[\]】]/y

/** 标题：, （原标题：, 标　题：, 标题 [新闻]: where the headline begins behind a label that says that it is one; null without one. */
export function titleLabel(text: string): { kind: LabelKind; end: number } | null {
  const at = '（('.includes(text[0] ?? ' ') ? 1 : 0
  const apart = spacedWord(text, at, text.length)
  const { labels } = lexicon()
  const hit = labels.longest(text, at)
  const kind = (apart && labels.get(apart.word)) ?? hit?.value
  if (kind !== 'title' && kind !== 'subtitle' && kind !== 'original') return null
  const stop = apart && labels.has(apart.word) ? apart.end : at + (hit?.length ?? 0)
  const colon = skipBlanks(text, stop)
  if (colons.has(text.charCodeAt(colon))) return { kind, end: skipBlanks(text, colon + 1) }
  const category = kind === 'title' ? sticky(CATEGORY, text, stop, text.length) : -1
  return category > 0 ? { kind, end: skipBlanks(text, category) } : null
}
