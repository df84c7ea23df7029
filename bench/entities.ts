// npm run bench:entities: F1 by exact span on the sets of ../shared/data/ner that map onto our kinds, and speed.
// Conventions differ: MSRA splits addresses and counts one-letter countries; CLUENER joins whole addresses. Places of
// CLUENER are not compared. Nothing of these sets is in the project.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Entity, extractEntities } from '../src/index.js'

interface Row {
  text: string
  entities: { start: number; end: number; label: string }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = [`${root}../shared/data/ner`, `${root}../../shared/data/ner`].find(existsSync)
const maps: Record<string, Record<string, readonly Entity['kind'][]>> = {
  msra: { PER: ['person'], LOC: ['place'], ORG: ['organization', 'company'] },
  cluener: { name: ['person'], company: ['company'], 'government+organization': ['organization'] },
}

function spansOf(row: Row, labels: readonly string[]): Set<string> {
  const units = [0]
  for (const ch of row.text) units.push(units[units.length - 1] + ch.length)
  return new Set(
    row.entities
      .filter((e) => labels.includes(e.label))
      .map(({ start, end }) => `${units[start]}-${units[end]}`),
  )
}

function bench(file: string, limit: number): void {
  const rows = readFileSync(`${folder}/${file}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, limit)
    .map((line) => JSON.parse(line) as Row)
  const start = performance.now()
  const found = rows.map((row) => extractEntities(row.text))
  const seconds = (performance.now() - start) / 1000
  const bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row.text), 0)
  for (const [label, kinds] of Object.entries(maps[file])) {
    let [tp, fp, fn] = [0, 0, 0]
    for (const [i, row] of rows.entries()) {
      const want = spansOf(row, label.split('+'))
      const got = new Set(
        found[i]
          .filter((e) => kinds.includes(e.kind))
          .flatMap((e) => e.mentions.map((m) => `${m.span.start}-${m.span.end}`)),
      )
      for (const s of got) want.has(s) ? tp++ : fp++
      for (const s of want) if (!got.has(s)) fn++
    }
    const p = (100 * tp) / (tp + fp || 1)
    const r = (100 * tp) / (tp + fn || 1)
    console.log(
      `${file.padEnd(8)} ${label.padEnd(24)} P ${p.toFixed(1)} R ${r.toFixed(1)} F1 ${((2 * p * r) / (p + r || 1)).toFixed(1)}`,
    )
  }
  console.log(`${file.padEnd(8)} ${(bytes / 1e6 / seconds).toFixed(2)} MB/s with segmentation, a call a row`)
}

if (!folder) console.log('no ../shared/data/ner here: nothing measured')
else for (const file of Object.keys(maps)) bench(file, 5000)
