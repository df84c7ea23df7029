import type { Span } from '../text/index.js'
import { skipSpaces } from './chars.js'
import { OPENED } from './labels.js'
import { lexicon } from './lexicon.js'
import { isBodyName } from './names.js'
import { isMediaName, type Outlet } from './outlets.js'
import type { PersonReading } from './people.js'
import type { Piece } from './pieces.js'
import { isSurname } from './roles.js'

function firstOutlet(pieces: readonly Piece[]): Outlet | null {
  for (const { people } of pieces) for (const { outlet } of people) if (outlet?.name) return outlet
  return null
}

/** 晨经记者：王倩　晨经编辑：李敏: the short name of the paper stands in front of either role. */
export function shareOutlet(pieces: readonly Piece[]): void {
  const outlet = firstOutlet(pieces)
  if (!outlet?.name) return
  for (const { people } of pieces)
    for (const person of people) {
      const rest = person.role?.startsWith(outlet.name) ? person.role.slice(outlet.name.length) : ''
      if (!lexicon().roles.get(rest)) continue
      person.role = rest
      person.outlet = outlet
    }
}

/** （淮上号 首席记者 王倩 通讯员 李敏）: the one name in front of who reports, in a line of nothing else, is the outlet. */
export function outletInFront(
  text: string,
  start: number,
  end: number,
  pieces: readonly Piece[],
  rest: readonly Span[],
): Outlet | null {
  const [first] = pieces
  const [name] = rest
  if (rest.length !== 1 || first?.kind !== 'byline' || name.end > first.start) return null
  const writes = ({ role, outlet }: PersonReading) =>
    outlet === null && role !== null && lexicon().roles.get(role)?.kind === 'writer' && role.length > 1
  if (first.people.length === 0 || !first.people.every(writes)) return null
  const opened = OPENED.has(text.charCodeAt(start)) ? start + 1 : start
  const word = text.slice(name.start, name.end)
  // 青禾新闻｜记者王倩／台北报导
  const mark = skipSpaces(text, name.end, end)
  const barred = '|｜丨'.includes(text[mark]) && isMediaName(word)
  const next = barred ? skipSpaces(text, mark + 1, end) : mark
  if (skipSpaces(text, opened, end) < name.start || next < first.start) return null
  const { sections, notPublishers, notNames, datelines } = lexicon()
  if (!/^[\u4e00-\u9fff]{3,8}$/u.test(word) || isBodyName(word)) return null
  if (sections.has(word) || notPublishers.has(word) || notNames.has(word) || datelines.has(word)) return null
  // 王晓明 记者 李静
  return word.length === 3 && isSurname(text, name.start) && !isMediaName(word)
    ? null
    : { ...name, name: word }
}

/** （记者王倩 通讯员李敏摄）: what closes the row says of all in it that they took the picture. */
export function shareCamera(pieces: readonly Piece[]): void {
  const last = pieces.at(-1)
  const named = pieces.every(({ kind, people }) => kind === 'byline' && people.length > 0)
  if (pieces.length < 2 || !named || !last?.people.every(({ picture, role }) => picture && isWriting(role)))
    return
  for (const { people, end } of pieces.slice(0, -1)) {
    if (people.at(-1)?.end !== end || !people.every(({ role }) => isWriting(role))) return
    for (const person of people) {
      person.author = false
      person.picture = true
    }
  }
}

const isWriting = (role: string | null): boolean =>
  role !== null && lexicon().roles.get(role)?.kind === 'writer'

/** 嘉南日报／ 记者王倩／台东报导: a slash or a bar stands between the outlet and who reports for it. */
export function lendOutlet(text: string, [source, byline]: readonly Piece[]): void {
  if (source?.kind !== 'source' || source.label !== null || byline?.kind !== 'byline') return
  if (!/^\s*[/／╱|｜丨]\s*$/u.test(text.slice(source.end, byline.start))) return
  for (const person of byline.people)
    if (person.outlet === null && lexicon().roles.get(person.role ?? '')?.kind === 'writer')
      person.outlet = source.outlet
}
