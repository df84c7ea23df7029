import { readFileSync } from 'node:fs'
import { Converter } from 'opencc-js/cn2t'
import { findStructure, reflow } from '../../src/article/index.js'
import { applyStage, prepare } from '../../src/normalize.js'
import { damage, variants } from './damage.js'
import { type Dice, dice } from './dice.js'
import { alike, squash } from './score-pages.js'

interface Story {
  title: string
  kicker: string
  subtitle: string
  place: string
  /** Its four paragraphs, and three headings for between them. */
  p: string[]
  heads: string[]
}

/** What may stand in a slot. {name} stands for a part of the story, a person, the outlet, the site or the day. */
interface Filler {
  name: string
  text?: string
  lines?: string[]
  pieces?: string[]
  keys?: string[]
  names?: string[]
  /** Where a source or a byline stands. */
  at?: 'none' | 'meta' | 'line' | 'lead' | 'credit' | 'tail'
  /** Kinds of outlets that it goes with. */
  kinds?: string[]
  /** `{a}/记者` */
  people?: string[]
  /** Names of two and three characters alone go with it. */
  plain?: boolean
  /** The outlet that it names itself. */
  own?: string
  /** What of the hour the day tells: 0 nothing, 1 minutes, 2 seconds, 3 the zone too, 4 a day of its own. */
  clock?: number
  section?: string[]
  subtitle?: string
  /** A credit that is cut from its paragraph. */
  cut?: boolean
  /** It says whose site the page is on. */
  sited?: boolean
}

interface Grids {
  stories: Story[]
  outlets: { name: string; kind: string }[]
  sites: string[]
  channels: string[]
  slots: Record<string, Filler[]>
}

export const grids: Grids = JSON.parse(
  readFileSync(new URL('../cases/article/grids.json', import.meta.url), 'utf8'),
)
export const slotNames = Object.keys(grids.slots)

/** Which filler of each slot. */
export type Row = Record<string, number>

export interface GridPage {
  text: string
  script: string
  title: string
  /** Undefined where the page leaves it open. */
  subtitle?: string
  section?: string[]
  date: string
  publisher: string | null
  /** `name/role`, sorted. */
  authors: string[]
  body: string[]
}

const two = (n: number) => String(n).padStart(2, '0')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** The words for a day, and its `iso` by what a filler tells of the hour. */
function someDay({ below }: Dice): { words: Record<string, string>; iso(clock: number): string } {
  const [Y, M, D] = [2016 + below(8), 1 + below(12), 1 + below(28)]
  const [h, m, s] = [13 + below(9), below(60), below(60)]
  const weekday = '日一二三四五六'[new Date(Date.UTC(Y, M - 1, D)).getUTCDay()]
  const day = `${Y}-${two(M)}-${two(D)}`
  const words = {
    Y: String(Y),
    yy: String(Y).slice(2),
    M: String(M),
    MM: two(M),
    D: String(D),
    DD: two(D),
    R: String(Y - 1911),
    h: String(h),
    hh: two(h),
    mm: two(m),
    ss: two(s),
    pm: '下午',
    h12: String(h - 12),
    W: weekday,
    mon: months[M - 1],
  }
  const clock = `T${two(h)}:${two(m)}`
  const ends = ['', clock, `${clock}:${two(s)}`, `${clock}:${two(s)}+08:00`]
  return { words, iso: (told) => (told === 4 ? '2023-04-06' : day + ends[told]) }
}

const fill = (template: string, words: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, word: string) => words[word])

const HARD = 30
const hardLines = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / HARD) }, (_, i) => text.slice(i * HARD, (i + 1) * HARD))

/** How a story is set out: its lines, and which paragraphs they make. */
const shapes: Record<string, (p: string[], heads: string[]) => [lines: string[], body: string[]]> = {
  plain: (p) => [p, p],
  indented: (p) => [p.map((line) => `　　${line}`), p],
  spaced: (p) => [p.flatMap((line) => ['', line]), p],
  subheads: (p, heads) => {
    const lines = p.flatMap((line, i) => (i > 0 ? [heads[i - 1], line] : [line]))
    return [lines, lines]
  },
  'numbered heads': (p, heads) => {
    const lines = p.flatMap((line, i) => (i > 0 ? [`${'一二三'[i - 1]}、${heads[i - 1]}`, line] : [line]))
    return [lines, lines]
  },
  qa: (p, heads) => {
    const lines = p.flatMap((line, i) =>
      i > 0 ? [`记者：${heads[i - 1]}，是怎么一回事？`, i < 3 ? `答：${line}` : line] : [line],
    )
    return [lines, lines]
  },
  caption: (p, heads) => [[...p.slice(0, 2), `▲${heads[0]}。受访者供图`, ...p.slice(2)], p],
  'captions credited': (p, heads) => [
    [p[0], `图为${heads[0]}。 何立夏 摄`, ...p.slice(1, 3), `${heads[1]}。（资料图片）`, p[3]],
    p,
  ],
  'photo by': (p, heads) => [[p[0], `${heads[0]}。新华社发（何立夏 摄）`, ...p.slice(1)], p],
  list: (p, heads) => {
    const lines = [...p.slice(0, 3), ...heads.map((head, i) => `（${'一二三'[i]}）${head}；`), p[3]]
    return [lines, lines]
  },
  'hard breaks': (p) => [p.flatMap((line) => hardLines(`　　${line}`)), p],
  table: (p) => {
    const rows = ['双河村 1200亩 360万元', '石门村 860亩 258万元', '白塔村 640亩 192万元']
    const lines = [...p.slice(0, 2), ...rows, ...p.slice(2)]
    return [lines, lines]
  },
  'wide one line': (p) => [[p.join('　　')], p],
}

const plainNames = grids.slots.name.filter(({ name }) => name === 'three' || name === 'two')

const LABELLED = /^[\u4e00-\u9fff]{2,6}[:：]./u

/** The pieces of a line of metadata: without a mark between them only where each says what it is. */
function joined(pieces: readonly string[], { name, text }: Filler): string[] {
  if (name === 'glued') return [pieces.join(pieces.every((piece) => LABELLED.test(piece)) ? '' : ' ')]
  if (name === 'boxed')
    return [
      pieces.every((piece) => !/[【[（(]/u.test(piece)) ? `【${pieces.join('】【')}】` : pieces.join(' '),
    ]
  return pieces.join(text).split('\n')
}

/** Puts a page together from what a row has in each slot. */
export function gridPage(row: Row, seed: number): GridPage {
  const thrown = dice(seed)
  const slot = Object.fromEntries(slotNames.map((name) => [name, grids.slots[name][row[name]]]))
  let { source, who } = slot
  const none = (name: string) => grids.slots[name][0]
  // Of two mastheads there is but one, and an outlet must suit both of those who name it.
  if (source.at === 'lead' && who.at === 'lead') source = none('source')
  if ((source.cut && who.at === 'credit') || (who.cut && source.at === 'credit')) source = none('source')
  const suits = (kind: string) => [source, who].every(({ kinds }) => !kinds || kinds.includes(kind))
  if (!grids.outlets.some(({ kind }) => suits(kind))) source = none('source')
  // A bracket that opens a line of its own is none of its paragraph.
  if (slot.body.name === 'hard breaks') {
    if (source.at === 'credit') source = none('source')
    if (who.at === 'credit') who = none('who')
  }
  const own = who.own
  const outlet = own
    ? { name: own, kind: 'agency' }
    : thrown.pick(grids.outlets.filter(({ kind }) => suits(kind)))
  const story = thrown.pick(grids.stories)
  const day = someDay(thrown)
  const people = who.plain ? thrown.pick(plainNames) : slot.name
  const [a, b, c] = thrown.shuffled(people.names ?? [])
  const [e, g, r, t] = thrown
    .shuffled(plainNames.flatMap(({ names }) => names ?? []))
    .filter((name) => ![a, b, c].some((other) => other.replace(/\s/g, '') === name))
  const site = thrown.pick(grids.sites)
  const channel = thrown.pick(grids.channels)
  const { title, kicker, subtitle, place } = story
  const words: Record<string, string> = {
    ...day.words,
    ...{ a, b, c, e, g, r, t, site, channel, title, kicker, subtitle, place, paper: outlet.name },
  }
  const all = (lines: readonly string[] = []) => lines.map((line) => fill(line, words))
  const editor = slot.editor
  const extras = (slot.extra.pieces ?? []).map((piece) => piece.split('@'))
  const kept = extras.filter(([, person]) => !person || (editor.people ?? []).length === 0)
  const meta: Record<string, string[]> = {
    date: [slot.date.text ?? ''],
    source: source.at === 'meta' ? [source.text ?? ''] : [],
    who: who.at === 'meta' ? [who.text ?? ''] : [],
    extra: kept.map(([text]) => text),
  }
  const pieces = all((slot.order.keys ?? []).flatMap((key) => meta[key]))
  const stamp = joined(pieces, slot.sep)
  const byline = who.at === 'line' ? all([who.text ?? '']) : []
  const head = thrown.chance(0.7) ? [...stamp, ...byline] : [...byline, ...stamp]
  const lead = [source, who].flatMap(({ at, text }) => (at === 'lead' ? all([text ?? '']) : [])).join('')
  const credit = [who, source].flatMap(({ at, text }) => (at === 'credit' ? all([text ?? '']) : [])).join('')
  const p = story.p.slice()
  p[0] = lead + p[0]
  const last = p[p.length - 1]
  p[p.length - 1] += credit
  const [lines, told] = shapes[slot.body.name](p, story.heads)
  const cut = [source, who].some((filler) => filler.cut === true)
  const body = cut ? told.map((line) => (line === p[p.length - 1] ? last : line)) : told
  const signed = [source, who].flatMap(({ at, text }) => (at === 'tail' ? all((text ?? '').split('\n')) : []))
  const text = [
    ...all(slot.seo.lines),
    ...all(slot.chrome.lines),
    ...all(slot.crumbs.lines),
    ...all(slot.head.lines),
    ...head,
    ...lines,
    ...(thrown.chance(0.5) ? signed : signed.reverse()),
    ...all(editor.lines),
    ...all(slot.tail.lines),
  ].join('\n')
  const sited = [slot.seo, slot.chrome, slot.crumbs, slot.tail].some((filler) => filler.sited)
  const named = source.at !== 'none' || own !== undefined || who.text?.includes('{paper}')
  const authors = [
    ...(who.people ?? []),
    ...(editor.people ?? []),
    ...kept.flatMap(([, person]) => person ?? []),
  ]
  return {
    text,
    script: slot.script.name,
    title,
    ...(slot.head.subtitle ? { subtitle: fill(slot.head.subtitle, words) } : {}),
    ...(slot.crumbs.section && !slot.crumbs.sited ? { section: slot.crumbs.section } : {}),
    date: day.iso(slot.date.clock ?? 0),
    publisher: named ? outlet.name : sited ? site : null,
    authors: authors.map((person) => fill(person, words).replace(/[ \u3000]/g, '')).sort(),
    body,
  }
}

const toTaiwan = Converter({ from: 'cn', to: 'tw' })

/** The page as it reaches us: as it is, in Traditional characters, or as a converter site copies it. */
function carried({ text, script }: GridPage, seed: number): string {
  if (script === 'cn') return text
  return script === 'tw' ? toTaiwan(text) : damage(text, { ...variants[script], seed })
}

/** What of a page is not as it was put together: `field: got`. */
export function missesOf(page: GridPage, seed: number): string[] {
  const { doc } = applyStage(prepare(carried(page, seed), {}), reflow)
  const found = findStructure(doc)
  const damaged = page.script !== 'cn' && page.script !== 'tw'
  // Repair has to guess some characters of a damaged page.
  const same = (x: string, y: string, least = 0.8) => x === y || (damaged && alike(x, y) >= least)
  const names = (list: readonly string[]) => (damaged ? String(list.length) : list.slice().sort().join())
  const out: string[] = []
  const title = found.title?.text ?? ''
  if (!same(squash(title), squash(page.title))) out.push(`title: ${title}`)
  const under = found.subtitle?.text ?? ''
  if (page.subtitle !== undefined && !same(squash(under), squash(page.subtitle)))
    out.push(`subtitle: ${under}`)
  const iso = found.publishedAt?.iso ?? ''
  if (iso !== page.date) out.push(`date: ${iso}, not ${page.date}`)
  const publisher = found.publisher?.name ?? ''
  if (!same(publisher, page.publisher ?? '', 0.4)) out.push(`publisher: ${publisher}, not ${page.publisher}`)
  const authors = found.authors.map(({ name, role }) => `${name}/${role ?? ''}`)
  if (names(authors) !== names(page.authors)) out.push(`authors: ${authors}, not ${page.authors}`)
  const section = found.section.join('>')
  if (page.section && !same(section, page.section.join('>'), 0.5)) out.push(`section: ${section}`)
  const body = found.body.map(({ start, end }) => squash(doc.text.slice(start, end)))
  const want = page.body.map(squash)
  if (body.length !== want.length || !body.every((line, i) => same(line, want[i]))) {
    const missing = want.filter((line) => !body.some((other) => same(other, line)))
    const foreign = body.filter((line) => !want.some((other) => same(other, line)))
    out.push(
      `body: -${missing.map((s) => s.slice(0, 24)).join('|')} +${foreign.map((s) => s.slice(0, 24)).join('|')}`,
    )
  }
  return out
}
