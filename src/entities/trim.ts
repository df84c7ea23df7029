import { WORD } from './lexicon.js'
import { type BodyHit, isHanCode, type Page } from './page.js'

/** What the model's names may not be: begin with a mark or a preposition, or be common words alone. */
export function trimModelHits(page: Page): void {
  if (page.bodies.some(fromModel)) {
    const bodies: BodyHit[] = []
    for (const hit of page.bodies) {
      const trimmed = fromModel(hit) ? trimBody(page, hit) : hit
      if (trimmed) bodies.push(trimmed)
    }
    page.bodies = bodies
    page.bodyEnd.clear()
    for (const hit of bodies) page.bodyEnd.set(hit.end, hit)
  }
  if (page.places.some(fromModel)) {
    page.places = page.places.filter((hit) => !fromModel(hit) || !commonPlace(page, hit.start, hit.end))
    page.placeEnd.clear()
    page.placeStart.clear()
    for (const hit of page.places) {
      page.placeEnd.set(hit.end, hit)
      page.placeStart.set(hit.start, hit.end)
    }
  }
}

function fromModel({ rule }: { rule: string }): boolean {
  return rule.startsWith('model-')
}

/** 经泰丰县委 → 泰丰县委; 碳酸锂期货价格, 新能源汽车: null. */
function trimBody(page: Page, hit: BodyHit): BodyHit | null {
  const { text } = page
  let { start } = hit
  const { end } = hit
  while (start < end && ' 　“”"「」、，'.includes(text[start])) start++
  for (let next = page.wordEnd(start, end); start < end && next < end; next = page.wordEnd(start, end)) {
    const bits = page.bits(start, next)
    if (!(bits & WORD.leadIn) || bits & WORD.single || next - start > 1) break
    start = next
  }
  if (end - start < 2) return null
  if (hit.kind === 'company' && hit.legalForm === null) {
    if (commonWords(page, start, end)) return null
    for (let length = 1; length <= 3; length++) if (page.bits(end, end + length) & WORD.tradeNext) return null
  }
  return start === hit.start ? hit : { ...hit, start }
}

/** Whether every word of a stretch is a common one. */
function commonWords(page: Page, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const next = page.wordEnd(at, end)
    if (!isHanCode(page.text.charCodeAt(at))) return false
    if (!(page.bits(at, next) & (WORD.noun | WORD.stop | WORD.inner))) return false
    at = next
  }
  return true
}

/** 加油站: a word of the table of units that is no place. */
function commonPlace(page: Page, start: number, end: number): boolean {
  const name = page.text.slice(start, end)
  if (page.lexicon.units.get(name)?.strength === 'never') return true
  return (
    page.isBoundary(start) && page.wordEnd(start, end) === end && (page.bits(start, end) & WORD.noun) !== 0
  )
}
