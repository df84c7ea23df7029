import { htmlParser } from '#html-parser'
import * as packed from '../generated/article.js'
import type { Doc, Edit, Span, StageResult } from '../text/index.js'
import { isHan } from './chars.js'
import { readLinkedData, storyIn, type Value } from './linked-data.js'
import type { LineKind } from './reading.js'

/**
 * What the markup shows of a stretch, beside the kinds of lines: text inside a link, the element that holds most of
 * the page’s sentences, the name of the site in a meta tag.
 */
export type Mark = 'link' | 'story' | 'site'

/** What a tag or an attribute says about a stretch of the page. Span in the source. */
export interface HtmlHint {
  kind: LineKind | Mark
  weight: number
  span: Span
  /** The value of a meta tag or of JSON-LD: this very thing and nothing else. */
  field: boolean
}

export interface HtmlResult extends StageResult {
  hints: HtmlHint[]
}

type Flow = 'block' | 'inline' | 'skip' | 'raw' | 'cell'

/** What a tag, a class or a property says about the text inside. */
type Saying = Readonly<{ kind: LineKind; weight: number }>

interface Tables {
  classes: ReadonlyMap<string, Saying>
  tags: ReadonlyMap<string, { flow: Flow; kind: LineKind | null; weight: number }>
  meta: ReadonlyMap<string, string>
  ld: ReadonlyMap<string, LineKind>
}

function decode(): Tables {
  const rows = (table: string) => table.split('\n').map((row) => row.split('\t'))
  const meta = rows(packed.htmlMeta)
  return {
    classes: new Map(
      rows(packed.htmlClasses).map(([word, kind, weight]) => [
        word,
        { kind: kind as LineKind, weight: Number(weight) },
      ]),
    ),
    tags: new Map(
      rows(packed.htmlTags).map(([tag, flow, kind, weight]) => [
        tag,
        { flow: flow as Flow, kind: kind ? (kind as LineKind) : null, weight: Number(weight || 0) },
      ]),
    ),
    meta: new Map(meta.filter(([, , where]) => where === 'meta').map(([name, kind]) => [name, kind])),
    ld: new Map(meta.filter(([, , where]) => where === 'ld').map(([name, kind]) => [name, kind as LineKind])),
  }
}

let decoded: Tables | undefined

function tables(): Tables {
  decoded ??= decode()
  return decoded
}

interface Open {
  name: string
  flow: Flow
  /** Where its text begins, and what the tag and its class say. */
  start: number
  hints: readonly Saying[]
  /** Steps of a breadcrumb are parted by spaces, not by lines. */
  crumb: boolean
  hidden: boolean
  /** Its name says that it holds comments or other stories: their sentences are not counted. */
  aside: boolean
  centred: boolean
  /** How many characters outside links, in how many lines; how many of them in lines with marks of sentences, and how many such lines. */
  chars: number
  lines: number
  prose: number
  sentences: number
  linked: number
  /** Pictures that no text stands under yet. */
  pictures: number
}

const TAG = 'article/html-tag'
const ENTITY = 'article/html-entity'

/** Builds the edits: text stays, tags go, blocks become lines. */
class Writer {
  readonly edits: Edit[] = []
  /** Everything before this is settled. */
  at = 0
  /** What to put where the next kept text begins: a break, a space or nothing. */
  #glue: '' | ' ' | '\n' = ''
  #last = ''
  #touched = false

  constructor(readonly source: string) {}

  get last(): string {
    return this.#last
  }

  break(): void {
    this.#glue = '\n'
  }

  space(): void {
    if (this.#glue === '') this.#glue = ' '
  }

  #push(start: number, end: number, insert: string, rule: string): void {
    if (start === end && insert === '') return
    this.edits.push({ span: { start, end }, insert, rules: [rule], certainty: 'exact' })
  }

  /**
   * Keeps `source.slice(start, end)` as `text`, deleting what lies between the last kept text and it. `same`: the two
   * are known to be the same.
   */
  keep(start: number, end: number, text: string, same = false): void {
    if (text === '') return
    const glue = this.#touched ? this.#glue : ''
    const lead = glue === ' ' && (this.#last === '\n' || this.#last === ' ') ? '' : glue
    this.#push(this.at, start, lead, TAG)
    if (!same && this.source.slice(start, end) !== text) this.#push(start, end, text, ENTITY)
    this.at = end
    this.#glue = ''
    this.#touched = true
    this.#last = text[text.length - 1]
  }

  finish(): void {
    this.#push(this.at, this.source.length, '', TAG)
  }
}

const WHITE = /[ \t\r\n\f]+/g

/** Text between tags: white space of the markup collapses, U+3000 and U+00A0 stay. */
function writeText(writer: Writer, start: number, text: string, raw: boolean): void {
  if (raw) {
    writer.keep(start, start + text.length, text, true)
    return
  }
  let from = 0
  for (const m of text.matchAll(WHITE)) {
    const to = m.index
    if (to > from) writer.keep(start + from, start + to, text.slice(from, to), true)
    from = to + m[0].length
    const next = text.charCodeAt(from)
    // A line break of the markup between two Han characters is no space.
    const wide = isHan(writer.last.charCodeAt(0)) && isHan(next) && /[\r\n]/.test(m[0])
    if (!wide) writer.space()
  }
  if (from < text.length) writer.keep(start + from, start + text.length, text.slice(from), true)
}

/** site-footer, relatedNews → site, footer, related, news, and each with the next: sitefooter. */
function wordsOf(value: string): string[] {
  const words = value
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
  const single = words.length
  for (let i = 1; i < single; i++) words.push(words[i - 1] + words[i])
  return words
}

const NOTHING: readonly Saying[] = []

/** What the words say, of each kind the surest. */
function sayingsOf(words: string): readonly Saying[] {
  const { classes } = tables()
  const out: Saying[] = []
  for (const word of wordsOf(words)) {
    const saying = classes.get(word)
    if (!saying) continue
    const known = out.findIndex(({ kind }) => kind === saying.kind)
    if (known < 0) out.push(saying)
    else if (out[known].weight < saying.weight) out[known] = saying
  }
  return out.length > 0 ? out : NOTHING
}

/** The attributes whose words name what is inside. */
const NAMING = [
  'class',
  'id',
  'itemprop',
  'role',
  'rel',
  'data-testid',
  'data-component',
  'data-e2e',
] as const

function namesOf(attributes: Record<string, string>): string {
  let names = ''
  for (const attribute of NAMING) {
    const value = attributes[attribute]
    // <div id="__next"> is the whole page of a framework.
    if (value && !value.startsWith('__')) names = names === '' ? value : `${names} ${value}`
  }
  return names
}

/** Who wrote it, where it is from and when: each is a piece of its own. */
/** <h1><span><b>… */
const HEADLINE_DEPTH = 3
const DASH_REACH = 24
const DASHED = /^(?:\s|&nbsp;)*(?:—|―|─|--|&mdash;)/

const isStamp = ({ kind }: Saying): boolean => kind === 'date' || kind === 'source' || kind === 'byline'

const isCentred = (name: string, { align, style }: Record<string, string>): boolean =>
  name === 'center' ||
  align?.toLowerCase() === 'center' ||
  (style !== undefined && /text-align\s{0,4}:\s{0,4}center/i.test(style.slice(0, 400)))

/** 2026年10月07日, 3小时前: a day without its hour. */
const DAY_ALONE =
  /^\s{0,8}(?:(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?|[\u4e00-\u9fff\d ]{1,8}前|昨[天日]|今[天日]|刚刚)\s{0,8}$/u
const CLOCKED = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}/

/** Whether the datetime of <time> says the same day as its text does, and the hour with it. */
function saysMore(datetime: string, text: string): boolean {
  const shown = DAY_ALONE.exec(text)
  const told = shown && CLOCKED.exec(datetime)
  return (
    told !== null &&
    (shown?.[1] === undefined || [1, 2, 3].every((i) => Number(shown[i]) === Number(told[i])))
  )
}

/** Where an attribute's value stands in the tag's source; null where it is not written out. */
function valueSpan(source: string, start: number, end: number, name: string): Span | null {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i')
  const tag = source.slice(start, Math.min(end, start + 2000))
  const m = pattern.exec(tag)
  if (!m) return null
  const value = m[1] ?? m[2] ?? m[3]
  const at = start + m.index + m[0].length - value.length - (m[3] === undefined ? 1 : 0)
  return { start: at, end: at + value.length }
}

/** An element that holds sentences, and how many of the page’s. */
interface Holder extends Span {
  prose: number
  sentences: number
}

/** A story in JSON-LD that is no longer is a summary. */
const LEAST_TOLD = 60

/** The story’s element holds so much of the page’s sentences, and so many lines of them. */
const STORY = 0.8
const LEAST_SENTENCES = 3
const furniture = new Set<LineKind>(['related', 'footer', 'disclaimer', 'other'])
/** A name with such a weight leaves no doubt: class="comments". */
const SURE = 5
/** What holds a paragraph or an item holds no story. */
const PARAGRAPHS = new Set(['p', 'li', 'dd', 'dt', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'head', 'title'])

/** What a picture shows takes no more characters. */
const LONGEST_CAPTION = 80
/** 江边绿道一角。 and below it 李敏摄 */
const MOST_LINES = 2
/** Under a picture, in one element with it; centred, below it. */
const UNDER_PICTURE = 5
const SENTENCE_UNDER_PICTURE = 3
const BELOW_PICTURE = 1.2
/** Such an element is made for a picture and what it shows. */
const ONE_PICTURE = new Set(['table', 'figure'])
const IN_ONE = 7
/** A mark that points to the picture above. */
const POINTS_UP = /^\s{0,40}[▲△↑⬆]/u
const POINTING = 6
/** A picture in one of these has its caption beside it, if any: the others of a table are one with theirs. */
const FRAMES = new Set(['div', 'figure', 'section', 'a', 'span', 'center', 'td', 'tr', 'tbody', 'table'])
const TABLES = new Set(['a', 'span', 'td', 'tr', 'tbody'])

/** Links side by side that are no shorter are items of a list, each a line. */
const LONG_LINK = 12

/** The title is looked for in so many characters. */
const LONGEST_HEAD = 200_000

const SENTENCE = /[，。！？；]/u
/** The address of a site’s first page. */
const ROOT = /^(?:https?:)?(?:\/\/[^/?#]{1,80})?\/?$/

class Reader {
  readonly hints: HtmlHint[] = []
  readonly #open: Open[] = []
  readonly #writer: Writer
  readonly #said = new Map<string, readonly Saying[]>()
  readonly #holders: Holder[] = []
  #skipping = 0
  #crumbs = 0
  #raw = 0
  #links = 0
  #asides = 0
  #linkedData: number | null = null
  /** What was closed without any text since: nothing, an element, one that is a piece of its own. */
  #closed: 'none' | 'any' | 'piece' = 'none'
  /** Characters of the last link; whether it leads home from the steps of a breadcrumb. */
  #link = 0
  #home = false
  /** A line was begun since the last text; since the last sentence. */
  #fresh = true
  #newSentence = true
  /** The last block was nothing but a picture; no text has come since a picture. */
  #pictured = false
  #below = false
  /** Characters in lines with marks of sentences; of the story in JSON-LD. */
  #prose = 0
  #told = 0
  readonly #source: string
  readonly #tells: boolean

  /** `tells`: the story stands in JSON-LD. */
  constructor(source: string, tells = false) {
    this.#source = source
    this.#tells = tells
    this.#writer = new Writer(source)
  }

  /** The page shows less than half of the story that its JSON-LD gives: a script fills it in. */
  get isShell(): boolean {
    return !this.#tells && this.#told > LEAST_TOLD && this.#prose < this.#told / 2
  }

  get depth(): number {
    return this.#open.length
  }

  opentag(name: string, attributes: Record<string, string>, start: number, end: number): void {
    if (name === 'meta') {
      this.#meta(attributes, start, end)
      return
    }
    const within = this.#open[this.#open.length - 1]
    if (name === 'img') {
      if (within) within.pictures++
      this.#below = true
      return
    }
    const flow = tables().tags.get(name)?.flow ?? 'inline'
    if (name === 'br' || name === 'hr') {
      // <h1>老渡口重开夜航<br>两岸居民回来了</h1> is one headline, its subtitle behind a dash another line.
      if (name === 'br' && this.#inHeadline() && !DASHED.test(this.#source.slice(end, end + DASH_REACH)))
        this.#writer.space()
      else this.#break()
      return
    }
    if (name === 'script' && attributes.type === 'application/ld+json') this.#linkedData = end
    const hidden =
      flow === 'skip' ||
      'hidden' in attributes ||
      /display\s{0,4}:\s{0,4}none/i.test((attributes.style ?? '').slice(0, 400))
    const hints = this.#sayings(name, attributes)
    const crumb = hints.some(({ kind }) => kind === 'breadcrumb')
    if (!hidden && this.#skipping === 0) this.#part(name, flow, hints)
    const told = name === 'time' && !hidden && this.#time(attributes, hints, start, end)
    const aside = hints.some(({ kind, weight }) => furniture.has(kind) && weight >= SURE)
    if (aside) this.#asides++
    if (hidden || told) this.#skipping++
    if (crumb) this.#crumbs++
    if (flow === 'raw') this.#raw++
    if (name === 'a') {
      this.#links++
      this.#link = 0
      this.#home = this.#crumbs > 0 && ROOT.test(attributes.href ?? '')
    }
    this.#open.push({
      name,
      flow,
      start: end,
      hints,
      crumb,
      hidden: hidden || told,
      aside,
      centred: within?.centred || isCentred(name, attributes),
      chars: 0,
      lines: 0,
      prose: 0,
      sentences: 0,
      linked: 0,
      pictures: 0,
    })
  }

  #sayings(name: string, attributes: Record<string, string>): readonly Saying[] {
    // The whole page carries such words too: class="article-page has-sidebar".
    const names = name === 'html' || name === 'body' ? '' : namesOf(attributes)
    const key = `${name} ${names}`
    const known = this.#said.get(key)
    if (known) return known
    const tag = tables().tags.get(name)
    const named = names === '' ? NOTHING : sayingsOf(names)
    // <nav class="breadcrumb"> is no menu.
    const own = tag?.kind && !named.some(({ kind }) => kind === 'breadcrumb') ? tag.kind : null
    const said = own ? [{ kind: own, weight: tag?.weight ?? 0 }, ...named] : named
    this.#said.set(key, said)
    return said
  }

  /** A line for each block, a space between what stands side by side. */
  #part(name: string, flow: Flow, hints: readonly Saying[]): void {
    if (flow === 'block' || flow === 'raw') this.#separate()
    else if (flow === 'cell') this.#writer.space()
    else if (this.#closed === 'piece' && name === 'a' && this.#link >= LONG_LINK) this.#separate()
    // 秦岭晚报</a><a>参与互动, <span class="date">10-08</span><span class="time">12:00: each is a word of its own.
    else if (this.#closed === 'piece' || (this.#closed === 'any' && hints.some(isStamp))) this.#writer.space()
    if (flow !== 'inline') this.#closed = 'none'
  }

  /** Whether one of the innermost elements is the headline. */
  #inHeadline(): boolean {
    return this.#open.slice(-HEADLINE_DEPTH).some(({ name }) => name === 'h1')
  }

  #break(): void {
    this.#writer.break()
    this.#fresh = true
    this.#newSentence = true
  }

  #separate(): void {
    if (this.#crumbs > 0) this.#writer.space()
    else this.#break()
  }

  /** <time datetime="2026-10-07T18:23:24+08:00">2026年10月07日</time>: the attribute stands for the text. */
  #time({ datetime }: Record<string, string>, hints: readonly Saying[], start: number, end: number): boolean {
    if (datetime === undefined || this.#skipping > 0 || start < this.#writer.at) return false
    const shown = this.#source.slice(end, end + 40)
    const stop = shown.indexOf('<')
    if (stop < 0 || !saysMore(datetime, shown.slice(0, stop))) return false
    const span = valueSpan(this.#source, start, end, 'datetime')
    if (!span) return false
    this.#writer.keep(span.start, span.end, datetime)
    for (const { kind, weight } of hints) this.hints.push({ kind, weight, span, field: false })
    this.#closed = 'none'
    return true
  }

  #meta(attributes: Record<string, string>, start: number, end: number): void {
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').toLowerCase()
    const kind = tables().meta.get(name)
    const text = (attributes.content ?? '').replace(/\s+/g, ' ').trim()
    const span = valueSpan(this.#source, start, end, 'content')
    // og:title often has the site behind it, and the window’s title says the same.
    if (!kind || !span || text === '' || text.length > 80) return
    if (kind === 'title' && this.#titled()) return
    this.#value({ kind: kind as Value['kind'], ...span, text })
  }

  /** Whether the page has a title of its window, wherever it stands in the head. */
  #titled(): boolean {
    return /<title[\s>]/i.test(this.#source.slice(0, LONGEST_HEAD))
  }

  #value({ kind, start, end, text }: Value): void {
    if (/^https?:/i.test(text) || start < this.#writer.at) return
    this.#break()
    this.#writer.keep(start, end, text)
    this.#break()
    this.hints.push({ kind, weight: 14, span: { start, end }, field: true })
  }

  closetag(name: string, start: number): void {
    const at = this.#open.findLastIndex((element) => element.name === name)
    if (at < 0) return
    for (const element of this.#open.splice(at).reverse()) this.#close(element, start)
    if (name === 'script') this.#linkedData = null
  }

  #close(element: Open, end: number): void {
    const { name, flow, hints, start, crumb, hidden } = element
    if (crumb) this.#crumbs--
    if (element.aside) this.#asides--
    if (flow === 'raw') this.#raw--
    const shown = this.#skipping === 0
    if (shown && (flow === 'block' || flow === 'raw' || crumb)) this.#separate()
    if (name === 'a') {
      this.#links--
      this.#home = false
    }
    if (hidden) {
      this.#skipping--
      return
    }
    if (flow === 'inline') {
      const piece = name === 'a' || hints.some(isStamp)
      if (this.#closed !== 'piece') this.#closed = piece ? 'piece' : 'any'
    }
    if (end <= start || !shown) return
    const span = { start, end }
    for (const { kind, weight } of hints) this.hints.push({ kind, weight, span, field: false })
    if (name === 'a' && element.linked > 0) this.hints.push({ kind: 'link', weight: 0, span, field: false })
    if (element.prose > 0 && flow !== 'inline' && !PARAGRAPHS.has(name))
      this.#holders.push({ start, end, prose: element.prose, sentences: element.sentences })
    this.#picture(element, span)
    this.#handUp(element)
  }

  /** Text under a picture, in one frame with it or centred below, says what it shows. */
  #picture(element: Open, span: Span): void {
    const { name, flow, chars, linked, lines, pictures, centred } = element
    const short = chars > 1 && chars <= LONGEST_CAPTION && linked === 0 && lines <= MOST_LINES
    if (pictures > 0 && short && name !== 'li') {
      const weight = ONE_PICTURE.has(name)
        ? IN_ONE
        : element.prose > 0
          ? SENTENCE_UNDER_PICTURE
          : UNDER_PICTURE
      this.hints.push({ kind: 'caption', weight, span, field: false })
      element.pictures = 0
    }
    if (chars + linked > 0 && !TABLES.has(name)) element.pictures = 0
    if (flow !== 'block') return
    if (chars + linked > 0) {
      if (this.#pictured && short && centred && pictures === 0)
        this.hints.push({ kind: 'caption', weight: BELOW_PICTURE, span, field: false })
      this.#pictured = false
    } else if (pictures > 0) this.#pictured = true
  }

  #handUp({ name, chars, lines, linked, prose, sentences, pictures }: Open): void {
    const parent = this.#open[this.#open.length - 1]
    if (!parent) return
    parent.chars += chars
    parent.lines += lines
    parent.linked += linked
    parent.prose += prose
    parent.sentences += sentences
    if (FRAMES.has(name)) parent.pictures += pictures
  }

  text(data: string, start: number, end: number): void {
    if (this.#linkedData !== null) {
      this.#linked(this.#source.slice(start, end), start)
      return
    }
    if (this.#skipping > 0) return
    if (/^[ \t\r\n\f]+$/.test(data)) {
      this.#writer.space()
      return
    }
    // udn > 地方: a logo is no step.
    if (this.#home && !/\p{Script=Han}/u.test(data)) return
    this.#count(data)
    // <img><br>▲老码头今貌
    if (this.#below && POINTS_UP.test(data))
      this.hints.push({ kind: 'caption', weight: POINTING, span: { start, end }, field: false })
    this.#below = false
    this.#closed = 'none'
    const same = end - start === data.length && this.#source.startsWith(data, start)
    if (same) writeText(this.#writer, start, data, this.#raw > 0)
    else this.#writer.keep(start, end, data)
  }

  #linked(script: string, offset: number): void {
    const story = storyIn(script, offset)
    this.#told += story?.text.length ?? 0
    const values = readLinkedData(script, offset, tables().ld)
    const at = this.#tells && story ? values.findIndex(({ start }) => start > story.start) : -2
    for (const [i, value] of values.entries()) {
      if (story && i === at) this.#story(story)
      this.#value(value)
    }
    if (story && at === -1) this.#story(story)
  }

  #story({ start, end, text }: Omit<Value, 'kind'>): void {
    if (start < this.#writer.at) return
    this.#break()
    this.#writer.keep(start, end, text)
    this.#break()
  }

  #count(data: string): void {
    const { length } = data
    this.#link += length
    const within = this.#open[this.#open.length - 1]
    if (!within) return
    if (this.#links > 0) {
      within.linked += length
      return
    }
    within.chars += length
    if (this.#fresh) within.lines++
    this.#fresh = false
    if (this.#asides > 0 || !SENTENCE.test(data)) return
    within.prose += length
    this.#prose += length
    if (this.#newSentence) within.sentences++
    this.#newSentence = false
  }

  finish(length: number): HtmlResult {
    for (const element of this.#open.splice(0).reverse()) this.#close(element, length)
    this.#writer.finish()
    // The innermost is closed first.
    const story = this.#holders.find(
      ({ prose, sentences }) => prose >= STORY * this.#prose && sentences >= LEAST_SENTENCES,
    )
    if (story) {
      const { start, end } = story
      this.hints.push({ kind: 'story', weight: 0, span: { start, end }, field: false })
    }
    return { edits: this.#writer.edits, issues: [], hints: this.hints }
  }
}

/** Browsers nest no deeper either; what is deeper is closed at once. */
const DEEPEST = 512

/** The parser looks through all open elements at every closing tag: with a bound to them its time is linear. */
function boundParser(Parser: ReturnType<typeof htmlParser>) {
  return class extends Parser {
    /** How many elements are open. */
    depth = 0
    #tooDeep = false

    protected override isVoidElement(name: string): boolean {
      return this.#tooDeep || super.isVoidElement(name)
    }

    override onopentagname(start: number, end: number): void {
      this.#tooDeep = this.depth >= DEEPEST
      super.onopentagname(start, end)
    }

    override onopentagend(end: number): void {
      super.onopentagend(end)
      this.#tooDeep = false
    }

    override onselfclosingtag(end: number): void {
      super.onselfclosingtag(end)
      this.#tooDeep = false
    }
  }
}

const OPENS = /<(!|\/[a-z]|[a-z][a-z\d]*(?=[\s/>]))/gi
/** Inline elements that may be the only ones. */
const INLINE = new Set(['a', 'img', 'meta', 'link', 'span', 'font'])

/** Whether tags stand in it: 成交量<去年, a<b 的很多 is text. */
function isMarkup(source: string): boolean {
  for (const [, opens] of source.matchAll(OPENS)) {
    const name = opens.toLowerCase()
    if (name[0] === '!' || name[0] === '/' || INLINE.has(name) || tables().tags.has(name)) return true
  }
  return false
}

let bounded: ReturnType<typeof boundParser> | undefined

/** One class for all pages: the compiler would start anew with another. */
function boundedParser(): ReturnType<typeof boundParser> {
  bounded ??= boundParser(htmlParser())
  return bounded
}

/**
 * Takes the markup out: tags are deleted, entities decoded, blocks become lines; the values of meta tags
 * and of JSON-LD (date, author, source) stay as lines of their own. Spans are in `doc.text`.
 */
export function readHtml(doc: Doc): HtmlResult {
  const source = doc.text
  // Called HTML, but text: its line breaks are all the structure it has.
  if (!isMarkup(source)) return { edits: [], issues: [], hints: [] }
  const reader = parse(source, new Reader(source))
  return (reader.isShell ? parse(source, new Reader(source, true)) : reader).finish(source.length)
}

function parse(source: string, reader: Reader): Reader {
  const Parser = boundedParser()
  const parser: InstanceType<typeof Parser> = new Parser(
    {
      onopentag: (name, attributes) => {
        reader.opentag(name, attributes, parser.startIndex, parser.endIndex + 1)
        parser.depth = reader.depth
      },
      ontext: (data) => reader.text(data, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => {
        reader.closetag(name, parser.startIndex)
        parser.depth = reader.depth
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(source)
  parser.end()
  return reader
}
