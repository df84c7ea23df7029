/**
 * Work that stops between its stages. A page of 2 KB passes through more code and tables than the caches of a processor
 * hold: where many pages take one stage after the other, a stage serves them all while it is there.
 */
export type Stages<T> = Generator<void, T, void>

/** All of it at once. */
export function finish<T>(stages: Stages<T>): T {
  for (;;) {
    const { done, value } = stages.next()
    if (done) return value
  }
}
