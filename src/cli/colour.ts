const CODES = {
  bold: 1,
  dim: 2,
  underline: 4,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
} as const

export type Colour = keyof typeof CODES

/** Paints a text, or leaves it: decided once, for one output. */
export type Paint = (text: string, ...colours: Colour[]) => string

export function painter(on: boolean): Paint {
  return (text, ...colours) =>
    on && text !== '' && colours.length > 0
      ? `\x1b[${colours.map((colour) => CODES[colour]).join(';')}m${text}\x1b[0m`
      : text
}

/** `--color` and `--no-color` decide; else NO_COLOR, FORCE_COLOR, and whether a person is looking. */
export function wantsColour(
  flags: { color: boolean; noColor: boolean },
  env: NodeJS.ProcessEnv,
  isTerminal: boolean,
): boolean {
  if (flags.noColor) return false
  if (flags.color) return true
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true
  return isTerminal && env.TERM !== 'dumb'
}
