import type { Span } from '../text/index.js'
import { isOfButtons } from './buttons.js'
import { isBreak } from './chars.js'
import { countUnits } from './classes.js'
import { lexicon } from './lexicon.js'
import { isBodyName, readNames } from './names.js'
import { isMediaName, publisherName } from './outlets.js'
import { plainPeople } from './people.js'
import { bylinePiece, type Meta, NO_REST, outletPiece, type Piece } from './pieces.js'
import { isSurname } from './roles.js'
import { isOfSpam } from './spam.js'

/** How far behind the day 只看该作者 may stand. */
export const POST_REACH = 40

/** 发表于 2022-3-4 10:20 | 只看该作者: the name beside the day is that of whoever posts in a forum. */
export function saysPost(text: string, start: number, end: number): boolean {
  const { markers, postsIn } = lexicon()
  for (let i = start; i < end && i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isBreak(code)) return false
    if (postsIn.has(code) && markers.post.longest(text, i)) return true
  }
  return false
}

const isUnit = (word: string): boolean => '次人'.includes(word[0]) && countUnits.includes(word.slice(1))

function isTwoNames(text: string, { start, end }: Span): boolean {
  const { names, end: stop } = readNames(text, start, end, false)
  return names.length > 1 && stop === end
}

/** Names of outlets are rarely so long. */
const HEADLINE_CHARS = 8

/** Nor is so much beside them that is no metadata. */
const HEADLINE_WORDS = 5

/** 穗北交警 2024-05-04 20:11 广东: the one name beside the date that nothing else explains is the outlet. */
/** `left`: so many characters are neither metadata nor set apart as a name. */
function guessOutlet(
  text: string,
  pieces: readonly Piece[],
  rest: readonly Span[],
  left: number,
): Piece | null {
  if (pieces.length === 0) return null
  const dated = pieces.find(({ date, kind }) => kind === 'date' && date?.firm)
  if (!dated || pieces.some(({ kind, outlet }) => kind === 'source' && outlet?.name)) return null
  if (saysPost(text, pieces[0].start, pieces[pieces.length - 1].end + POST_REACH)) return null
  // 六水手 发表于 2021-2-9 20:06
  const posted = text.startsWith('发表于', dated.start)
  const { sections, notPublishers, notNames, beside } = lexicon()
  const names = rest.filter((span) => {
    const word = text.slice(span.start, span.end)
    if (word.length < 3 || word.length > 12 || !/^[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9]*$/u.test(word))
      return false
    // 总第604期, 第3版, 中港台时间
    if (beside.front.longest(word, 0) || beside.end.longest(word, word.length, 0)) return false
    // 来自 社会 1970-01-01 08:00 的文章
    if (word.includes('的') || isOfButtons(word)) return false
    // 大吉彩票2023-01-31 16:05
    if (isOfSpam(word)) return false
    // 次浏览: a count without its figure.
    if (isUnit(word)) return false
    // 2021-11-27魏清河邹鹤
    if (span.start === dated.end && isTwoNames(text, span)) return false
    // 国际中心 is a desk.
    if (word.endsWith('中心') && sections.has(word.slice(0, -2))) return false
    return !sections.has(word) && !notPublishers.has(word) && !notNames.has(word)
  })
  const firm = names.filter((span) => isMediaName(text.slice(span.start, span.end)))
  // 瀚海农垦报　2020年12月11日　第七版　副刊: of several names the one that ends as papers and sites do.
  if (firm.length === 0 && names.length > 1)
    firm.push(
      ...names.filter(({ start, end }) => lexicon().roleEndings.longest(text, end, start + 2) !== null),
    )
  const [span] = firm.length > 0 ? firm : names
  if (
    !span ||
    (posted && firm.length === 0 && span.end < dated.start) ||
    (firm.length === 0 && names.length > 1)
  )
    return null
  // [2023-11-07] 特写：老码头夜航 灯火如昼 is a headline with its day.
  if (firm.length === 0 && pieces.length === 1 && left - (span.end - span.start) >= HEADLINE_WORDS)
    return null
  const word = text.slice(span.start, span.end)
  // 2023-11-07 洋教练带村里孩子打排球 is a headline with its day.
  const alone = pieces.length === 1 && dated.date?.clock == null && span.start > dated.start
  if (alone && firm.length === 0 && word.length >= HEADLINE_CHARS && !isBodyName(word)) return null
  // A short headline with a day behind it may be an item of a list; a clock time or more pieces tell an outlet.
  const sure =
    firm.length > 0 ||
    isBodyName(word) ||
    span.start > dated.start ||
    pieces.length > 1 ||
    dated.date?.clock != null
  const out = outletPiece(span.start, { ...span, name: publisherName(word) }, null)
  out.guess = sure ? 'sure' : 'unsure'
  return out
}

/** 2017-08-11 10:22:15林秀禾周庆生, 19:45:10陆明青杨县消防大队: who wrote it, glued to the time, with the body that they are of. */
function guessWriter(text: string, pieces: readonly Piece[], rest: readonly Span[]): Piece | null {
  const glued = rest.find((span) =>
    pieces.some(
      ({ kind, date, end }) =>
        kind === 'date' &&
        end === span.start &&
        (date?.clock != null || (date?.year != null && isTwoNames(text, span))),
    ),
  )
  if (!glued) return null
  const { start, end } = glued
  const { names, end: stop } = readNames(text, start, end, false)
  if (names.length > 0 && stop === end)
    return bylinePiece({ start, end, people: plainPeople(names, false), open: null })
  const bodies = [start + 3, start + 2].filter((at) => end - at > 3 && isBodyName(text.slice(at, end)))
  // 刘涛|内蒙古, not 刘涛内|蒙古
  const homes = bodies.map((at) => lexicon().datelines.longest(text, at)?.length ?? 0)
  const body = bodies[homes.indexOf(Math.max(...homes))]
  if (body === undefined || !isSurname(text, start)) return null
  const name = { start, end: body, name: text.slice(start, body) }
  return bylinePiece({ start, end, people: plainPeople([name], false), open: null })
}

/** Reads a line as metadata, the names glued to its date as its writers, the one name beside it as an outlet. */
export function withGuess(text: string, { start, end }: Span, meta: Meta): Meta {
  const writer = guessWriter(text, meta.pieces, meta.rest)
  const guess = writer ?? guessOutlet(text, meta.pieces, meta.rest, (1 - meta.covered) * (end - start))
  if (!guess) return meta
  const pieces = [...meta.pieces, guess].sort((a, b) => a.start - b.start)
  const more = writer || guess.guess === 'sure' ? (guess.end - guess.start) / (end - start) : 0
  return { pieces, covered: Math.min(1, meta.covered + more), rest: NO_REST }
}
