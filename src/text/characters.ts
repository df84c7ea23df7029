// What a code unit is, for all rooms that mean the same by it.

/** An ideograph of the plane that words and names are written in. */
export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** An ASCII letter. */
export function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}

export function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029
}

/** Where a code unit first stands in a stretch, −1 where it does not: `indexOf` would read on to the end of the text. */
export function indexIn(text: string, code: number, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text.charCodeAt(at) === code) return at
  return -1
}
