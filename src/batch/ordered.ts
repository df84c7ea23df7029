interface Limit {
  items: number
  /** Their input bytes together. */
  bytes: number
}

/** What may be in flight: read, and not yet taken by the caller. */
export interface OrderedLimits {
  /** Items of any size. One may be larger than all of it: it then travels alone. */
  any: Limit
  /**
   * Small ones, of which there may be more. Results leave in order: while a long record (0.3 s) is in hand, other
   * workers live on what is in flight, and of pages of 1 ms each it takes some dozens a worker.
   */
  small: Limit
}

/**
 * Runs items at once and yields their results in the order of the items. Reads no further than the limits allow,
 * and yields a result as soon as it and all before it are there, however slow the input is.
 */
export async function* ordered<T, R>(
  items: AsyncIterable<T>,
  run: (item: T) => Promise<R>,
  sizeOf: (item: T) => number,
  limits: OrderedLimits,
): AsyncGenerator<R, void, void> {
  const input = items[Symbol.asyncIterator]()
  const flight: { result: Promise<R>; size: number }[] = []
  let bytes = 0
  let next: Promise<IteratorResult<T>> | null = null
  let ended = false
  try {
    for (;;) {
      const fits = ({ items: most, bytes: size }: Limit) => flight.length < most && bytes < size
      const room = flight.length === 0 || fits(limits.any) || fits(limits.small)
      if (!ended && room) next ??= input.next()
      if (flight.length === 0 && !next) return
      const head = flight.length > 0 ? flight[0].result.then(() => 'result' as const) : null
      const read = next && room ? next.then(() => 'item' as const) : null
      const first = await Promise.race([head, read].filter((promise) => promise !== null))
      if (first === 'item') {
        const { value, done } = await next!
        next = null
        if (done) ended = true
        else {
          const size = sizeOf(value)
          bytes += size
          const result = run(value)
          // One that fails is heard when its turn comes, or never, where one before it failed.
          result.catch(() => {})
          flight.push({ result, size })
        }
      } else {
        const { result, size } = flight.shift()!
        bytes -= size
        yield await result
      }
    }
  } finally {
    // The caller has had enough: the input is closed.
    next?.catch(() => {})
    const closed = input.return?.()
    // An input that is waiting for more would keep us waiting with it.
    if (!next) await closed
  }
}
