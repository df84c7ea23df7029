import { hanEnd } from './chars.js'
import { lexicon } from './lexicon.js'
import { outletName } from './masthead.js'
import { isMediaName, publisherName } from './outlets.js'
import { isSiteOf } from './owners.js'
import type { PersonReading } from './people.js'
import type { Evidence, Found } from './sayings.js'
import { isStep } from './sites.js'
import type { Author, Publisher } from './types.js'

const isWriter = ({ role }: PersonReading): boolean =>
  role !== null && lexicon().roles.get(role)?.kind === 'writer'

const LONGEST_WORD = 5

const hasOnlyHan = (text: string): boolean => hanEnd(text, 0, text.length, text.length) === text.length

/** 解读 between 数据 and 首页, word by word over the headline, or a step of the breadcrumb: no name. */
function isMenuItem({ page, decisions }: Found, index: number): boolean {
  const { text } = page.readings[index]
  if (isStep(page, text)) return true
  // ■ 王倩, 国际中心／王倩报导 is more than a word.
  if (text.length > LONGEST_WORD || !hasOnlyHan(text)) return false
  const isWord = (i: number) =>
    i >= 0 &&
    decisions[i]?.kind === 'other' &&
    decisions[i].zone === 'top' &&
    page.readings[i].text.length <= LONGEST_WORD
  return decisions[index].zone === 'top' && (isWord(index - 1) || isWord(index + 1))
}

export function peopleOf(found: Evidence): PersonReading[] {
  const people: PersonReading[] = []
  const above: PersonReading[] = []
  for (const { piece, index, field } of found.pieces)
    if ((piece.kind === 'byline' || piece.kind === 'source') && !field)
      for (const person of piece.people)
        if (person.role === null && isMenuItem(found, index)) continue
        else (person.role === null && found.decisions[index].zone === 'top' ? above : people).push(person)
  for (const masthead of found.mastheads) people.push(...masthead.people)
  for (const piece of found.credits) people.push(...piece.people)
  // 云嘉南 over the headline is no author where 记者 赖品瑄 stands below it.
  if (!people.some(isWriter)) people.push(...above)
  if (people.some(({ author }) => author)) return people
  // A meta tag’s author only where the page names nobody: it is often the site or its software.
  for (const { piece, field } of found.pieces)
    if (field && piece.kind === 'byline')
      people.push(
        ...piece.people.filter(
          ({ name }) => isPersonName(name) && !isSiteOf(name, found.page, found.decisions),
        ),
      )
  return people
}

/** 俞莲, John Smith; not 鄱湖晚报, admin. */
export function isPersonName(name: string): boolean {
  if (isMediaName(name) || publisherName(name) === null) return false
  return /^[\u4e00-\u9fff·]{2,8}$/.test(name) || /^[A-Z][a-z]+(?: [A-Z][a-z.]*)+$/.test(name)
}

export function authorsOf(found: Evidence, publisher: Publisher | null): Author[] {
  if (found.people.length === 0) return []
  const byName = new Map<string, Author>()
  const people = [...found.people].sort((a, b) => a.start - b.start)
  const writers = people.some(({ author }) => author)
  for (const { start, end, name, role, outlet, author, picture } of people) {
    // A photographer is an author only where nobody else is.
    if (!author && !(picture && !writers)) continue
    // 图片来源：视觉中国 is whose picture it is.
    if (picture && role?.endsWith('源')) continue
    // 作者漓江先锋 under the name of the account: it writes by its own name.
    if (name === publisher?.name && name.length > 3) continue
    const known = byName.get(name)
    // 原创 白雪 above, 作者：白雪 below: the one that says more wins.
    if (known && (role === null || (known.role !== null && known.role !== '作者'))) continue
    // 作者：尤静 above, 文章作者 / 尤静 below
    if (known?.role === '作者' && role?.endsWith('作者')) continue
    // 作者：尤静 above and 责任编辑：尤静 below: who wrote it.
    if (known?.role === '作者' && lexicon().roles.get(role ?? '')?.kind === 'editor') continue
    const { text, span, sourceSpan } = found.doc.mention({ start, end })
    byName.set(name, {
      text,
      span,
      sourceSpan,
      name,
      role,
      outlet: outlet === null ? null : (outletName(outlet) ?? publisher?.name ?? null),
    })
  }
  return [...byName.values()]
}
