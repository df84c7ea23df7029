// Clean text on stdin → a damaged page on stdout: npm run damage -- toned 7 < clean.txt
import { readFileSync } from 'node:fs'
import { damage, variants } from '../test/support/damage.js'

const [variant = 'toned', seed = '1'] = process.argv.slice(2)
const options = variants[variant]
if (!options || !/^\d+$/.test(seed)) {
  console.error(`usage: npm run damage -- ${Object.keys(variants).join('|')} SEED < clean.txt`)
  process.exit(2)
}
process.stdout.write(damage(readFileSync(0, 'utf8'), { seed: Number(seed), ...options }))
