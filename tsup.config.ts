import { copyFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'neutral',
  // The engine is chosen by the importing runtime through package.json "imports",
  // so it stays an import in the built files instead of being inlined.
  external: ['#segment-engine', 'jieba-wasm', 'jieba-wasm/web', /^node:/, /^opencc-js/],
  splitting: false,
  sourcemap: false,
  clean: false,
  // Wide text stays readable and small: dictionaries are UTF-8, not \u escapes.
  esbuildOptions(options) {
    options.charset = 'utf8'
  },
  minify: true,
}

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts', batch: 'src/batch/index.ts' },
    dts: true,
    async onSuccess() {
      copyFileSync('src/record/article.schema.json', 'dist/schema.json')
      copyFileSync('src/generated/words.bin', 'dist/words.bin')
    },
  },
  { ...shared, entry: { 'engine.node': 'src/segment/engine.node.ts' }, platform: 'node', shims: true },
  { ...shared, entry: { 'engine.browser': 'src/segment/engine.browser.ts' }, format: ['esm'] },
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    platform: 'node',
    banner: { js: '#!/usr/bin/env node' },
  },
])
