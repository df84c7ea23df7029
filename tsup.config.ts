import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Options } from 'tsup'

const root = fileURLToPath(new URL('.', import.meta.url))

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/**
 * In batch, worker and cli the library stays an import of the built file beside them: its dictionaries ship
 * once a format, and there is one copy of its classes in a process.
 */
const libraryStaysOutside: Plugin = {
  name: 'library-stays-outside',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/index\.js$/ }, () => ({
      path: build.initialOptions.format === 'cjs' ? './index.cjs' : './index.js',
      external: true,
    }))
    build.onResolve({ filter: /^\.\.\/townships\.js$/ }, () => ({ path: './townships.js', external: true }))
    build.onResolve({ filter: /^\.\.\/repair\/index\.js$/ }, () => ({
      path: './rooms/repair.js',
      external: true,
    }))
  },
}

/**
 * Packed dictionaries are files of their own, `dist/data/*.js`: ES modules, the bundle for pages without a bundler
 * and `require` read the same copy. Node's `require` cannot load a module, and reads it through `src/tables.node.ts`
 * (package.json "imports"); bundlers take the module itself.
 */
const dataStaysOutside: Plugin = {
  name: 'data-stays-outside',
  setup(build) {
    const folder = build.initialOptions.format === 'cjs' ? '#data/' : './data/'
    const extension = build.initialOptions.format === 'cjs' ? '' : '.js'
    build.onResolve({ filter: /\/generated\/[\w-]+\.js$/ }, ({ path, importer }) => {
      // htmlparser2's decoder has a folder of that name too.
      if (importer.includes('node_modules')) return undefined
      const name = path.slice(path.lastIndexOf('/') + 1, -'.js'.length)
      return { path: `${folder}${name}${extension}`, external: true, sideEffects: false }
    })
  },
}

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'neutral',
  // What reads an asset is chosen by the importing runtime through package.json "imports",
  // so these stay imports in the built files instead of being inlined.
  external: [
    '#entity-model',
    '#html-parser',
    '#repair-data',
    '#segment-engine',
    'jieba-wasm',
    'jieba-wasm/web',
    /^node:/,
  ],
  splitting: false,
  sourcemap: false,
  clean: false,
  silent: true,
  // Wide text stays readable and small: dictionaries are UTF-8, not \u escapes.
  esbuildOptions(options) {
    options.charset = 'utf8'
  },
  minify: true,
}

const node: Options = { ...shared, platform: 'node', esbuildPlugins: [libraryStaysOutside] }

/**
 * As ES modules every room is a file of its own, and `sideEffects: false` lets a bundler drop it whole: in one
 * file, tables that are computed when it loads stay in every bundle, and draw in what they need.
 */
const modules: Record<string, string> = {
  index: 'src/index.ts',
  'engine.browser': 'src/segment/engine.browser.ts',
  'engine.node': 'src/segment/engine.node.ts',
  'entities.browser': 'src/entities/model/data.browser.ts',
  'entities.node': 'src/entities/model/data.node.ts',
  'parser.browser': 'src/article/parser.browser.ts',
  'parser.node': 'src/article/parser.node.ts',
  'repair.browser': 'src/repair/data.browser.ts',
  'repair.node': 'src/repair/data.node.ts',
  townships: 'src/townships.ts',
}
for (const room of ['text', 'repair', 'simplify', 'article', 'segment', 'entities', 'times', 'facts'])
  modules[`rooms/${room}`] = `src/${room}/index.ts`

/** Packed dictionaries: they ship as the build of dict/ wrote them. */
const tables = [
  'article',
  'entities',
  'facts',
  'model',
  'repair-characters',
  'simplify',
  'simplify-phrases',
  'times',
  'townships',
]

/** What is built, without types: the tests build it too, into a folder of their own. */
export const builds: Options[] = [
  {
    ...shared,
    entry: { index: 'src/index.ts', townships: 'src/townships.ts' },
    format: ['cjs'],
    esbuildPlugins: [dataStaysOutside],
  },
  { ...node, entry: { 'data/read': 'src/tables.node.ts' }, format: ['cjs'], shims: true },
  { ...node, entry: { 'engine.node': 'src/segment/engine.node.ts' }, format: ['cjs'], shims: true },
  { ...node, entry: { 'entities.node': 'src/entities/model/data.node.ts' }, format: ['cjs'], shims: true },
  { ...node, entry: { 'parser.node': 'src/article/parser.node.ts' }, format: ['cjs'], shims: true },
  { ...node, entry: { 'repair.node': 'src/repair/data.node.ts' }, format: ['cjs'], shims: true },
  { ...shared, entry: modules, format: ['esm'], splitting: true, esbuildPlugins: [dataStaysOutside] },
  { ...node, entry: { batch: 'src/batch/index.ts' }, shims: true },
  { ...node, entry: { worker: 'src/batch/worker.ts' }, format: ['esm'] },
  {
    ...node,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    banner: { js: '#!/usr/bin/env node' },
  },
]

/** For pages without a bundler: one module, nothing left to resolve but the dictionaries and word lists beside it. */
const browser: Options = {
  ...shared,
  entry: { browser: 'src/index.ts' },
  platform: 'browser',
  format: ['esm'],
  external: [],
  noExternal: [/./],
  esbuildPlugins: [dataStaysOutside],
  esbuildOptions(options) {
    options.charset = 'utf8'
    options.alias = {
      '#entity-model': './src/entities/model/data.browser.ts',
      '#html-parser': './src/article/parser.browser.ts',
      '#repair-data': './src/repair/data.browser.ts',
      '#segment-engine': './src/segment/engine.browser.ts',
    }
  },
}

/** Files that ship as they are: source → name in dist/. */
export const assets: Record<string, string> = {
  'src/entities/model/entities.bin': 'entities.bin',
  'src/record/article.schema.json': 'schema.json',
  'src/generated/repair.bin': 'repair.bin',
  'src/generated/words.bin': 'words.bin',
}

/** Puts the files that are not built by esbuild into the folder of a build. */
export function copyAssets(dist: string): void {
  mkdirSync(`${dist}data`, { recursive: true })
  for (const [from, name] of Object.entries(assets)) copyFileSync(`${root}${from}`, `${dist}${name}`)
  for (const name of tables) {
    copyFileSync(`${root}src/generated/${name}.ts`, `${dist}data/${name}.js`)
    writeFileSync(`${dist}data/${name}.cjs`, `module.exports=require("./read.cjs").readTables("${name}")\n`)
  }
}

export default defineConfig(() => {
  // Names of type chunks change with their contents: old ones must not ship.
  rmSync('dist', { recursive: true, force: true })
  copyAssets('dist/')
  return [
    ...builds,
    browser,
    {
      ...shared,
      entry: { index: 'src/index.ts', batch: 'src/batch/index.ts', townships: 'src/townships.ts' },
      dts: { only: true },
    },
  ]
})
