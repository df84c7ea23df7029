/** The hash of a feature, 24 bits: its template and up to three values. */
export function mix(template: number, a: number, b = 0, c = 0): number {
  let h = Math.imul(template, 0x9e3779b1) ^ a
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77) ^ b
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d) ^ c
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 8
}

/** A code unit is a feature of five characters: itself, the ones behind and before it, one further each. */
export const UNIT_FEATURES = 5

/** Where the code unit of each feature stands from the character. */
export const UNIT_AT: readonly number[] = [0, -1, 1, -2, 2]

/** The hash of a feature of a code unit. */
export function unitHash(feature: number, code: number): number {
  return mix(2 + feature, code)
}
