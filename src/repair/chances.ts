import { type Graph, MARGIN } from './graph.js'
import { languageModel } from './model.js'
import { NOTHING, type Place } from './ways.js'

/** ” */
export const CLOSING = 0x201d

/** A character of the best reading. */
export interface Step {
  code: number
  from: Place
  to: Place
  /** The byte before it, or −1 where it is not known. */
  last: number
  /** How likely it is, all readings of the bytes together being 1. */
  chance: number
  /** The same of a quotation mark ” in its place, where it is another character. */
  closing: number
}

/** The characters of the best way to a state. */
export function bestPath(graph: Graph, end: number): Step[] {
  const path: Step[] = []
  for (let state = end; state >= 0; state = graph.stateBack[state])
    for (let step = graph.stateStep[state]; step >= 0; step = graph.stepBefore[step])
      path.push({
        code: graph.stepCode[step],
        from: graph.fromOf(step),
        to: graph.nodePlace[graph.stepTo[step]],
        last: graph.nodeLast[graph.stepFrom[step]],
        chance: 0,
        closing: 0,
      })
  path.reverse()
  for (let i = 1; i < path.length; i++) path[i - 1].to = path[i].from
  return path
}

/** Where readings end. */
interface Ends {
  /** `lasts` of the graph, by state: what is worth what stands after it, `NOTHING` where it does not end a reading. */
  last: Int32Array
  /** The score of the best reading. */
  best: number
  /** From scores to powers of e. */
  scale: number
}

/** Forward and backward over all arcs: how likely each character of the path is. */
export function weigh(graph: Graph, path: readonly Step[], ends: Ends): void {
  const columns = graph.chances()
  restsOf(graph, columns.rest)
  const kept = forwardOf(graph, columns, ends)
  const all = backwardOf(graph, columns, ends, kept)
  shareOut(graph, path, columns, ends, all)
}

type Columns = ReturnType<Graph['chances']>

/** By state: the best that may still come after it. */
function restsOf({ arcs, arcFrom, arcTo, arcWorth }: Graph, rest: Int32Array): void {
  for (let arc = arcs - 1; arc >= 0; arc--) {
    const to = rest[arcTo[arc]]
    if (to === NOTHING) continue
    const from = arcFrom[arc]
    const worth = arcWorth[arc] + to
    if (worth > rest[from]) rest[from] = worth
  }
}

/** Gives the arcs of all readings that are near enough to the best. */
function forwardOf(graph: Graph, { rest, forward }: Columns, { best, scale }: Ends): number[] {
  const { arcs, arcFrom, arcTo, arcWorth, stateScore } = graph
  const least = best - MARGIN
  const kept: number[] = []
  forward[0] = 1
  for (let arc = 0; arc < arcs; arc++) {
    const from = arcFrom[arc]
    if (rest[from] === NOTHING || stateScore[from] + rest[from] < least) continue
    const to = arcTo[arc]
    if (rest[to] === NOTHING || stateScore[to] + rest[to] < least) continue
    const score = stateScore[from] + arcWorth[arc]
    if (score + rest[to] < least) continue
    kept.push(arc)
    forward[to] += forward[from] * Math.exp((score - stateScore[to]) * scale)
  }
  return kept
}

/** Gives what all readings together come to. */
function backwardOf(
  graph: Graph,
  { rest, forward, backward }: Columns,
  { last, best, scale }: Ends,
  kept: readonly number[],
): number {
  const { states, arcFrom, arcTo, arcWorth, stateScore } = graph
  const least = best - MARGIN
  let all = 0
  for (let state = 0; state < states; state++) {
    if (last[state] === NOTHING || rest[state] === NOTHING) continue
    const score = stateScore[state] + rest[state]
    if (score < least) continue
    const share = Math.exp((last[state] - rest[state]) * scale)
    backward[state] = share
    all += forward[state] * share * Math.exp((score - best) * scale)
  }
  for (let i = kept.length - 1; i >= 0; i--) {
    const arc = kept[i]
    const from = arcFrom[arc]
    const to = arcTo[arc]
    backward[from] += backward[to] * Math.exp((arcWorth[arc] + rest[to] - rest[from]) * scale)
  }
  return all
}

/** Adds to each character of the path its share of all readings. */
function shareOut(
  graph: Graph,
  path: readonly Step[],
  { rest, forward, backward }: Columns,
  { best, scale }: Ends,
  all: number,
): void {
  const { states, stateScore, stateStep, stepBefore, stepCode } = graph
  const { simplified } = languageModel()
  const first = path[0]?.from ?? 0
  const byPlace: (Step | undefined)[] = []
  for (const step of path) {
    while (byPlace.length < step.from - first) byPlace.push(undefined)
    byPlace[step.from - first] = step
  }
  for (let state = 0; state < states; state++) {
    if (forward[state] === 0 || backward[state] === 0) continue
    const share =
      (forward[state] * backward[state] * Math.exp((stateScore[state] + rest[state] - best) * scale)) / all
    for (let step = stateStep[state]; step >= 0; step = stepBefore[step]) {
      const at = graph.fromOf(step) - first
      const own = at < 0 ? undefined : byPlace[at]
      // Where the next one begins is another question: 增加 stands before a swallowed figure or none.
      if (own === undefined) continue
      if (simplified[own.code] === simplified[stepCode[step]]) own.chance += share
      else if (stepCode[step] === CLOSING) own.closing += share
    }
  }
}
