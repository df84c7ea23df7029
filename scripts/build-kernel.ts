// npm run build:kernel: scripts/kernel/kernel.ts → src/entities/model/kernel.ts. The compiler is fetched when it is asked
// for: few ever change the kernel.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kernelDigest } from './kernel/digest.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = `${root}scripts/kernel/kernel.ts`
const folder = mkdtempSync(join(tmpdir(), 'kernel-'))
const out = join(folder, 'kernel.wasm')
const options = '-O3 --runtime stub --importMemory --noAssert --enable simd --enable bulk-memory'.split(' ')
execFileSync(
  'npx',
  ['--yes', '--package=assemblyscript@0.28.20', 'asc', source, ...options, '--outFile', out],
  { stdio: 'inherit' },
)
const code = readFileSync(out)
writeFileSync(
  `${root}src/entities/model/kernel.ts`,
  `// Made by npm run build:kernel of scripts/kernel/kernel.ts, sha256 ${kernelDigest(readFileSync(source))}.\n` +
    `/** WebAssembly, in base64. */\nexport const kernel =\n  '${code.toString('base64')}'\n`,
)
rmSync(folder, { recursive: true })
console.log(`${code.length} bytes`)
