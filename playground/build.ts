// Builds the playground into playground/dist/: static files for any host. `--serve [PORT]` then serves them.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { serve } from '../scripts/static-server.js'
import { encodeWith, gbkTable } from '../test/support/charset.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = `${here}dist/`

/** The examples that are bytes, or bytes read wrongly, are made from clean text. */
function buildExamples(): void {
  mkdirSync(`${out}examples`)
  copyFileSync(`${here}../examples/demo/page.txt`, `${out}examples/demo.txt`)
  copyFileSync(`${here}examples/taiwan.txt`, `${out}examples/taiwan.txt`)
  const gbk = (name: string) => encodeWith(gbkTable(), readFileSync(`${here}examples/${name}`, 'utf8'))
  writeFileSync(`${out}examples/company.gbk.txt`, gbk('company.clean.txt'))
  // Not TextDecoder('latin1'), which means Windows-1252 and differs between runtimes for 80 to 9F.
  const readWrong = Buffer.from(gbk('read-wrong.clean.txt')).toString('latin1')
  writeFileSync(`${out}examples/read-wrong.txt`, readWrong)
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
await build({
  absWorkingDir: here,
  entryPoints: ['main.ts', 'worker.ts'],
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
  tsconfigRaw: '{}',
  alias: {
    '#entity-model': '../src/entities/model/data.browser.ts',
    '#html-parser': '../src/article/parser.browser.ts',
    '#repair-data': '../src/repair/data.browser.ts',
    '#segment-engine': '../src/segment/engine.browser.ts',
  },
})
for (const name of ['index.html', 'style.css']) copyFileSync(`${here}${name}`, `${out}${name}`)
for (const name of ['generated/words.bin', 'generated/repair.bin', 'entities/model/entities.bin'])
  copyFileSync(`${here}../src/${name}`, `${out}${basename(name)}`)
buildExamples()

const asked = process.argv.indexOf('--serve')
if (asked > 0) {
  const port = Number(process.argv[asked + 1] ?? 8080)
  const { url } = await serve(out, port).catch((error: Error) => {
    console.error(`Cannot serve at port ${port} (${error.message}); another: npm run playground -- 8081`)
    process.exit(1)
  })
  console.log(
    `The playground is at ${url} (stop with Ctrl+C). Its files are in playground/dist/: any static host will do.`,
  )
} else console.log('The playground is in playground/dist/: any static host will do.')
