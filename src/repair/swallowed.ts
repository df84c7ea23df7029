/**
 * What the swallowed ASCII byte was, by what stands around it: a line break after the end of a sentence, a
 * bracket that is closed later, the `<` of a tag, the first digit of a year. Other digits cannot be told: `?`.
 */
export function swallowed(text: string, at: number, before: string): string {
  // The last byte of the text was lost alone: nothing stood after it.
  if (at >= text.length) return ''
  const next = text[at]
  if (/^(?:\/?[a-z][a-z0-9]*>)/i.test(text.slice(at, at + 12))) return '<'
  if (/[。！？”；：…]$/.test(before)) return '\n'
  const year = /^([0-9])[0-9]{2}年/.exec(text.slice(at, at + 4))
  if (year && !/[0-9]$/.test(before)) return year[1] < '4' ? '2' : '1'
  if (/[0-9.%]/.test(next)) return '?'
  const line = text.slice(at, at + 60)
  const close = line.search(/[()\n]/)
  if (line[close] === ')' && !/[(?][a-z\u00e0-\u01dc]+$/.test(line.slice(0, close))) return '('
  if (next === '\u3000') return '\n'
  return /[a-z]/i.test(next) ? ' ' : '?'
}
