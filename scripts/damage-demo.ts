// Makes examples/demo/page.txt of page.clean.txt by the forward model, always the same. The spam line on top
// was put there after the conversion, as on real copies, and stays. Of the seeds from 2023 on this is the first
// under which no digit is swallowed: what nobody can give back would only confuse a first look.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { damage, variants } from '../test/support/damage.js'

const home = fileURLToPath(new URL('../examples/demo/', import.meta.url))
const [spam, ...lines] = readFileSync(`${home}page.clean.txt`, 'utf8').split('\n')
const page = lines.map((line) =>
  line === '' ? '' : damage(line, { ...variants.commas, chunks: 0, indent: '', seed: 2026 }),
)
writeFileSync(`${home}page.txt`, [spam, ...page].join('\n'))
