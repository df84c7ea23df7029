/** The rows of a table that a module has as text. */
export function rows(packed: string): string[][] {
  return packed === '' ? [] : packed.split('\n').map((line) => line.split('\t'))
}
