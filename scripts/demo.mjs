// npm run demo: a damaged page as it came, then what the built command line makes of it.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = process.argv[2] ?? `${root}examples/demo/page.txt`
if (!existsSync(page)) {
  console.error(`There is no page at ${page}`)
  process.exit(1)
}

const colour = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (text, code) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text)

const HEAD = 14
const WIDTH = 76
const lines = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')

console.log(paint('\nThe page as it came', 1))
for (const line of lines.slice(0, HEAD)) {
  const text = line.trim()
  console.log(`  ${paint(text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text, '2;31')}`)
}
if (lines.length > HEAD) console.log(paint(`  … and ${lines.length - HEAD} more lines`, 2))

console.log(paint('\nWhat zhengwen makes of it', 1))
const { status } = spawnSync(process.execPath, [`${root}dist/cli.js`, 'analyze', page], { stdio: 'inherit' })

console.log(
  paint(
    '\nEvery edit: node dist/cli.js analyze examples/demo/page.txt --explain   As data: … --format json   Help: … --help',
    2,
  ),
)
process.exit(status ?? 1)
