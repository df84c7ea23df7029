// How tables keep code points; `scripts/dict-tools.ts` writes them.

/** `~`: as far as a step goes. */
const FAR = 0x7e
const LOWEST = 0x20

/** Sorted code points kept as steps: each character of printable ASCII is one step, `~` one of 94 that goes on. */
export function readSteps(packed: string, end: number, take: (code: number, index: number) => void): void {
  let [code, index] = [0, 0]
  for (let i = 0; i < end; i++) {
    const step = packed.charCodeAt(i)
    code += step - LOWEST
    if (step !== FAR) take(code, index++)
  }
}

/** The code point at `index` of those kept as three planes of digits in base 90, from `start` on. */
export function codeInPlanes(packed: string, start: number, index: number): number {
  const size = (packed.length - start) / 3
  const digit = (plane: number) => packed.charCodeAt(start + plane * size + index) - 0x21
  return (digit(0) * 90 + digit(1)) * 90 + digit(2)
}
