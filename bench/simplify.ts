// npm run bench:simplify: every figure of conversion to Simplified, beside opencc-js in its modes, in one run.
// Text: the project's own; ../shared/data (for measuring only) where it is present. `--errors N` lists what went wrong.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { Converter as fromSimplified } from 'opencc-js/cn2t'
import { Converter as toSimplified } from 'opencc-js/t2cn'
import { openCC, standardCharacters } from '../scripts/dict/simplify-format.js'
import { type Region, simplifyEdits } from '../src/simplify/index.js'
import { Doc } from '../src/text/index.js'
import { random } from '../test/support/charset.js'
import { newsPages } from './corpus.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = new URL('../../shared/data/', import.meta.url)
const at = process.argv.indexOf('--errors')
const listed = at > 0 ? Number(process.argv[at + 1]) : 0

type Convert = (text: string) => string

function ours(region: Region, phrases: 'keep' | 'cn' = 'keep'): Convert {
  return (text) => {
    const doc = Doc.of(text)
    return doc.edit(simplifyEdits(doc, { region, phrases }).edits).text
  }
}

const auto = ours('auto')
const rivals = {
  t: toSimplified({ from: 't', to: 'cn' }),
  tw: toSimplified({ from: 'tw', to: 'cn' }),
  hk: toSimplified({ from: 'hk', to: 'cn' }),
}

function row(name: string, ...cells: string[]): void {
  console.log(`${name.padEnd(34)}${cells.map((cell) => cell.padStart(11)).join('')}`)
}

function report(wrong: readonly string[]): void {
  for (const line of wrong.slice(0, listed)) console.log(`    ${line}`)
}

const percent = (right: number, all: number) => `${((100 * right) / Math.max(1, all)).toFixed(1)} %`

interface Pair {
  input: string
  output: string
}

/** Rows of `{"input", "output"}` that a converter gets right. */
function right(pairs: readonly Pair[], convert: Convert, wrong?: string[]): number {
  let count = 0
  for (const { input, output } of pairs) {
    const got = convert(input)
    if (got === output) count++
    else wrong?.push(`${input} → ${got}, not ${output}`)
  }
  return count
}

function jsonLines<T>(file: string | URL): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

interface OpenCC {
  cases: { input: string; expected: Record<string, string> }[]
}

function openCCCases(): void {
  const file = new URL('conversion/opencc-testcases.json', shared)
  if (!existsSync(file)) {
    console.log("OpenCC's cases: ../shared/data is absent, skipped\n")
    return
  }
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as OpenCC
  row("OpenCC's cases", 'cases', 'region', 'auto', 'opencc-js')
  const modes: [string, Region, Convert, 'keep' | 'cn'][] = [
    ['t2s', 'cn', rivals.t, 'keep'],
    ['tw2s', 'tw', rivals.tw, 'keep'],
    ['hk2s', 'hk', rivals.hk, 'keep'],
    ['hk2sp', 'hk', toSimplified({ from: 'hkp', to: 'cn' }), 'cn'],
    ['tw2sp', 'tw', toSimplified({ from: 'twp', to: 'cn' }), 'cn'],
    // What does not depend on vocabulary: where tw2s says the same.
    ['tw2sp, no vocabulary', 'tw', rivals.tw, 'keep'],
  ]
  for (const [name, region, rival, phrases] of modes) {
    const key = name.split(',')[0]
    const pairs = cases
      .filter(({ expected }) => expected[key] !== undefined)
      .filter(({ expected }) => key === name || expected.tw2s === expected[key])
      .map(({ input, expected }) => ({ input, output: expected[key] }))
    const wrong: string[] = []
    const cells = [ours(region, phrases), ours('auto', phrases), rival].map((convert, i) =>
      percent(right(pairs, convert, i < 2 ? wrong : undefined), pairs.length),
    )
    row(name, String(pairs.length), ...cells)
    report([...new Set(wrong)])
  }
  console.log()
}

function hardPhrases(): void {
  const folder = new URL('../test/cases/simplify/', import.meta.url)
  row('hard phrases', 'phrases', 'auto', 'best mode', 't', 'tw', 'hk')
  const all: Pair[] = []
  const measure = (name: string, pairs: readonly Pair[], wrong?: string[]) => {
    const modes = Object.values(rivals).map((convert) => right(pairs, convert))
    row(
      name,
      String(pairs.length),
      percent(right(pairs, auto, wrong), pairs.length),
      ...[Math.max(...modes), ...modes].map((count) => percent(count, pairs.length)),
    )
  }
  for (const name of readdirSync(folder).sort()) {
    if (!existsSync(new URL(`${name}/`, folder)) || name === 'typography') continue
    const pairs = readdirSync(new URL(`${name}/`, folder)).flatMap((file) =>
      jsonLines<Pair>(new URL(`${name}/${file}`, folder)),
    )
    const wrong: string[] = []
    measure(name, pairs, wrong)
    report(wrong)
    all.push(...pairs)
  }
  measure('all', all)
  console.log()
}

function textFiles(folder: URL): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
}

/** Clean Simplified pages of the project's own: gold pages that are not damaged, sentences, generated news. */
function ownText(): string[] {
  const sources = ['test/gold/source/', 'examples/demo/', 'test/pages/', 'corpus/']
  const pages = sources.flatMap((folder) => textFiles(new URL(folder, new URL('..', import.meta.url))))
  const simplified = pages.filter((page) => rivals.t(page) === page)
  return [...simplified, ...newsPages(60_000)]
}

const standard = standardCharacters()
const traditional = new Set(openCC('TSCharacters').map(([key]) => key))

/** Lines of a shared set, without those that hold a character only Traditional text has. */
function sharedText(name: string): string[] {
  const file = new URL(`ner/${name}.jsonl`, shared)
  if (!existsSync(file)) return []
  const texts = jsonLines<{ text: string }>(file).map(({ text }) => text)
  const simplified = texts.filter((text) => ![...text].some((c) => traditional.has(c) && !standard.has(c)))
  if (simplified.length < texts.length)
    console.log(`${name}: ${texts.length - simplified.length} lines are not Simplified, left out`)
  return simplified
}

const corpora: Record<string, string[]> = {
  own: ownText(),
  msra: sharedText('msra'),
  cluener: sharedText('cluener'),
  resume: sharedText('resume'),
  gsdsimp: sharedText('uner-gsdsimp'),
  multiconer: sharedText('multiconer'),
}

const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0)

/** Places where two texts of the same length differ; all of a text whose length changed. */
function differences(got: string, wanted: string, wrong: Map<string, number>): number {
  const [a, b] = [[...got], [...wanted]]
  if (a.length !== b.length) return b.length
  let count = 0
  for (const [i, c] of b.entries()) {
    if (a[i] === c) continue
    count++
    const key = `${c} → ${a[i]} in ${b.slice(Math.max(0, i - 4), i).join('')}_${b.slice(i + 1, i + 5).join('')}`
    wrong.set(key, (wrong.get(key) ?? 0) + 1)
  }
  return count
}

function rate(
  texts: readonly string[],
  damaged: readonly string[],
  convert: Convert,
  wrong = new Map(),
): string {
  let count = 0
  for (const [i, text] of texts.entries()) count += differences(convert(damaged[i]), text, wrong)
  return ((10_000 * count) / Math.max(1, length(texts))).toFixed(2)
}

function most(wrong: Map<string, number>): string[] {
  return [...wrong].sort(([, a], [, b]) => b - a).map(([key, count]) => `${count} × ${key}`)
}

function roundTrip(title: string, forward: Record<string, Convert>): void {
  row(`${title}: per 10,000`, 'characters', 'auto', 't', 'tw', 'hk')
  for (const [mode, convert] of Object.entries(forward))
    for (const [name, texts] of Object.entries(corpora)) {
      if (texts.length === 0) continue
      const damaged = texts.map(convert)
      const wrong = new Map<string, number>()
      row(
        `${mode}, ${name}`,
        String(length(texts)),
        rate(texts, damaged, auto, wrong),
        ...Object.values(rivals).map((rival) => rate(texts, damaged, rival)),
      )
      report(most(wrong))
    }
  console.log()
}

/** One of the Traditional characters that OpenCC lists for each Simplified one, drawn at random. */
function randomCandidates(seed: number): Convert {
  const candidates = new Map(openCC('STCharacters'))
  const next = random(seed)
  return (text) =>
    Array.from(text, (c) => {
      const list = candidates.get(c)
      return list ? list[Math.floor(next() * list.length)] : c
    }).join('')
}

function unchanged(): void {
  row('changed on Simplified text', 'characters', 'auto', 't', 'tw', 'hk')
  for (const [name, texts] of Object.entries(corpora)) {
    if (texts.length === 0) continue
    const wrong = new Map<string, number>()
    const count = (convert: Convert, found = new Map<string, number>()) =>
      String(texts.reduce((sum, text) => sum + differences(convert(text), text, found), 0))
    row(
      name,
      String(length(texts)),
      count(auto, wrong),
      ...Object.values(rivals).map((rival) => count(rival)),
    )
    report(most(wrong))
  }
  console.log()
}

/** What a page would load, and what is measured in a process of its own. */
const programs = {
  'simplify of the package': `import { simplify } from './src/index.ts'
    export const make = () => (text) => simplify(text).text`,
  'the room alone': `import { simplifyEdits } from './src/simplify/index.ts'
    import { Doc } from './src/text/index.ts'
    export const make = () => (text) => { const doc = Doc.of(text); return doc.edit(simplifyEdits(doc).edits).text }`,
  'opencc-js/t2cn': `import { Converter } from 'opencc-js/t2cn'
    export const make = (from) => Converter({ from, to: 'cn' })`,
}

async function bundle(contents: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    charset: 'utf8',
    alias: {
      '#html-parser': './src/article/parser.browser.ts',
      '#repair-data': './src/repair/data.browser.ts',
      '#segment-engine': './src/segment/engine.browser.ts',
    },
    external: ['jieba-wasm/web', 'htmlparser2'],
    tsconfigRaw: '{}',
  })
  return outputFiles[0].contents
}

function runNode(program: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
}

const importing = (file: string) => `const { make } = await import(${JSON.stringify(file)})`

/** MB/s of UTF-8 in a process of its own, by the processor's time. `pages`: each page is a text; else all is one. */
function megabytesPerSecond(file: string, from: string, text: string, pages: boolean): string {
  return runNode(`import { readFileSync } from 'node:fs'
    ${importing(file)}
    const convert = make('${from}')
    const text = readFileSync(${JSON.stringify(text)}, 'utf8')
    const texts = ${pages} ? text.split('\\n\\n') : [text]
    let best = 0
    for (let k = 0; k < 10; k++) {
      const from = process.cpuUsage()
      for (const text of texts) convert(text)
      const { user, system } = process.cpuUsage(from)
      best = Math.max(best, Buffer.byteLength(text) / (user + system))
    }
    console.log(best.toFixed(1))`).trim()
}

/** Speed, milliseconds from an empty process to the first converted text, and what the code weighs in a page. */
async function cost(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-simplify-'))
  const files: string[] = []
  row('cost', 'minified', 'gzip', 'brotli', 'ready in')
  for (const [name, contents] of Object.entries(programs)) {
    const code = await bundle(contents)
    const file = join(folder, `${files.length}.mjs`)
    files.push(file)
    writeFileSync(file, code)
    const program = `const from = performance.now(); ${importing(file)}
      make('tw')('臺灣的標準。'); console.log(performance.now() - from)`
    const times = Array.from({ length: 9 }, () => Number(runNode(program)))
    const sizes = [code.length, gzipSync(code, { level: 9 }).length, brotliCompressSync(code).length]
    row(
      name,
      ...sizes.map((bytes) => `${(bytes / 1000).toFixed(1)} KB`),
      `${Math.min(...times).toFixed(1)} ms`,
    )
  }
  console.log()
  row('MB/s: edits, text and map', 'pages', 'one text', 'opencc-js', 'one text')
  const news = newsPages(1_000_000).join('\n\n')
  for (const region of ['tw', 'hk', 't', 'cn'] as const) {
    const text = join(folder, `${region}.txt`)
    writeFileSync(text, region === 'cn' ? news : fromSimplified({ from: 'cn', to: region })(news))
    const from = region === 'cn' ? 't' : region
    const cells = [files[0], files[2]].flatMap((file) =>
      [true, false].map((pages) => megabytesPerSecond(file, from, text, pages)),
    )
    row(region === 'cn' ? 'Simplified news' : `news of ${region}`, ...cells)
  }
  rmSync(folder, { recursive: true })
}

openCCCases()
hardPhrases()
unchanged()
const forward = Object.fromEntries(
  (['tw', 'hk', 't'] as const).map((to) => [`cn→${to}`, fromSimplified({ from: 'cn', to })]),
)
roundTrip('Traditional and back', forward)
roundTrip('random candidates and back', { random: randomCandidates(7) })
await cost()
