import { copyFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { builds, copyAssets } from '../../tsup.config.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A build of the package without types, for the tests that start real processes and threads. */
export const testPackage = `${root}.cache/test-package/`

/** Vitest runs this once before all tests. */
export default async function setup(): Promise<void> {
  const dist = `${testPackage}dist/`
  rmSync(dist, { recursive: true, force: true })
  copyAssets(dist)
  copyFileSync(`${root}package.json`, `${testPackage}package.json`)
  for (const options of builds)
    await build({ ...options, config: false, outDir: dist, silent: true, minify: false })
}
