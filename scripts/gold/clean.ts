import { Converter } from 'opencc-js/t2cn'

const toSimplified: Record<string, (text: string) => string> = {
  tw: Converter({ from: 'tw', to: 'cn' }),
  hk: Converter({ from: 'hk', to: 'cn' }),
}
const quotes: Record<string, string> = { '「': '“', '」': '”', '『': '‘', '』': '’' }

/** A first proposal for the clean line; the writer reads it and states another with `=` where it is wrong. */
export function cleanLine(raw: string, script: string): string {
  const convert = toSimplified[script]
  return convert ? convert(raw).replace(/[「」『』]/g, (mark) => quotes[mark]!) : raw
}
