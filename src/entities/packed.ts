/** The rows of a table that a module has as text. */
export function rows(packed: string): string[][] {
  return packed === '' ? [] : packed.split('\n').map((line) => line.split('\t'))
}

/** The terms of a table's types, the longest first, as alternatives of an expression need them. */
export function wordsOf(table: readonly string[][]): (type: string) => string[] {
  return (type) =>
    table
      .filter(([, is]) => is === type)
      .map(([term]) => term)
      .sort((a, b) => b.length - a.length)
}
