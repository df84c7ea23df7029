// `npm run score -- dev|heldout|fresh [the scorer's own options]`: the scorer of ../shared/gold over one part of
// the gold articles. `passages-dev`, `passages-heldout` (…-h) and `passages-unseen` (…-u1, -2 …-u2, -3 …-u3) are the parts of
// test/gold/facts: short articles annotated for facts alone. Without ../shared there is nothing to run.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { cleanLine } from './gold/clean.js'
import { readArticle } from './gold/notation.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const scorer = `${root}../shared/gold/score.mjs`
const [half, ...options] = process.argv.slice(2)
const split = JSON.parse(readFileSync(`${root}test/gold-split.json`, 'utf8')) as Record<string, string[]>
const passages = readdirSync(`${root}test/gold/facts`).map((file) => file.slice(0, -4))
split['passages-dev'] = passages.filter((id) => !/-(h|u\d)$/.test(id))
split['passages-heldout'] = passages.filter((id) => id.endsWith('-h'))
split['passages-unseen'] = passages.filter((id) => id.endsWith('-u1'))
split['passages-unseen-2'] = passages.filter((id) => id.endsWith('-u2'))
split['passages-unseen-3'] = passages.filter((id) => id.endsWith('-u3'))
if (!half || !split[half]) throw new Error(`which part? ${Object.keys(split).join(' or ')}`)

function goldOf(id: string): string {
  if (!half.startsWith('passages')) return readFileSync(`${root}test/gold/${id}.json`, 'utf8')
  return JSON.stringify(readArticle(readFileSync(`${root}test/gold/facts/${id}.txt`, 'utf8'), cleanLine))
}
// A worktree may stand one folder deeper.
const found = [scorer, `${root}../../shared/gold/score.mjs`].find(existsSync)
if (!found) {
  console.log('no ../shared/gold/score.mjs here: nothing scored')
} else {
  const folder = mkdtempSync(`${tmpdir()}/gold-`)
  for (const id of split[half]) writeFileSync(`${folder}/${id}.json`, goldOf(id))
  const run = spawnSync('node', [found, folder, ...options], { cwd: root, stdio: 'inherit' })
  rmSync(folder, { recursive: true })
  process.exitCode = run.status ?? 1
}
