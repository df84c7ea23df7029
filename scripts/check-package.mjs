// What ships, looked at as its users get it. Run after a build.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const MAX_BYTES = 3 * 1024 * 1024
const problems = []
const check = (ok, what) => {
  if (!ok) problems.push(what)
}

const [pack] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
)
console.log(
  `${pack.filename}: ${(pack.size / 1e6).toFixed(2)} MB packed, ${(pack.unpackedSize / 1e6).toFixed(2)} MB unpacked`,
)
check(pack.size <= MAX_BYTES, `the package has ${pack.size} bytes, more than ${MAX_BYTES}`)
const names = pack.files.map(({ path }) => path)
for (const name of [
  'dist/index.js',
  'dist/browser.js',
  'dist/index.cjs',
  'dist/rooms.cjs',
  'dist/index.d.ts',
  'dist/cli.js',
  'dist/worker.js',
  'dist/schema.json',
  'LICENSE',
  'README.md',
  'dict/SOURCES.md',
])
  check(names.includes(name), `${name} does not ship`)

for (const name of readdirSync(`${root}dist`).filter((name) => /\.d\.c?ts$/.test(name)))
  check(
    !/'#[a-z-]+'/.test(readFileSync(`${root}dist/${name}`, 'utf8')),
    `dist/${name} mentions an internal import`,
  )

// CommonJS, at once and synchronously.
const cjs = createRequire(import.meta.url)(`${root}dist/index.cjs`)
check(cjs.segment('全区重点项目').length > 0, 'require("zhengwen").segment gives nothing')
check(cjs.normalize('產業鏈').text === '产业链', 'require("zhengwen").normalize does not convert')

// normalize alone must not load the segmenter, neither word list nor wasm.
const script = `import { normalize } from ${JSON.stringify(`${root}dist/index.js`)}
import { createRequire } from 'node:module'
import fs from 'node:fs'
const read = fs.readFileSync
fs.readFileSync = (path, ...rest) => { if (/words[.]bin|rooms[.]cjs|wasm/.test(String(path))) throw new Error('normalize read ' + path); return read(path, ...rest) }
normalize('產業鏈(liàn)')
const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('jieba'))
if (loaded.length > 0) throw new Error('normalize loaded ' + loaded)`
try {
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' })
} catch (error) {
  check(false, String(error.stderr).trim().split('\n').slice(-8).join(' '))
}

for (const problem of problems) console.error(`- ${problem}`)
process.exit(problems.length > 0 ? 1 : 0)
