import type { Graph } from './graph.js'
import { languageModel, UNIT, UNIT_BITS } from './model.js'
import { ITEM, ITEM_SIZE } from './pool.js'

/** Those that go before one of more second characters are most of all. */
const FEW = 64

/** Longer words by their second code unit: from `start[code]` to `start[code + 1]` the nodes of the first ones. */
interface Beginnings {
  start: Int32Array
  roots: Uint16Array
  /** No node of a first code unit has a higher number. */
  last: number
}

let table: Beginnings | null = null

function beginnings(): Beginnings {
  table ??= load()
  return table
}

function load(): Beginnings {
  const { units, firstChild, degree, code } = languageModel()
  const start = new Int32Array(0x10002)
  const found: number[] = []
  for (let unit = 0; unit < 0x10000; unit++) {
    const root = units[(unit << UNIT_BITS) + UNIT.root]
    if (root === 0) continue
    found.push(root)
    for (let child = firstChild[root]; child < firstChild[root] + degree[root]; child++)
      start[code[child] + 2]++
  }
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1]
  const roots = new Uint16Array(start[start.length - 1])
  for (const root of found)
    for (let child = firstChild[root]; child < firstChild[root] + degree[root]; child++)
      roots[start[code[child] + 1]++] = root
  return { start, roots, last: Math.max(...found) }
}

/**
 * With which first characters a word may begin whose second one begins at a node: of hundreds that bytes allow few go
 * on with the one or two that stand behind them.
 */
export class Firsts {
  #marks = new Int32Array(0)
  #stamp = 0
  /** The node that is told of; −1: none. */
  node = -1

  /** Looks at a node whose characters are found; true where they are so few, and no more than `most`, that it tells. */
  tell(graph: Graph, node: number, most: number): boolean {
    const [from, to] = [graph.nodeFrom[node], graph.nodeTo[node]]
    let many = 0
    for (let use = from; use < to; use++) many += graph.usePool[use].sizeOf(graph.useList[use])
    if (many > Math.min(FEW, most)) return false
    const { start, roots, last } = beginnings()
    if (this.#marks.length === 0) this.#marks = new Int32Array(last + 1)
    const stamp = ++this.#stamp
    for (let use = from; use < to; use++) {
      const { items, from: first, to: end } = graph.usePool[use]
      const list = graph.useList[use]
      for (let item = first[list]; item < end[list]; item += ITEM_SIZE) {
        const s = items[item + ITEM.simple]
        for (let i = start[s]; i < start[s + 1]; i++) this.#marks[roots[i]] = stamp
      }
    }
    this.node = node
    return true
  }

  has(root: number): boolean {
    return this.#marks[root] === this.#stamp
  }
}
