import { CharacterSet } from '../text/index.js'

/**
 * A pattern with the characters one of which stands first, last or anywhere in whatever it finds: at most places one
 * look tells that it finds nothing.
 */
export class Guarded {
  readonly #where: 'first' | 'last' | 'within'
  readonly #chars: CharacterSet
  readonly #pattern: RegExp

  constructor(where: 'first' | 'last' | 'within', chars: string, pattern: RegExp) {
    this.#where = where
    this.#chars = new CharacterSet(chars)
    this.#pattern = pattern
  }

  /** What the pattern finds in a stretch of a text, which it takes for the whole. */
  find(text: string, from: number, to: number): RegExpExecArray | null {
    return this.#mayStand(text, from, to) ? this.#pattern.exec(text.slice(from, to)) : null
  }

  #mayStand(text: string, from: number, to: number): boolean {
    if (this.#where === 'first') return this.#chars.at(text, from)
    return this.#where === 'last' ? this.#chars.at(text, to - 1) : this.#chars.within(text, from, to)
  }
}
