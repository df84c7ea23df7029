import { createReadStream, createWriteStream, existsSync, truncateSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import * as zlib from 'node:zlib'
import { RunError, reason, UsageError } from './errors.js'

/** Where results go. `write` waits until its data is written, and may be written over: the reader may be slow. */
export interface Output {
  isTerminal: boolean
  columns: number | null
  write(data: string | Uint8Array): Promise<void>
  close(): Promise<void>
}

function compressor(path: string): (Writable & NodeJS.ReadableStream) | null {
  if (/\.gz$/i.test(path)) return zlib.createGzip()
  if (!/\.zst$/i.test(path)) return null
  const create = (zlib as { createZstdCompress?: () => Writable & NodeJS.ReadableStream }).createZstdCompress
  if (!create) throw new UsageError(`${path}: this Node has no zstd; use Node 22.15 or later, or gzip`)
  return create()
}

/** Never rejects: of a failure the stream's own listeners hear. */
const written = (stream: Writable, data: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    stream.write(data, () => resolve())
  })

export function standardOutput(stdout: NodeJS.WriteStream): Output {
  return {
    isTerminal: stdout.isTTY === true,
    columns: stdout.columns ?? null,
    async write(data) {
      await written(stdout, data)
    },
    async close() {},
  }
}

/** A file, compressed by its name; `append` adds to what is there. */
export function fileOutput(path: string, append = false): Output {
  const zip = compressor(path)
  const file = createWriteStream(path, { flags: append ? 'a' : 'w' })
  const head: Writable = zip ?? file
  let failure: RunError | null = null
  const done = finished(file).catch((error) => {
    failure = new RunError(`cannot write ${path}: ${reason(error)}`)
    head.destroy()
  })
  zip?.pipe(file)
  return {
    isTerminal: false,
    columns: null,
    async write(data) {
      if (failure) throw failure
      await Promise.race([written(head, data), done])
      if (failure) throw failure
    },
    async close() {
      head.end()
      await done
      if (failure) throw failure
    },
  }
}

/**
 * Makes an interrupted output whole: cuts off a last line that was not finished, and counts the rest. There is one
 * line for each record, so this is how many records are done.
 */
export async function wholeLines(path: string): Promise<number> {
  if (/\.(gz|zst)$/i.test(path)) throw new UsageError(`--resume cannot go on with a compressed file: ${path}`)
  if (!existsSync(path)) return 0
  let lines = 0
  let size = 0
  let whole = 0
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) {
        lines++
        whole = size + at + 1
      }
      size += chunk.length
    }
    if (whole < size) truncateSync(path, whole)
  } catch (error) {
    throw new RunError(`cannot go on with ${path}: ${reason(error)}`)
  }
  return lines
}
