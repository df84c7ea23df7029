// The three ways from the package to a page: Vite (built and its dev server), esbuild, no bundler at all.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as esbuild } from 'esbuild'
import { createServer, build as viteBuild } from 'vite'
import { serve } from '../../scripts/static-server.js'

const assets = ['words.bin', 'repair.bin', 'entities.bin']

export interface Site {
  url: string
  close(): Promise<void>
}

export async function viteSite(folder: string): Promise<Site> {
  await viteBuild({
    root: join(folder, 'src'),
    base: './',
    logLevel: 'warn',
    build: { outDir: '../vite', emptyOutDir: true },
  })
  return serve(join(folder, 'vite'))
}

/** The dev server serves modules one by one and packs dependencies ahead: another way to lose an asset. */
export async function viteDevSite(folder: string): Promise<Site> {
  const server = await createServer({
    root: join(folder, 'src'),
    logLevel: 'warn',
    server: { port: 0, host: '127.0.0.1' },
  })
  await server.listen()
  return { url: server.resolvedUrls!.local[0], close: () => server.close() }
}

/** esbuild leaves `new URL(…, import.meta.url)` alone: the user copies the word list beside the bundle. */
export async function esbuildSite(folder: string): Promise<Site> {
  const out = join(folder, 'esbuild')
  await esbuild({
    absWorkingDir: folder,
    entryPoints: ['src/main.js', 'src/worker.js'],
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'warning',
  })
  cpSync(join(folder, 'src/index.html'), join(out, 'index.html'))
  for (const name of assets) cpSync(join(folder, 'node_modules/zhengwen/dist', name), join(out, name))
  return serve(out)
}

/** A classic script: esbuild's file loader copies the word list and gives its name. */
export async function classicSite(folder: string): Promise<Site> {
  const out = join(folder, 'classic')
  await esbuild({
    absWorkingDir: folder,
    entryPoints: ['src/classic.js'],
    outdir: out,
    bundle: true,
    format: 'iife',
    loader: { '.bin': 'file' },
    // What the bundler says of import.meta in a script is what docs/browser.md says: pass wordList.
    logOverride: { 'empty-import-meta': 'silent' },
    logLevel: 'warning',
  })
  cpSync(join(folder, 'src/classic.html'), join(out, 'index.html'))
  return serve(out)
}

/** The package's folder as a CDN or a static host serves it. */
export async function plainSite(folder: string): Promise<Site> {
  const out = join(folder, 'plain')
  mkdirSync(out)
  for (const name of ['index.html', 'main.js', 'worker.js', 'calls.js']) {
    const text = readFileSync(join(folder, 'src', name), 'utf8')
    writeFileSync(
      join(out, name),
      text
        .replace("'zhengwen'", "'./zhengwen/browser.js'")
        .replace("'zhengwen/townships'", "'./zhengwen/townships.js'"),
    )
  }
  cpSync(join(folder, 'node_modules/zhengwen/dist'), join(out, 'zhengwen'), { recursive: true })
  // The strictest policy under which a page has scripts at all: no eval, nothing from elsewhere.
  return serve(out, 0, { 'content-security-policy': "default-src 'self'" })
}
