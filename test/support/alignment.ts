/**
 * Where each character of one text stands in another that was made from it: by a longest common subsequence,
 * characters without a partner where the next one with one stands. The last entry is the end of the other text.
 */
export function alignment(from: string, to: string): Int32Array {
  const [n, m] = [from.length, to.length]
  const width = m + 1
  const length = new Uint16Array((n + 1) * width)
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const at = i * width + j
      length[at] =
        from[i] === to[j] ? length[at + width + 1] + 1 : Math.max(length[at + width], length[at + 1])
    }
  const map = new Int32Array(n + 1)
  let j = 0
  for (let i = 0; i < n; i++) {
    // Skip in the other text only what brings this character nearer to its partner.
    while (j < m && from[i] !== to[j] && length[i * width + j + 1] > length[(i + 1) * width + j]) j++
    map[i] = Math.min(j, Math.max(0, m - 1))
    if (j < m && from[i] === to[j] && length[i * width + j] === length[(i + 1) * width + j + 1] + 1) j++
  }
  map[n] = m
  return map
}
