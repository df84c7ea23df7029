/** The letters and marks that Windows-1252 has for bytes which Latin-1 leaves to controls. */
const windows1252 = new Map(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((char, i): [number, number] => [
    char.charCodeAt(0),
    0x80 + i,
  ]),
)

/** ™ is the last of them. */
const LAST = 0x2122

/** The byte that Latin-1 or Windows-1252 shows as a code unit; −1 for others. */
export function byteOf(code: number): number {
  return code < 0x100 ? code : code > LAST ? -1 : (windows1252.get(code) ?? -1)
}

/** Whether Windows-1252 has a code unit for one of 80 to 9F. */
export const isWindows = (code: number): boolean => code >= 0x100 && windows1252.has(code)

/** Where Latin-9 differs from Latin-1. */
const latin9 = new Map(
  [...'€\u0160\u0161\u017d\u017e\u0152\u0153\u0178'].map((char, i): [number, number] => [
    char.charCodeAt(0),
    [0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe][i],
  ]),
)

/** The byte that Latin-9 shows as a code unit; −1 for others. */
export function byteOfLatin9(code: number): number {
  return code < 0x100 ? code : (latin9.get(code) ?? -1)
}
