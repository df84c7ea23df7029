// npm run build:kernel: each of scripts/kernel/ that has a place in `kernels` → base64 there. The compiler is fetched when
// it is asked for: few ever change a kernel.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kernelDigest, kernels } from './kernel/digest.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'kernel-'))
const out = join(folder, 'kernel.wasm')
const options = '--runtime stub --importMemory --noAssert --enable simd --enable bulk-memory'.split(' ')
for (const { source, level, target } of kernels) {
  execFileSync(
    'npx',
    [
      '--yes',
      '--package=assemblyscript@0.28.20',
      'asc',
      `${root}${source}`,
      level,
      ...options,
      '--outFile',
      out,
    ],
    { stdio: 'inherit' },
  )
  const code = readFileSync(out)
  writeFileSync(
    `${root}${target}`,
    `// Made by npm run build:kernel of ${source}, sha256 ${kernelDigest(readFileSync(`${root}${source}`))}.\n` +
      `/** WebAssembly, in base64. */\nexport const kernel =\n  '${code.toString('base64')}'\n`,
  )
  console.log(`${target}: ${code.length} bytes`)
}
rmSync(folder, { recursive: true })
