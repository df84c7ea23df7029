import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** The major version of V8: 11 is that of Node 20, 12 of 22, 13 of 24. */
const version = Number(process.versions.v8?.split('.')[0])

/** Whether it is known to have the flags below: another might complain on stderr. */
const isKnown = version >= 11 && version <= 13

/** What a half of the young heap may grow to, MB: it holds the garbage of a few pages. */
const YOUNG = 4

/** Arrays of 8 KB that are to survive: some two hundred do. */
const MOST_HELD = 2048

/** What a half of this thread's young heap may hold now, MB. */
function youngNow(): number {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
  // Of one that was never full the second half is not counted.
  return space ? Math.max(1, space.space_size / 2 ** 21) : YOUNG
}

/**
 * Fits V8 to a run over many pages, for this process and the threads that it starts; to be called before the library
 * is loaded. What it gives is to be called between pages: it keeps the young heap of this thread at its size.
 *
 * Garbage: a record dies as soon as it is written, so a heap that may grow to several times what lives in it, as V8
 * allows by default, holds nothing but dead records; and with a young half of 16 MB it is long until the arrays of dead
 * pages outside it are given back. A third less memory at the same speed.
 *
 * Optimized code: thousands of functions, each called now and then, which copied into their callers are compiled
 * several times over and crowd the caches. With fewer copies, and only of what is called often, the first 3 MB take a
 * quarter less time on one core and what follows no more.
 */
export function tuneEngine(): () => void {
  if (!isKnown) return () => {}
  setFlagsFromString('--heap-growing-percent=60')
  // Of the threads alone: the heap of this one has its largest size already, but is told how far each step goes.
  setFlagsFromString(`--max-semi-space-size=${YOUNG}`)
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
  // Later ones count calls, and name it so.
  if (version === 11) setFlagsFromString('--interrupt-budget=132000')
  let factor = 0
  const keepYoung = () => {
    const next = Math.max(1, Math.floor(YOUNG / youngNow()))
    if (next === factor) return
    factor = next
    setFlagsFromString(`--semi-space-growth-factor=${factor}`)
  }
  keepYoung()
  // It grows where much survives, and would pass its size while the library is loaded.
  const held: number[][] = []
  while (youngNow() < YOUNG && held.length < MOST_HELD) held.push(new Array<number>(1 << 10).fill(0.5))
  keepYoung()
  return keepYoung
}
