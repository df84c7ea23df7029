// `npm run score -- dev|heldout [the scorer's own options]`: the scorer of ../shared/gold over one half of the
// gold articles. Without that folder there is nothing to run.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const scorer = `${root}../shared/gold/score.mjs`
const [half, ...options] = process.argv.slice(2)
const split = JSON.parse(readFileSync(`${root}test/gold-split.json`, 'utf8')) as Record<string, string[]>
if (!half || !split[half]) throw new Error(`which half? ${Object.keys(split).join(' or ')}`)
// `../shared` is there for the project's own machines; a worktree may stand one folder deeper.
const found = [scorer, `${root}../../shared/gold/score.mjs`].find(existsSync)
if (!found) {
  console.log('no ../shared/gold/score.mjs here: nothing scored')
} else {
  const folder = mkdtempSync(`${tmpdir()}/gold-`)
  for (const id of split[half]) copyFileSync(`${root}test/gold/${id}.json`, `${folder}/${id}.json`)
  const run = spawnSync('node', [found, folder, ...options], { cwd: root, stdio: 'inherit' })
  rmSync(folder, { recursive: true })
  process.exitCode = run.status ?? 1
}
