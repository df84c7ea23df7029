import { copyFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { assets } from '../tsup.config.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The library in one file that is not minified, for measuring. What tsx makes of the sources is slower than what
 * ships: it gives every inner function its name again at each call.
 */
export async function bundleLibrary(): Promise<URL> {
  const folder = `${root}.cache/bench/`
  mkdirSync(folder, { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: { library: 'bench/library.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['jieba-wasm'],
    alias: {
      '#entity-model': './src/entities/model/data.node.ts',
      '#html-parser': './src/article/parser.node.ts',
      '#repair-data': './src/repair/data.node.ts',
      '#segment-engine': './src/segment/engine.node.ts',
    },
  })
  for (const [from, name] of Object.entries(assets)) copyFileSync(`${root}${from}`, `${folder}${name}`)
  return new URL('../.cache/bench/library.mjs', import.meta.url)
}
