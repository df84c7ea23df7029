import { type Graph, MARGIN } from './graph.js'
import { languageModel } from './model.js'
import { NOTHING, type Place } from './ways.js'

/** A character of the best reading. */
export interface Step {
  code: number
  from: Place
  to: Place
  /** The byte before it, or −1 where it is not known. */
  last: number
  /** How likely it is, all readings of the bytes together being 1. */
  chance: number
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
export function weigh(graph: Graph, path: readonly Step[], { last, best, scale }: Ends): void {
  const score = graph.stateScore
  const { rest, forward, backward } = graph.chances()
  for (let arc = graph.arcs - 1; arc >= 0; arc--) {
    const [from, to] = [graph.arcFrom[arc], graph.arcTo[arc]]
    if (rest[to] === NOTHING) continue
    rest[from] = Math.max(rest[from], graph.arcWorth[arc] + rest[to])
  }
  const least = best - MARGIN
  forward[0] = 1
  const kept: number[] = []
  for (let arc = 0; arc < graph.arcs; arc++) {
    const [from, to, worth] = [graph.arcFrom[arc], graph.arcTo[arc], graph.arcWorth[arc]]
    if (rest[from] === NOTHING || score[from] + rest[from] < least) continue
    if (rest[to] === NOTHING || score[to] + rest[to] < least) continue
    if (score[from] + worth + rest[to] < least) continue
    kept.push(arc)
    forward[to] += forward[from] * Math.exp((score[from] + worth - score[to]) * scale)
  }
  let all = 0
  for (let state = 0; state < graph.states; state++)
    if (last[state] !== NOTHING && rest[state] !== NOTHING && score[state] + rest[state] >= least) {
      const share = Math.exp((last[state] - rest[state]) * scale)
      backward[state] = share
      all += forward[state] * share * Math.exp((score[state] + rest[state] - best) * scale)
    }
  for (let i = kept.length - 1; i >= 0; i--) {
    const [from, to, worth] = [graph.arcFrom[kept[i]], graph.arcTo[kept[i]], graph.arcWorth[kept[i]]]
    backward[from] += backward[to] * Math.exp((worth + rest[to] - rest[from]) * scale)
  }
  const { simplified } = languageModel()
  const first = path[0]?.from ?? 0
  const byPlace: (Step | undefined)[] = []
  for (const step of path) {
    while (byPlace.length < step.from - first) byPlace.push(undefined)
    byPlace[step.from - first] = step
  }
  for (let state = 0; state < graph.states; state++) {
    if (forward[state] === 0 || backward[state] === 0) continue
    const share =
      (forward[state] * backward[state] * Math.exp((score[state] + rest[state] - best) * scale)) / all
    for (let step = graph.stateStep[state]; step >= 0; step = graph.stepBefore[step]) {
      const at = graph.fromOf(step) - first
      const own = at < 0 ? undefined : byPlace[at]
      // Where the next one begins is another question: 增加 stands before a swallowed figure or none.
      if (own !== undefined && simplified[own.code] === simplified[graph.stepCode[step]]) own.chance += share
    }
  }
}
