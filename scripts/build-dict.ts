// Checks dict/ and packs it into src/generated/. Each file of scripts/dict/ builds one topic: its default
// export returns file name → module text, or bytes for an asset. Prints sizes.
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = `${here}../src/generated/`
mkdirSync(out, { recursive: true })
for (const file of readdirSync(`${here}dict`).sort()) {
  if (!file.endsWith('.ts') || file.endsWith('-format.ts')) continue
  const { default: build } = (await import(`./dict/${file}`)) as {
    default: () => Record<string, string | Uint8Array>
  }
  for (const [name, text] of Object.entries(build())) {
    // Whole or not at all, for a test that reads it just now; and never through a hard link to another checkout.
    writeFileSync(`${out}${name}.new`, text)
    renameSync(`${out}${name}.new`, `${out}${name}`)
    console.log(
      `${name.padEnd(24)} ${String(text.length).padStart(8)} chars ${String(gzipSync(text).length).padStart(8)} bytes gzip`,
    )
  }
}
