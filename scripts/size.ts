// npm run size: what the built package costs in a page, bundled by esbuild and compressed, against its
// limits; with the sources that take the most. Fails past a limit.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type BuildOptions, build, type Metafile } from 'esbuild'

interface Measure {
  name: string
  code: string
  /** Bytes of gzip; null where nothing was promised. */
  limit: number | null
}

const KB = 1000
const measures: Measure[] = [
  { name: 'normalize', code: "export { normalize } from 'zhengwen'", limit: 120 * KB },
  { name: 'simplify', code: "export { simplify } from 'zhengwen'", limit: null },
  { name: 'extractTimes', code: "export { extractTimes } from 'zhengwen'", limit: null },
  { name: 'extractFacts', code: "export { extractFacts } from 'zhengwen'", limit: null },
  { name: 'analyze, ready', code: "export { analyze, ready } from 'zhengwen'", limit: 1600 * KB },
  { name: 'everything', code: "export * from 'zhengwen'", limit: null },
  { name: 'townships', code: "export { townships } from 'zhengwen/townships'", limit: 300 * KB },
]

const root = fileURLToPath(new URL('..', import.meta.url))

async function bundle(code: string, sources: boolean): Promise<{ bytes: Uint8Array; metafile: Metafile }> {
  const alias: Record<string, string> = sources
    ? {
        zhengwen: './src/index.ts',
        'zhengwen/townships': './src/townships.ts',
        '#entity-model': './src/entities/model/data.browser.ts',
        '#html-parser': './src/article/parser.browser.ts',
        '#repair-data': './src/repair/data.browser.ts',
        '#segment-engine': './src/segment/engine.browser.ts',
      }
    : { zhengwen: './dist/browser.js', 'zhengwen/townships': './dist/townships.js' }
  const options: BuildOptions & { write: false; metafile: true } = {
    write: false,
    metafile: true,
    stdin: { contents: code, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    charset: 'utf8',
    logLevel: 'error',
    // The repository's own path map would answer for the package's "imports".
    tsconfigRaw: '{}',
    // The wasm's JavaScript is part of the price only for those who ask for `segmenter: 'jieba'`.
    external: ['jieba-wasm/web'],
    alias,
  }
  const { outputFiles, metafile } = await build(options)
  return { bytes: outputFiles[0].contents, metafile }
}

const kb = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`.padStart(11)

/** `--sources NAME`: what each source file puts into that bundle, before compression. */
async function printSources(name: string): Promise<void> {
  const measure = measures.find((m) => m.name === name) ?? measures[0]
  const { metafile } = await bundle(measure.code, true)
  const inputs = Object.values(metafile.outputs)[0].inputs
  const rows = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)
  for (const [file, { bytesInOutput }] of rows) console.log(kb(bytesInOutput), file)
}

const asked = process.argv.indexOf('--sources')
if (asked > 0) await printSources(process.argv[asked + 1] ?? '')
else {
  let over = 0
  console.log(`${'import'.padEnd(16)}    minified        gzip      brotli       limit`)
  for (const { name, code, limit } of measures) {
    const { bytes } = await bundle(code, false)
    const gzip = gzipSync(bytes, { level: 9 }).length
    const tooBig = limit !== null && gzip > limit
    if (tooBig) over++
    const cells = [bytes.length, gzip, brotliCompressSync(bytes).length].map(kb).join(' ')
    console.log(`${name.padEnd(16)} ${cells} ${limit === null ? '' : kb(limit)}${tooBig ? '  OVER' : ''}`)
  }
  for (const name of ['entities.bin', 'repair.bin', 'words.bin'])
    console.log(`${name}, fetched by ready(): ${kb(readFileSync(`${root}dist/${name}`).length).trim()}`)
  if (over > 0) process.exit(1)
}
