/** Most features of one character. */
export const WIDTH = 80

/**
 * Most features of a character are decided by few values: how like a name it is, the kinds of the words around. They
 * come in groups, and one number, below `GROUP_KEYS`, says which features of a group a character has.
 */
export const GROUPS = 4
export const KINDS = 1 << 14
export const KINDS_BEFORE = KINDS + (1 << 17)
export const KINDS_FAR_BEFORE = KINDS_BEFORE + (1 << 14)
export const GROUP_KEYS = KINDS_FAR_BEFORE + (1 << 14)

/** What is read of each character of a stretch. */
export interface FeatureColumns {
  /** The key of each of its groups. */
  keys: Int32Array
  /** Code units, folded. */
  codes: Uint16Array
  /** What stands for its word. */
  wordHash: Int32Array
  /** Where in its word it stands. */
  parts: Uint8Array
}

/** Columns for stretches of at most so many code units. */
export function ownColumns(longest: number): FeatureColumns {
  return {
    keys: new Int32Array(GROUPS * longest),
    codes: new Uint16Array(longest),
    wordHash: new Int32Array(longest),
    parts: new Uint8Array(longest),
  }
}
