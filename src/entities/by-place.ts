import { numberColumn } from '../text/index.js'

/** What stands at places of one text, one thing at most at each: a map for keys that are all looked up many times. */
export class ByPlace<T> {
  /** By place: 1 + the index of what is there, 0 where nothing is. */
  readonly #index: Int32Array
  readonly #places: number[] = []
  readonly #things: T[] = []

  /** For places up to `last`. */
  constructor(last: number) {
    this.#index = numberColumn(last + 1)
  }

  /** Nothing is outside the text. */
  get(at: number): T | undefined {
    const index = this.#index[at]
    return index > 0 ? this.#things[index - 1] : undefined
  }

  has(at: number): boolean {
    return this.#index[at] > 0
  }

  set(at: number, thing: T): void {
    const index = this.#index[at]
    if (index > 0) {
      this.#things[index - 1] = thing
      return
    }
    this.#places.push(at)
    this.#index[at] = this.#things.push(thing)
  }

  delete(at: number): void {
    this.#index[at] = 0
  }

  clear(): void {
    for (const at of this.#places) this.#index[at] = 0
    this.#places.length = 0
    this.#things.length = 0
  }

  /** As they were first set. */
  values(): T[] {
    return this.#things.filter((_, i) => this.#index[this.#places[i]] === i + 1)
  }
}
