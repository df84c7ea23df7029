/** What the model tells apart. `title` is the title of a post without its body: 书记 of 商州区委书记. */
export const modelTypes = ['person', 'place', 'organization', 'company', 'title'] as const

export type ModelType = (typeof modelTypes)[number]

/**
 * Tags of characters: 0 is outside; each type has begin, inside, end, single: 1 + 4 × type + 0 … 3.
 */
export const TAGS = 1 + 4 * modelTypes.length

/** What a path may end one name with and begin the next: outside, then each type. */
export const SIDES = 1 + modelTypes.length

/**
 * Weights of the steps of a path: from each side (outside, or the type that has just ended) to outside,
 * to the begin and to the single of each type; then four steps inside each type.
 */
export const OPENINGS = 1 + 2 * modelTypes.length
export const STEPS = SIDES * OPENINGS + 4 * modelTypes.length

/** Number of the step between two tags, or -1 where no path takes it. */
export function stepOf(from: number, to: number): number {
  const fromType = (from - 1) >> 2
  const toType = (to - 1) >> 2
  const fromPart = from === 0 ? 3 : (from - 1) & 3
  const toPart = to === 0 ? 3 : (to - 1) & 3
  const goesOn = fromPart < 2
  const continues = to !== 0 && (toPart === 1 || toPart === 2)
  if (goesOn !== continues) return -1
  if (goesOn) return fromType === toType ? SIDES * OPENINGS + 4 * fromType + 2 * fromPart + (toPart - 1) : -1
  const side = from === 0 ? 0 : 1 + fromType
  const opening = to === 0 ? 0 : 1 + 2 * toType + (toPart === 3 ? 1 : 0)
  return side * OPENINGS + opening
}

export const TYPES = modelTypes.length

/** Worse than any path: scores stay within 32 bits over the longest stretch that is decoded at once. */
export const LOW = -1e9

/** The most that opening a name right after one of another type gains over opening it after text, by side. */
export function gainsOf(steps: Int16Array): Int32Array {
  const out = new Int32Array(SIDES)
  for (let s = 0; s < SIDES; s++) {
    out[s] = LOW
    for (let o = 0; o < OPENINGS; o++) out[s] = Math.max(out[s], steps[s * OPENINGS + o] - steps[o])
  }
  return out
}

/** A name that the model reads. */
export interface ModelSpan {
  start: number
  end: number
  type: ModelType
  /** How much more the path with it is worth than the same stretch left outside, in nats. */
  margin: number
}

/** The same at another stretch: see `moved`. */
export function resized({ type, margin }: ModelSpan, start: number, end: number): ModelSpan {
  return { start, end, type, margin }
}
