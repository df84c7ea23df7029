import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { RunError, reason, UsageError } from './errors.js'

/** A place to read from: a file, or stdin where there is no path. */
export interface Source {
  path: string | null
  /** One page, by its name; anything else holds records, one a line. */
  isPage: boolean
  html: boolean
  /** Bytes, where known. */
  size: number | null
}

const PAGE = /\.(txt|html?|xhtml|md)$/i
const HTML = /\.x?html?$/i

function fileSource(path: string, size: number | null): Source {
  const name = path.replace(/\.(gz|zst)$/i, '')
  return { path, isPage: PAGE.test(name), html: HTML.test(name), size }
}

/** Every page under a folder, in the order of their names' code units: the same on every machine. */
function pagesUnder(folder: string): Source[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return names
    .filter((name) => PAGE.test(name.replace(/\.(gz|zst)$/i, '')))
    .map((name) => fileSource(join(folder, name), statSync(join(folder, name)).size))
}

/** The files named, folders opened; stdin where none is. */
export function sourcesOf(files: readonly string[]): Source[] {
  if (files.length === 0) return [{ path: null, isPage: false, html: false, size: null }]
  return files.flatMap((path) => {
    if (path === '-') return [{ path: null, isPage: false, html: false, size: null }]
    try {
      const stat = statSync(path)
      return stat.isDirectory() ? pagesUnder(path) : [fileSource(path, stat.isFile() ? stat.size : null)]
    } catch (error) {
      throw new RunError(`cannot read ${path}: ${reason(error)}`)
    }
  })
}

/** gzip and, where this Node has it (from 22.15), zstd, by the name's end. */
function decompressor(path: string): NodeJS.ReadWriteStream | null {
  if (/\.gz$/i.test(path)) return zlib.createGunzip()
  if (!/\.zst$/i.test(path)) return null
  const create = (zlib as { createZstdDecompress?: () => NodeJS.ReadWriteStream }).createZstdDecompress
  if (!create) throw new UsageError(`${path}: this Node has no zstd; use Node 22.15 or later, or gzip`)
  return create()
}

/** The bytes of a source as they come. `onBytes` hears of what was read, before decompression. */
export async function* chunksOf(
  { path }: Source,
  stdin: Readable,
  onBytes: (n: number) => void = () => {},
): AsyncGenerator<Uint8Array, void, void> {
  if (path === null) {
    for await (const chunk of stdin) {
      onBytes(chunk.length)
      yield chunk
    }
    return
  }
  const inflate = decompressor(path)
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  file.on('data', (chunk) => onBytes(chunk.length)).pause()
  if (inflate) file.on('error', (error) => (inflate as Readable & NodeJS.WritableStream).destroy(error))
  try {
    yield* (inflate ? file.pipe(inflate) : file) as AsyncIterable<Uint8Array>
  } catch (error) {
    throw new RunError(`cannot read ${path}: ${reason(error)}`)
  }
}

/** All the bytes of a source. */
export async function bytesOf(source: Source, stdin: Readable): Promise<Uint8Array> {
  if (source.path !== null && !/\.(gz|zst)$/i.test(source.path)) {
    try {
      return readFileSync(source.path)
    } catch (error) {
      throw new RunError(`cannot read ${source.path}: ${reason(error)}`)
    }
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(source, stdin)) chunks.push(chunk)
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
}
