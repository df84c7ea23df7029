/** The same numbers for the same seed, whatever the platform. */
export function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)],
    chance: (share: number) => next() < share,
    shuffled: <T>(items: readonly T[]): T[] => {
      const out = items.slice()
      for (let i = out.length - 1; i > 0; i--) {
        const j = below(i + 1)
        ;[out[i], out[j]] = [out[j], out[i]]
      }
      return out
    },
  }
}
export type Dice = ReturnType<typeof dice>
