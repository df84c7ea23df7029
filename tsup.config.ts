import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { defineConfig, type Options } from 'tsup'

const root = fileURLToPath(new URL('.', import.meta.url))

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/**
 * In batch, worker and cli the library stays an import of the built file beside them: it ships once for Node, and there
 * is one copy of its classes and dictionaries in a process.
 */
const libraryStaysOutside: Plugin = {
  name: 'library-stays-outside',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/index\.js$/ }, () => ({
      path: build.initialOptions.format === 'cjs' ? './index.cjs' : './index.js',
      external: true,
    }))
    build.onResolve({ filter: /^\.\.\/townships\.js$/ }, () => ({ path: './townships.js', external: true }))
    build.onResolve({ filter: /^\.\.\/repair\/index\.js$/ }, () => ({ path: 'repair', namespace: 'library' }))
    build.onLoad({ filter: /^repair$/, namespace: 'library' }, () => ({
      contents: `import { createRequire } from 'node:module'
        export const { isOpenEdit, repair, witness } = createRequire(import.meta.url)('./index.cjs').inner.repair`,
    }))
  },
}

/** What index.cjs has, as src/inner.node.ts gives it: rooms.cjs takes it from there, so that a process has one copy. */
const roomsOfNormalize: Plugin = {
  name: 'rooms-of-normalize',
  setup(build) {
    build.onResolve(
      { filter: /\/(?:text|repair|simplify)\/index\.js$|\/(?:normalize|options)\.js$/ },
      (found) => ({
        path: join(found.resolveDir, found.path.replace(/js$/, 'ts')),
        namespace: 'inner',
      }),
    )
    build.onResolve({ filter: /^\.\/index\.cjs$/ }, ({ path }) => ({ path, external: true }))
    build.onLoad({ filter: /./, namespace: 'inner' }, ({ path }) => {
      // Constants, not a namespace: these calls are made for every character of a page.
      const names = exportsOf(path).join(', ')
      const room = path.endsWith('/index.ts') ? basename(dirname(path)) : basename(path, '.ts')
      return { contents: `export const { ${names} } = require('./index.cjs').inner.${room}` }
    })
  },
}

function exportsOf(file: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    packages: 'external',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  return Object.values(metafile.outputs)[0].exports
}

/** For library.node.ts, which reads the other rooms when they are first needed. */
const roomsStayOutside: Plugin = {
  name: 'rooms-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^\.\/index\.js$/ }, ({ kind }) =>
      kind === 'require-call' ? { path: './rooms.cjs', external: true } : undefined,
    )
  },
}

/**
 * Packed dictionaries are files of their own, `dist/data/*.js`: ES modules and `require` read the same copy. Node's
 * `require` cannot load a module, and reads it through `src/tables.node.ts` (package.json "imports"); bundlers take the
 * module itself.
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

/** What reads an asset, or is no part of the library itself, in a browser. */
const inBrowsers = {
  '#entity-model': './src/entities/model/data.browser.ts',
  '#html-parser': './src/article/parser.browser.ts',
  '#repair-data': './src/repair/data.browser.ts',
  '#segment-engine': './src/segment/engine.browser.ts',
}

/**
 * jieba's own module finds its wasm beside itself, and bundlers find both there: package.json "browser" gives it to them
 * for the file that pages without a bundler load.
 */
const jiebaStaysOutside: Plugin = {
  name: 'jieba-stays-outside',
  setup(build) {
    build.onResolve({ filter: /^jieba-wasm\/web$/ }, () => ({ path: './jieba.js', external: true }))
  },
}

/**
 * For bundlers and for pages without one: every room is a file of its own, and `sideEffects: false` lets a bundler drop
 * it whole. In one file, tables that are computed when it loads stay in every bundle, and draw in what they need.
 */
const modules: Record<string, string> = {
  browser: 'src/index.ts',
  'engine.browser': 'src/segment/engine.browser.ts',
  'entities.browser': 'src/entities/model/data.browser.ts',
  'parser.browser': 'src/article/parser.browser.ts',
  'repair.browser': 'src/repair/data.browser.ts',
  townships: 'src/townships.ts',
}
for (const room of ['text', 'repair', 'simplify', 'article', 'segment', 'entities', 'times', 'facts'])
  modules[`rooms/${room}`] = `src/${room}/index.ts`

/** Packed dictionaries: they ship as the build of dict/ wrote them. */
const tables = [
  'article',
  'entities',
  'facts',
  'lists',
  'model',
  'numerals',
  'repair-characters',
  'simplify',
  'simplify-phrases',
  'times',
  'township-names',
  'townships',
]

const forBrowsers: Options = {
  ...shared,
  platform: 'browser',
  format: ['esm'],
  external: [],
  noExternal: [/./],
}

/** What is built, without types: the tests build it too, into a folder of their own. */
export const builds: Options[] = [
  {
    ...shared,
    entry: { index: 'src/library.node.ts', townships: 'src/townships.ts' },
    format: ['cjs'],
    esbuildPlugins: [dataStaysOutside, roomsStayOutside],
  },
  {
    ...shared,
    entry: { rooms: 'src/index.ts' },
    format: ['cjs'],
    esbuildPlugins: [dataStaysOutside, roomsOfNormalize],
  },
  { ...node, entry: { index: 'src/index.node.ts' }, format: ['esm'] },
  { ...node, entry: { 'data/read': 'src/tables.node.ts' }, format: ['cjs'], shims: true },
  {
    ...node,
    entry: {
      'engine.node': 'src/segment/engine.node.ts',
      'entities.node': 'src/entities/model/data.node.ts',
      'parser.node': 'src/article/parser.node.ts',
      'repair.node': 'src/repair/data.node.ts',
    },
  },
  {
    ...forBrowsers,
    entry: modules,
    splitting: true,
    esbuildPlugins: [dataStaysOutside, jiebaStaysOutside],
    esbuildOptions(options) {
      options.charset = 'utf8'
      options.alias = inBrowsers
    },
  },
  { ...forBrowsers, entry: { jieba: 'src/segment/jieba.browser.ts' } },
  { ...node, entry: { batch: 'src/batch/index.ts' }, shims: true },
  { ...node, entry: { worker: 'src/batch/worker.ts' }, format: ['esm'] },
  {
    ...node,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    banner: { js: '#!/usr/bin/env node' },
  },
]

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
  // For those who bundle a program for Node: a bundler does not follow the `require` in index.js.
  writeFileSync(`${dist}index.bundled.js`, 'export * from "./index.cjs"\n')
  for (const [from, name] of Object.entries(assets)) copyFileSync(`${root}${from}`, `${dist}${name}`)
  for (const name of tables) {
    copyFileSync(`${root}src/generated/${name}.ts`, `${dist}data/${name}.js`)
    const text = readFileSync(`${dist}data/${name}.js`, 'utf8')
    const keys = Array.from(text.matchAll(/^export const (\w+)/gm), ([, key]) => key)
    const arguments_ = `${JSON.stringify(name)},${JSON.stringify(keys)}`
    writeFileSync(`${dist}data/${name}.cjs`, `module.exports=require("./read.cjs").tablesOf(${arguments_})\n`)
  }
}

export default defineConfig(() => {
  // Names of type chunks change with their contents: old ones must not ship.
  rmSync('dist', { recursive: true, force: true })
  copyAssets('dist/')
  return [
    ...builds,
    {
      ...shared,
      entry: { index: 'src/index.ts', batch: 'src/batch/index.ts', townships: 'src/townships.ts' },
      dts: { only: true },
    },
  ]
})
