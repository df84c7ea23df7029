import { readdirSync, readFileSync } from 'node:fs'

/** What a span of the corpus is. A post holds its body: `[[商州区委/org]书记/post]`. */
export const corpusTags = ['per', 'loc', 'org', 'com', 'post'] as const

export type CorpusTag = (typeof corpusTags)[number]

/** A stretch of plain text, or a marked one with what it is made of. */
export type Node = string | { tag: CorpusTag; children: Node[] }

export interface Marked {
  text: string
  spans: { start: number; end: number; tag: CorpusTag }[]
}

/** Reads one line of the notation. Throws where brackets do not match or a tag is unknown. */
export function parseLine(line: string): Node[] {
  const stack: Node[][] = [[]]
  let at = 0
  const push = (to: number) => {
    if (to > at) stack[stack.length - 1].push(line.slice(at, to))
  }
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '[') {
      push(i)
      stack.push([])
      at = i + 1
    } else if (line[i] === ']') {
      const m = /\/(per|loc|org|com|post)$/.exec(line.slice(at, i))
      if (!m || stack.length < 2) throw new Error(`bad span before column ${i + 1}: ${line}`)
      push(at + m.index)
      const children = stack.pop() as Node[]
      stack[stack.length - 1].push({ tag: m[1] as CorpusTag, children })
      at = i + 1
    }
  }
  if (stack.length > 1) throw new Error(`open bracket: ${line}`)
  push(line.length)
  return stack[0]
}

export function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('')
}

export function markedOf(nodes: readonly Node[]): Marked {
  const spans: Marked['spans'] = []
  let text = ''
  const walk = (list: readonly Node[]) => {
    for (const node of list) {
      if (typeof node === 'string') {
        text += node
        continue
      }
      const start = text.length
      walk(node.children)
      spans.push({ start, end: text.length, tag: node.tag })
    }
  }
  walk(nodes)
  return { text, spans }
}

/** The sentences of a folder's `.txt` files by passage, files in order of their names. */
export function readCorpus(folder: string): Node[][][] {
  const passages: Node[][][] = []
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.txt')) continue
    let passage: Node[][] = []
    for (const [i, line] of `${readFileSync(`${folder}/${file}`, 'utf8')}\n\n`.split('\n').entries()) {
      if (line.startsWith('#')) continue
      if (line.trim() !== '') {
        try {
          passage.push(parseLine(line.trim()))
        } catch (error) {
          throw new Error(`${file}:${i + 1}: ${(error as Error).message}`)
        }
      } else if (passage.length > 0) {
        passages.push(passage)
        passage = []
      }
    }
  }
  return passages
}

const LABELS: Record<string, CorpusTag> = {
  person: 'per',
  place: 'loc',
  organization: 'org',
  company: 'com',
  title: 'post',
  per: 'per',
  loc: 'loc',
  org: 'org',
  com: 'com',
  post: 'post',
}

/**
 * Reads JSON Lines: `{"text": …, "entities": [{"start", "end", "label"}]}`, UTF-16 code units, end exclusive;
 * labels person, place, organization, company, title. Spans may nest but not cross. A passage a line.
 */
export function readRows(lines: string, file: string): Node[][][] {
  const passages: Node[][][] = []
  for (const [i, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue
    const fail = (what: string): never => {
      throw new Error(`${file}:${i + 1}: ${what}`)
    }
    const { text, entities } = JSON.parse(line) as {
      text: string
      entities: { start: number; end: number; label: string }[]
    }
    if (/[\n\r]/.test(text)) fail('a text of more than one line')
    const spans = [...entities].sort((a, b) => a.start - b.start || b.end - a.end)
    let k = 0
    const read = (from: number, to: number): Node[] => {
      const nodes: Node[] = []
      let at = from
      while (k < spans.length && spans[k].start < to) {
        const { start, end, label } = spans[k]
        const tag = LABELS[label.toLowerCase()] ?? fail(`unknown label ${label}`)
        if (start < at || end > to || end <= start) fail(`span ${start}–${end} crosses another or is empty`)
        k++
        if (start > at) nodes.push(text.slice(at, start))
        nodes.push({ tag, children: read(start, end) })
        at = end
      }
      if (to > at) nodes.push(text.slice(at, to))
      return nodes
    }
    passages.push([read(0, text.length)])
  }
  return passages
}
