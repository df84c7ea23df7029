import { indexIn } from '../text/index.js'
import { placeForm, WORD } from './lexicon.js'
import { namesAt } from './names.js'
import { isHanCode, overlapsAny, type Page, type PlaceHit, setPlaces } from './page.js'

/** 斗六市四贤|里长游文城, 江厝|里里长林国兴: what makes two characters before 里 a ward of Taiwan. */
const OFFICE = /^里里?长/
/** What is inside, on or behind something: 屋子里长出青苔. */
const INSIDE =
  /[一二三四五六七八九两几数子地家心手山水城村夜眼嘴店院田园林海湖市县区乡镇校厂公英这那哪万千百十日]$/

/**
 * The wards of Taiwan by the heads that a text gives them: 四贤里长游文城痛批 … 四贤里、久安里再度淹水. What stands in a list
 * beside one is another.
 */
export function findWards(page: Page): void {
  const names = wardsWithHeads(page)
  const island = page.places.some(isIsland)
  if (names.size === 0 && !island) return
  const { text } = page
  const found: PlaceHit[] = []
  const all = (take: (start: number, name: string) => void) => {
    for (const { span } of page.zones)
      for (let at = wardIn(text, span.start, span.end); at >= 0; at = wardIn(text, at + 1, span.end))
        if (at - 2 >= span.start && (isName(page, at - 2) || names.has(text.slice(at - 2, at))))
          take(at - 2, text.slice(at - 2, at))
  }
  // 四贤里、|久安里: a list in which one is known, or on a page that names a town of Taiwan.
  let last: { end: number; name: string } | null = null
  all((start, name) => {
    if (last && start === last.end + 1 && text[last.end] === '、')
      if (island || names.has(name) || names.has(last.name)) names.add(name).add(last.name)
    last = { end: start + 3, name }
  })
  all((start, name) => {
    if (!names.has(name)) return
    const form = placeForm('village', `${name}里`, [], 'full')
    found.push({ start, end: start + 3, form, rule: 'place-ward' })
  })
  if (found.length === 0) return
  setPlaces(page, [...page.places.filter((hit) => !overlapsAny(found, hit.start, hit.end)), ...found])
}

/** The next 里 of a stretch. */
const wardIn = (text: string, from: number, end: number): number => indexIn(text, 0x91cc, from, end)

/** The names before 里 that a head, his office or the people of the ward stand behind. */
function wardsWithHeads(page: Page): Set<string> {
  const { text } = page
  const out = new Set<string>()
  for (const { span } of page.zones)
    for (let at = wardIn(text, span.start, span.end); at >= 0; at = wardIn(text, at + 1, span.end)) {
      // 七股区|顶山里、西寮里
      if (at - 2 >= span.start && AFTER_WARD.test(text.slice(at + 1, at + 3)))
        if (isIsland(page.placeEnd.get(at - 2))) out.add(text.slice(at - 2, at))
      const office = at - 2 < span.start ? null : OFFICE.exec(text.slice(at, at + 4))
      if (!office || !isName(page, at - 2) || !startsName(page, at - 2, span.start)) continue
      // 四贤里长|游文城: his name follows.
      if ((namesAt(page, at + office[0].length, span.end)[0]?.score ?? -99) > 0)
        out.add(text.slice(at - 2, at))
    }
  return out
}

const AFTER_WARD = /^(?:[、，。及与和]|一带|等地|居民|住户)/

/** A town or district of Taiwan. */
function isIsland(place: PlaceHit | undefined): boolean {
  return place?.form.how === 'full' && place.form.divisions.some(({ key }) => key.startsWith('71'))
}

function isName(page: Page, start: number): boolean {
  const { text } = page
  if (!isHanCode(text.charCodeAt(start)) || !isHanCode(text.charCodeAt(start + 1))) return false
  if (text[start + 1] === '里' || INSIDE.test(text.slice(start, start + 2))) return false
  // 四贤|里长: a figure is a name as others are.
  if ('一二三四五六七八九十'.includes(text[start])) return true
  return !(page.bits(start, start + 2) & (WORD.noun | WORD.leadIn))
}

/** A mark, a place, a verb or a word's end before the name. */
function startsName(page: Page, start: number, floor: number): boolean {
  return start === floor || page.placeEnd.has(start) || page.isBoundary(start)
}
