import { findStructure, reflow } from '../../src/article/index.js'
import { applyStage, prepare } from '../../src/normalize.js'
import type { Mention, Span } from '../../src/text/index.js'
import { alignment } from './alignment.js'
import type { LabelledPage } from './labelled-pages.js'

interface Counts {
  /** Paragraphs. */
  right: number
  found: number
  wanted: number
  fields: Record<'title' | 'date' | 'publisher' | 'author', { right: number; all: number }>
}

export interface Tally extends Counts {
  pages: number
  /** Related or spam text in the body, in lines. */
  leaks: number
  misses: string[]
  /**
   * The same by place, on damaged pages: what stands between the same two characters of the page is the same,
   * whatever repair made of the characters. This is what this stage alone answers for.
   */
  places: Counts
}

const noCounts = (): Counts => ({
  right: 0,
  found: 0,
  wanted: 0,
  fields: {
    title: { right: 0, all: 0 },
    date: { right: 0, all: 0 },
    publisher: { right: 0, all: 0 },
    author: { right: 0, all: 0 },
  },
})

export const emptyTally = (): Tally => ({
  ...noCounts(),
  pages: 0,
  leaks: 0,
  misses: [],
  places: noCounts(),
})

export const squash = (s: string) =>
  s
    .replace(/[\s\u3000]/g, '')
    .replace(/[，,]/g, ',')
    .replace(/[：:]/g, ':')
    .replace(/[；;]/g, ';')
    .replace(/[！!]/g, '!')
    .replace(/[？?]/g, '?')
    .replace(/[（(]/g, '(')
    .replace(/[）)]/g, ')')
    .replace(/[“”"「」‘’'『』]/g, '"')
    .replace(/…+|\.{3,}/g, '…')

/** Share of the characters that two texts have in common, as multisets of pairs. */
export function alike(a: string, b: string): number {
  const pairs = (s: string) => {
    const counts = new Map<string, number>()
    for (let i = 0; i + 1 < s.length; i++)
      counts.set(s.slice(i, i + 2), (counts.get(s.slice(i, i + 2)) ?? 0) + 1)
    return counts
  }
  const [x, y] = [pairs(a), pairs(b)]
  let common = 0
  for (const [pair, n] of x) common += Math.min(n, y.get(pair) ?? 0)
  return (2 * common) / Math.max(1, a.length + b.length - 2)
}

/** Scores one page. `least` is how alike two texts must be: 1 on clean pages, less where repair has to guess. */
export function scorePage(page: LabelledPage, text: string, least: number, tally: Tally): void {
  const { doc } = applyStage(prepare(text, {}), reflow)
  const structure = findStructure(doc)
  const same = (a: string, b: string) => a === b || (least < 1 && alike(a, b) >= least)
  const note = (what: string) => tally.misses.push(`${page.id}: ${what}`)
  // On a clean page what is wanted is read off the same clean text, so that only the structure is scored.
  const clean = (part: LabelledPage['parts'][number]) => {
    if (text !== page.text) return squash(prepare(part.clean, {}).doc.text)
    const span = doc.toText(part)
    return squash(doc.text.slice(span.start, span.end))
  }
  const want = page.parts.filter(({ kind }) => kind === 'paragraph').map(clean)
  const got = structure.body.map(({ start, end }) => squash(doc.text.slice(start, end)))
  const left = [...got]
  for (const w of want) {
    const i = left.findIndex((g) => same(g, w))
    if (i >= 0) {
      left.splice(i, 1)
      tally.right++
    } else note(`- ${w.slice(0, 40)}`)
  }
  for (const g of left) note(`+ ${g.slice(0, 40)}`)
  tally.wanted += want.length
  tally.found += got.length
  const foreign = page.parts.filter(({ kind }) => kind === 'related' || kind === 'spam').map(clean)
  for (const line of foreign)
    if (line.length >= 4 && got.some((g) => g.includes(line) || (least < 1 && alike(g, line) > 0.7))) {
      tally.leaks++
      note(`leak ${line.slice(0, 40)}`)
    }
  const field = (name: keyof Tally['fields'], ok: boolean, what: string) => {
    tally.fields[name].all++
    if (ok) tally.fields[name].right++
    else note(`${name}: ${what}`)
  }
  const title = structure.title ? squash(structure.title.text) : null
  const wantTitle = page.title === null ? null : squash(page.title)
  field(
    'title',
    title === wantTitle || (title !== null && wantTitle !== null && same(title, wantTitle)),
    `want ${wantTitle} got ${title}`,
  )
  const iso = structure.publishedAt?.iso ?? null
  field('date', iso === page.date, `want ${page.date} got ${iso}`)
  const publisher = structure.publisher?.name ?? null
  field('publisher', publisher === page.publisher, `want ${page.publisher} got ${publisher}`)
  const authors = structure.authors.map(({ name, role }) => `${name}/${role}`)
  field(
    'author',
    authors.slice().sort().join() === page.authors.slice().sort().join(),
    `want ${page.authors} got ${authors}`,
  )
  const issues = structure.issues.map(({ code }) => code).join()
  if (issues !== page.issues.join()) note(`issues: want ${page.issues} got ${issues}`)
  if (page.section && structure.section.join('>') !== page.section.join('>'))
    note(`section: got ${structure.section.join('>')}`)
  tally.pages++
  if (text !== page.text) scorePlaces(page, doc.text, structure, tally, note)
}

/** Ends may differ by so many characters: a bracket or a character that was lost there. */
const NEAR = 3

function near(a: Span | null, b: Span | null): boolean {
  if (a === null || b === null) return a === b
  return Math.abs(a.start - b.start) <= NEAR && Math.abs(a.end - b.end) <= NEAR
}

/** Paragraphs where the labels have them, fields where the same page without damage has them. */
function scorePlaces(
  page: LabelledPage,
  text: string,
  got: ReturnType<typeof findStructure>,
  { places }: Tally,
  note: (what: string) => void,
): void {
  const { doc } = applyStage(prepare(page.text, {}), reflow)
  const clean = findStructure(doc)
  const to = alignment(doc.text, text)
  const moved = ({ start, end }: Span): Span => ({ start: to[start], end: to[end - 1] + 1 })
  const want = page.parts
    .filter(({ kind }) => kind === 'paragraph')
    .map((part) => moved(doc.toText({ start: part.start, end: part.end })))
  const left = [...got.body]
  for (const span of want) {
    const i = left.findIndex((other) => near(other, span))
    if (i >= 0) {
      left.splice(i, 1)
      places.right++
    } else note(`place - ${text.slice(span.start, span.end).slice(0, 30)}`)
  }
  for (const { start, end } of left) note(`place + ${text.slice(start, end).slice(0, 30)}`)
  places.wanted += want.length
  places.found += got.body.length
  const field = (name: keyof Counts['fields'], ok: boolean, what: string) => {
    places.fields[name].all++
    if (ok) places.fields[name].right++
    else note(`place ${name}: ${what}`)
  }
  const at = (mention: Mention | null) => (mention ? moved(mention.span) : null)
  const title = near(at(clean.title), got.title?.span ?? null)
  field('title', title, `${clean.title?.text} got ${got.title?.text}`)
  field('date', clean.publishedAt?.iso === got.publishedAt?.iso, `got ${got.publishedAt?.iso}`)
  const publisher =
    near(at(clean.publisher), got.publisher?.span ?? null) || clean.publisher?.name === got.publisher?.name
  field('publisher', publisher, `${clean.publisher?.name} got ${got.publisher?.name}`)
  const authors =
    clean.authors.length === got.authors.length &&
    clean.authors.every((author, i) => near(at(author), got.authors[i].span))
  field(
    'author',
    authors,
    `${clean.authors.map(({ name }) => name)} got ${got.authors.map(({ name }) => name)}`,
  )
}
