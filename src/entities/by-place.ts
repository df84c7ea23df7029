import { numberColumn } from '../text/index.js'

/** What stands at places of one text, one thing at most at each: a map for keys that are all looked up many times. */
export class ByPlace<T> {
  /** By place: 1 + the index of what is there, 0 where nothing is. */
  readonly #index: Int32Array
  readonly #places: number[] = []
  readonly #things: T[] = []
  /** Of both: what is behind it is of before they were cleared. */
  #count = 0

  /** For places up to `last`. */
  constructor(last: number) {
    this.#index = numberColumn(last + 1)
  }

  /** Nothing is outside the text: to read beside a table would make compiled code reckon with `undefined`. */
  get(at: number): T | undefined {
    const index = at >= 0 && at < this.#index.length ? this.#index[at] : 0
    return index > 0 ? this.#things[index - 1] : undefined
  }

  has(at: number): boolean {
    return at >= 0 && at < this.#index.length && this.#index[at] > 0
  }

  set(at: number, thing: T): void {
    const index = this.#index[at]
    if (index > 0) {
      this.#things[index - 1] = thing
      return
    }
    this.#places[this.#count] = at
    this.#things[this.#count] = thing
    this.#index[at] = ++this.#count
  }

  delete(at: number): void {
    this.#index[at] = 0
  }

  clear(): void {
    for (let k = 0; k < this.#count; k++) this.#index[this.#places[k]] = 0
    this.#count = 0
  }

  /** As they were first set. */
  values(): T[] {
    return this.#things.filter((_, i) => i < this.#count && this.#index[this.#places[i]] === i + 1)
  }
}
