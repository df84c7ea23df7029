/** Items in groups that are small together, or of one. */
export class Groups<T> {
  readonly #most: number
  #items: T[] = []
  #size = 0

  /** A group is full at `most`; with 0 each item is a group as it comes. */
  constructor(most: number) {
    this.#most = most
  }

  /** Takes an item; gives the groups that are full. */
  *add(item: T, size: number): Generator<T[], void, void> {
    if (this.#size + size > this.#most) yield* this.rest()
    this.#items.push(item)
    this.#size += size
    if (this.#size >= this.#most) yield* this.rest()
  }

  /** The group that has room left, where there is one. */
  *rest(): Generator<T[], void, void> {
    if (this.#items.length === 0) return
    const items = this.#items
    this.#items = []
    this.#size = 0
    yield items
  }
}
