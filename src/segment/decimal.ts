/** An exact decimal: `coefficient` × 10 ^ -`scale`. `scale` is never negative. */
export interface Decimal {
  readonly coefficient: bigint
  readonly scale: number
}

export const ZERO: Decimal = { coefficient: 0n, scale: 0 }

export function decimal(coefficient: number | bigint, scale = 0): Decimal {
  return { coefficient: BigInt(coefficient), scale }
}

/** Reads ASCII digits before and after the point: `35`, `7` → 35.7. */
export function ofDigits(digits: string, fraction: string): Decimal {
  const all = digits + fraction
  // Up to fifteen digits a double is exact, and sooner made.
  return { coefficient: BigInt(all.length < 16 ? Number(all) : all), scale: fraction.length }
}

const POWERS = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent))

const powerOfTen = (exponent: number): bigint => POWERS[exponent] ?? 10n ** BigInt(exponent)

/** × 10 ^ exponent. */
export function shift({ coefficient, scale }: Decimal, exponent: number): Decimal {
  const next = scale - exponent
  return next >= 0 ? { coefficient, scale: next } : { coefficient: coefficient * powerOfTen(-next), scale: 0 }
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale)
  return [a.coefficient * powerOfTen(scale - a.scale), b.coefficient * powerOfTen(scale - b.scale), scale]
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { coefficient: a.coefficient + b.coefficient, scale: a.scale }
  const [x, y, scale] = aligned(a, b)
  return { coefficient: x + y, scale }
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, scale: a.scale + b.scale }
}

export function negate({ coefficient, scale }: Decimal): Decimal {
  return { coefficient: -coefficient, scale }
}

/** Below zero where a < b, zero where they are equal. */
export function compare(a: Decimal, b: Decimal): number {
  if (a.scale === b.scale) return a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient ? 1 : 0
  const [x, y] = aligned(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** Plain base 10, no exponent, no idle zeros: `3570000000`, `61.6`, `-0.5`. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const negative = coefficient < 0n
  let digits = (negative ? -coefficient : coefficient).toString()
  if (scale > 0) {
    digits = digits.padStart(scale + 1, '0')
    let end = digits.length
    const point = digits.length - scale
    while (end > point && digits.charCodeAt(end - 1) === 48) end--
    digits = end === point ? digits.slice(0, point) : `${digits.slice(0, point)}.${digits.slice(point, end)}`
  }
  return negative && coefficient !== 0n ? `-${digits}` : digits
}
