import { readdirSync, readFileSync } from 'node:fs'

/** A labelled page of `test/pages`. */
export interface LabelledPage {
  id: string
  layout: string
  script: 'cn' | 'tw' | 'hk'
  /** `held`: only scored, never looked at while rules are written. `blind`: written and labelled before any output was seen. */
  split: 'dev' | 'held' | 'blind'
  /** The file that it stands in, without its ending. */
  set: string
  /** The variant of the forward model that makes the copy which is scored at first sight; null: as it stands. */
  damaged: string | null
  /** As on the page. */
  text: string
  /** In order; `hard` where line breaks cut it. The text is without the indent. */
  parts: { kind: PartKind; start: number; end: number; clean: string }[]
  title: string | null
  subtitle: string | null
  date: string | null
  publisher: string | null
  /** `name/role` */
  authors: string[]
  section: string[] | null
  issues: string[]
}

export type PartKind =
  | 'title'
  | 'subtitle'
  | 'breadcrumb'
  | 'date'
  | 'source'
  | 'byline'
  | 'meta'
  | 'paragraph'
  | 'caption'
  | 'related'
  | 'disclaimer'
  | 'spam'
  | 'footer'
  | 'other'

/** One letter a kind. M is a line of dates, sources and names; H a heading inside the story: part of the body. */
const codes: Record<string, PartKind> = {
  T: 'title',
  S: 'subtitle',
  C: 'breadcrumb',
  D: 'date',
  O: 'source',
  B: 'byline',
  M: 'meta',
  P: 'paragraph',
  H: 'paragraph',
  K: 'caption',
  R: 'related',
  X: 'disclaimer',
  Z: 'spam',
  F: 'footer',
  '.': 'other',
}

function parseHead(line: string, set: string): LabelledPage {
  const [id, layout, script, split, damaged] = line
    .slice(4)
    .split('|')
    .map((cell) => cell.trim())
  return {
    id,
    layout,
    script: script as LabelledPage['script'],
    split: split as LabelledPage['split'],
    set,
    damaged: damaged ?? null,
    text: '',
    parts: [],
    title: null,
    subtitle: null,
    date: null,
    publisher: null,
    authors: [],
    section: null,
    issues: [],
  }
}

function setField(page: LabelledPage, line: string): void {
  const [, name, value] = /^#(\w+)\s*(.*)$/.exec(line) ?? []
  if (!value) return
  if (name === 'authors') page.authors = value.split(/;\s*/)
  else if (name === 'section') page.section = value.split('>')
  else if (name === 'issues') page.issues = value.split(/;\s*/)
  else if (name === 'title' || name === 'subtitle' || name === 'date' || name === 'publisher')
    page[name] = value
}

/** `code|text` is a line; `+code|text` goes on in the same line; `~|text` goes on with the part behind a line break. */
function addLine(page: LabelledPage, line: string): void {
  const [, glue, code, text] = /^(\+?)([A-Z.~])\|(.*)$/u.exec(line) ?? []
  if (text === undefined) throw new Error(`${page.id}: cannot read ${line}`)
  const lead = text.length - text.trimStart().length
  if (page.text !== '' && glue === '' && !page.text.endsWith('\n')) page.text += '\n'
  const start = page.text.length + lead
  page.text += text
  const end = page.text.length
  const last = page.parts.at(-1)
  if (code === '~' && last) {
    last.end = end
    last.clean += text.trim()
  } else page.parts.push({ kind: codes[code], start, end, clean: text.trim() })
}

export function readPages(): LabelledPage[] {
  const dir = new URL('../pages/', import.meta.url)
  const pages: LabelledPage[] = []
  for (const file of readdirSync(dir).sort()) {
    if (!file.endsWith('.txt')) continue
    for (const line of readFileSync(new URL(file, dir), 'utf8').split('\n')) {
      const page = pages.at(-1)
      if (line.startsWith('=== ')) pages.push(parseHead(line, file.slice(0, -'.txt'.length)))
      else if (line.startsWith('#') || !page) {
        if (page) setField(page, line)
      } else if (line === '') page.text += page.text.endsWith('\n') ? '\n' : '\n\n'
      else addLine(page, line)
    }
  }
  return pages
}
