import { htmlParser } from '#html-parser'
import * as packed from '../generated/article.js'
import type { Doc, Edit, Span, StageResult } from '../text/index.js'
import { isHan } from './chars.js'
import type { LineKind } from './reading.js'

/** What a tag or an attribute says about a stretch of the page. Span in the source. */
export interface HtmlHint {
  kind: LineKind
  weight: number
  span: Span
  /** The value of a meta tag or of JSON-LD: this very thing and nothing else. */
  field: boolean
}

export interface HtmlResult extends StageResult {
  hints: HtmlHint[]
}

type Flow = 'block' | 'inline' | 'skip' | 'raw' | 'cell'

interface Tables {
  classes: ReadonlyMap<string, { kind: LineKind; weight: number }>
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
  hints: { kind: LineKind; weight: number }[]
  /** Steps of a breadcrumb are parted by spaces, not by lines. */
  crumb: boolean
  hidden: boolean
}

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
    this.edits.push({ span: { start, end }, insert, rules: [`article/${rule}`], certainty: 'exact' })
  }

  /** Keeps `source.slice(start, end)` as `text`, deleting what lies between the last kept text and it. */
  keep(start: number, end: number, text: string): void {
    if (text === '') return
    const glue = this.#touched ? this.#glue : ''
    const lead = glue === ' ' && (this.#last === '\n' || this.#last === ' ') ? '' : glue
    this.#push(this.at, start, lead, 'html-tag')
    if (this.source.slice(start, end) !== text) this.#push(start, end, text, 'html-entity')
    this.at = end
    this.#glue = ''
    this.#touched = true
    this.#last = text[text.length - 1]
  }

  finish(): void {
    this.#push(this.at, this.source.length, '', 'html-tag')
  }
}

const WHITE = /[ \t\r\n\f]+/g

/** Text between tags: white space of the markup collapses, U+3000 and U+00A0 stay. */
function writeText(writer: Writer, start: number, text: string, raw: boolean): void {
  if (raw) {
    writer.keep(start, start + text.length, text)
    return
  }
  let from = 0
  for (const m of text.matchAll(WHITE)) {
    const to = m.index
    if (to > from) writer.keep(start + from, start + to, text.slice(from, to))
    from = to + m[0].length
    const next = text.charCodeAt(from)
    // A line break of the markup between two Han characters is no space.
    const wide = isHan(writer.last.charCodeAt(0)) && isHan(next) && /[\r\n]/.test(m[0])
    if (!wide) writer.space()
  }
  if (from < text.length) writer.keep(start + from, start + text.length, text.slice(from))
}

/** site-footer, relatedNews → site, footer, related, news */
function wordsOf(value: string): string[] {
  return value
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
}

function hintsOf(name: string, attributes: Record<string, string>): Open['hints'] {
  const { tags, classes } = tables()
  const hints: Open['hints'] = []
  const tag = tags.get(name)
  if (tag?.kind) hints.push({ kind: tag.kind, weight: tag.weight })
  // The whole page carries such words too: class="article-page has-sidebar".
  if (name === 'html' || name === 'body') return hints
  const seen = new Set<LineKind>()
  for (const word of [...wordsOf(attributes.class ?? ''), ...wordsOf(attributes.id ?? '')]) {
    const hint = classes.get(word)
    if (!hint || seen.has(hint.kind)) continue
    seen.add(hint.kind)
    hints.push(hint)
  }
  return hints
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

const LD_PLAIN = /"(headline|datePublished)"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\[^\n]){1,300})"/g
const LD_NAMED =
  /"(author|publisher)"\s{0,8}:\s{0,8}[[{][^}\]]{0,300}?"name"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\[^\n]){1,100})"/g

interface Value {
  kind: LineKind
  start: number
  end: number
  text: string
}

/** Headline, date, author and publisher of JSON-LD, read by their keys: broken JSON does no harm. */
function readLinkedData(script: string, offset: number): Value[] {
  const out: Value[] = []
  for (const pattern of [LD_PLAIN, LD_NAMED])
    for (const m of script.slice(0, 20_000).matchAll(pattern)) {
      const key = pattern === LD_NAMED ? `${m[1]}.name` : m[1]
      const kind = tables().ld.get(key)
      if (!kind) continue
      const end = offset + m.index + m[0].length - 1
      let text = m[2]
      try {
        text = JSON.parse(`"${text}"`) as string
      } catch {
        // Not well-formed: as it stands.
      }
      out.push({ kind, start: end - m[2].length, end, text: text.replace(/\s+/g, ' ').trim() })
    }
  return out.sort((a, b) => a.start - b.start)
}

class Reader {
  readonly hints: HtmlHint[] = []
  readonly #open: Open[] = []
  readonly #writer: Writer
  #skipping = 0
  #crumbs = 0
  #raw = 0
  #linkedData: number | null = null
  /** A link was closed, and no text has come since. */
  #linked = false
  readonly #source: string

  constructor(source: string) {
    this.#source = source
    this.#writer = new Writer(source)
  }

  get depth(): number {
    return this.#open.length
  }

  opentag(name: string, attributes: Record<string, string>, start: number, end: number): void {
    if (name === 'meta') {
      this.#meta(attributes, start, end)
      return
    }
    const flow = tables().tags.get(name)?.flow ?? 'inline'
    if (name === 'br' || name === 'hr') {
      this.#writer.break()
      return
    }
    if (name === 'script' && attributes.type === 'application/ld+json') this.#linkedData = end
    const hidden =
      flow === 'skip' ||
      'hidden' in attributes ||
      /display\s{0,4}:\s{0,4}none/i.test((attributes.style ?? '').slice(0, 400))
    const hints = hintsOf(name, attributes)
    const crumb = hints.some(({ kind }) => kind === 'breadcrumb')
    if (flow === 'block' || flow === 'raw') this.#separate()
    // 秦岭晚报</a><a>参与互动: links side by side are words of their own.
    else if (flow === 'cell' || (name === 'a' && this.#linked)) this.#writer.space()
    if (flow !== 'inline' || name === 'a') this.#linked = false
    if (hidden) this.#skipping++
    if (crumb) this.#crumbs++
    if (flow === 'raw') this.#raw++
    this.#open.push({ name, flow, start: end, hints, crumb, hidden })
  }

  #separate(): void {
    if (this.#crumbs > 0) this.#writer.space()
    else this.#writer.break()
  }

  #meta(attributes: Record<string, string>, start: number, end: number): void {
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').toLowerCase()
    const kind = tables().meta.get(name)
    const text = (attributes.content ?? '').replace(/\s+/g, ' ').trim()
    const span = valueSpan(this.#source, start, end, 'content')
    // The name of the site is its own label for the page, not always the outlet; og:title often has a suffix.
    if (!kind || kind === 'site' || kind === 'title' || !span || text === '' || text.length > 80) return
    this.#value({ kind: kind as LineKind, ...span, text })
  }

  #value({ kind, start, end, text }: Value): void {
    if (/^https?:/i.test(text) || start < this.#writer.at) return
    this.#writer.break()
    this.#writer.keep(start, end, text)
    this.#writer.break()
    this.hints.push({ kind, weight: 14, span: { start, end }, field: true })
  }

  closetag(name: string, start: number): void {
    const at = this.#open.findLastIndex((element) => element.name === name)
    if (at < 0) return
    for (const element of this.#open.splice(at).reverse()) this.#close(element, start)
    if (name === 'script') this.#linkedData = null
    if (name === 'a') this.#linked = true
  }

  #close({ flow, hints, start, crumb, hidden }: Open, end: number): void {
    if (crumb) this.#crumbs--
    if (flow === 'raw') this.#raw--
    if (flow === 'block' || flow === 'raw' || crumb) this.#separate()
    if (hidden) this.#skipping--
    else if (end > start)
      for (const { kind, weight } of hints)
        this.hints.push({ kind, weight, span: { start, end }, field: false })
  }

  text(data: string, start: number, end: number): void {
    if (this.#linkedData !== null) {
      for (const value of readLinkedData(this.#source.slice(start, end), start)) this.#value(value)
      return
    }
    if (this.#skipping > 0) return
    this.#linked = false
    const same = end - start === data.length && this.#source.startsWith(data, start)
    if (same) writeText(this.#writer, start, data, this.#raw > 0)
    else if (/^[ \t\r\n\f]+$/.test(data)) this.#writer.space()
    else this.#writer.keep(start, end, data)
  }

  finish(length: number): HtmlResult {
    for (const element of this.#open.splice(0).reverse()) this.#close(element, length)
    this.#writer.finish()
    return { edits: this.#writer.edits, issues: [], hints: this.hints }
  }
}

/** Browsers nest no deeper either; what is deeper is closed at once. */
const DEEPEST = 512

type HtmlParser = ReturnType<typeof htmlParser>

/** The parser looks through all open elements at every closing tag: with a bound to them its time is linear. */
function boundedParser(Parser: HtmlParser, depth: () => number): HtmlParser {
  return class extends Parser {
    #tooDeep = false

    protected override isVoidElement(name: string): boolean {
      return this.#tooDeep || super.isVoidElement(name)
    }

    override onopentagname(start: number, end: number): void {
      this.#tooDeep = depth() >= DEEPEST
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

/**
 * Takes the markup out: tags are deleted, entities decoded, blocks become lines; the values of meta tags
 * and of JSON-LD (date, author, source) stay as lines of their own. Spans are in `doc.text`.
 */
export function readHtml(doc: Doc): HtmlResult {
  const source = doc.text
  // Called HTML, but text: its line breaks are all the structure it has.
  if (!/<[a-z/!]/i.test(source)) return { edits: [], issues: [], hints: [] }
  const reader = new Reader(source)
  const Parser = boundedParser(htmlParser(), () => reader.depth)
  const parser: InstanceType<typeof Parser> = new Parser(
    {
      onopentag: (name, attributes) =>
        reader.opentag(name, attributes, parser.startIndex, parser.endIndex + 1),
      ontext: (data) => reader.text(data, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => reader.closetag(name, parser.startIndex),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(source)
  parser.end()
  return reader.finish(source.length)
}
