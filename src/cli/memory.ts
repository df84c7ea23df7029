import { setFlagsFromString } from 'node:v8'

/**
 * Bounds the garbage of a long run, for this process and the threads that it starts: a record dies as soon as it is
 * written, so a heap that may grow to several times what lives in it, as V8 allows by default, holds nothing but dead
 * records. A quarter less memory at the same speed. V8 of Node 20 to 24 is known to have these flags; another might
 * complain on stderr, and is left alone.
 */
export function boundGarbage(): void {
  const major = Number(process.versions.v8?.split('.')[0])
  if (!(major >= 11 && major <= 13)) return
  setFlagsFromString('--heap-growing-percent=60')
  // Of the threads alone: the heap of this one has its young half already.
  setFlagsFromString('--max-semi-space-size=8')
}
