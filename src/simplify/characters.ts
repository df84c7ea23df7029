/** Whether a code unit is, or is half of, a Chinese character. */
export function isHan(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    // Halves of the planes for rare characters, U+20000 to U+3FFFF.
    (code >= 0xd840 && code <= 0xd8bf) ||
    (code >= 0xdc00 && code <= 0xdfff) ||
    code === 0x3007
  )
}

/** Marks that stand in Chinese text only: 、。《》「」，；（）“”… */
export function isChineseMark(code: number): boolean {
  return (
    (code >= 0x3001 && code <= 0x3020) ||
    (code >= 0xff01 && code <= 0xff0f) ||
    (code >= 0xff1a && code <= 0xff20) ||
    (code >= 0x2014 && code <= 0x2026)
  )
}

/** An ASCII letter or a letter of the European alphabets. */
export function isLatin(code: number): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7)
  )
}
