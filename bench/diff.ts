/** A place where two sequences differ: `[a from, a to, b from, b to]`. */
export type Hunk = [number, number, number, number]

/** Myers' shortest edit script, as hunks; what differs beyond all measure is one hunk. */
export function diff(a: readonly number[], b: readonly number[]): Hunk[] {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let [endA, endB] = [a.length, b.length]
  while (endA > head && endB > head && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const x = a.slice(head, endA)
  const y = b.slice(head, endB)
  if (x.length === 0 && y.length === 0) return []
  const traces = search(x, y)
  return traces ? trace(x.length, y.length, traces, head) : [[head, endA, head, endB]]
}

/** Hunks as a reader would see them: 统计?司长 for 统计司司长 is one character wrong, not one too many and one too few. */
export function joined(hunks: readonly Hunk[], a: readonly number[], b: readonly number[]): Hunk[] {
  const out: Hunk[] = []
  for (const hunk of hunks) {
    const last = out.at(-1)
    const [from, to, start, end] = hunk
    const most = last ? from - last[1] : 0
    let back = 0
    if (from === to) while (back < most && b[start - 1 - back] === b[end - 1 - back]) back++
    else if (start === end) while (back < most && a[from - 1 - back] === a[to - 1 - back]) back++
    if (last && most > 0 && back === most) out.splice(-1, 1, [last[0], to - back, last[2], end - back])
    else out.push(hunk)
  }
  return out
}

/** How many characters a repair would have to touch. */
export function size(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, [a0, a1, b0, b1]) => sum + Math.max(a1 - a0, b1 - b0), 0)
}

const MOST = 1500

function search(x: number[], y: number[]): Int32Array[] | null {
  const max = x.length + y.length
  const furthest = new Int32Array(2 * max + 3)
  const traces: Int32Array[] = []
  for (let d = 0; d <= Math.min(max, MOST); d++) {
    traces.push(furthest.slice())
    for (let k = -d; k <= d; k += 2) {
      const at = max + 1 + k
      const down = k === -d || (k !== d && furthest[at - 1] < furthest[at + 1])
      let i = down ? furthest[at + 1] : furthest[at - 1] + 1
      while (i < x.length && i - k < y.length && x[i] === y[i - k]) i++
      furthest[at] = i
      if (i >= x.length && i - k >= y.length) return traces
    }
  }
  return null
}

function trace(n: number, m: number, traces: Int32Array[], head: number): Hunk[] {
  const max = n + m
  const hunks: Hunk[] = []
  let [i, j] = [n, m]
  for (let d = traces.length - 1; d > 0; d--) {
    const furthest = traces[d]
    const k = i - j
    const at = max + 1 + k
    const down = k === -d || (k !== d && furthest[at - 1] < furthest[at + 1])
    const before = down ? k + 1 : k - 1
    const from = furthest[max + 1 + before]
    const hunk: Hunk = down
      ? [head + from, head + from, head + from - before, head + from - before + 1]
      : [head + from, head + from + 1, head + from - before, head + from - before]
    const last = hunks.at(-1)
    if (last && last[0] === hunk[1] && last[2] === hunk[3]) {
      last[0] = hunk[0]
      last[2] = hunk[2]
    } else hunks.push(hunk)
    i = from
    j = from - before
  }
  return hunks.reverse()
}
