// Sorts words into classes by what stands before and after them (the exchange algorithm of Kneser and Ney), and writes
// dict/repair/classes.tsv: which words are of a class, and how much more than by chance each class follows another.
// Rare words stay with the words of their tag. To be run again when pairs.tsv or corpus/ has changed a good deal:
// `npx tsx scripts/word-classes.ts`.
import { writeFileSync } from 'node:fs'
import { CLASS_STEP, countPairs, words } from './repair-words.js'

/** How many classes there are. */
const SIZE = 124
/** How often a word must stand beside others to be sorted by them. */
const FREQUENT = 15
const MOST_ROUNDS = 15
/** Moves of a round below which nothing more is gained. */
const FEW = 100
/** Pairs of classes are believed as if each had been seen so much oftener than it was. */
const SHRINK = 3
const MOST_STEPS = 8
/** Tags with a class for their rare words. */
const TAGS =
  'a ad an b c d f i j l m n nr ns nt nz p q r s t u v vd vn w x y z ng vg k ag tg mq uj o e g h'.split(' ')

interface Kind {
  word: string
  count: number
  after: [number, number][]
  before: [number, number][]
}

const list = words()
const tags = new Map(list.map(([word, , tag]) => [word, tag]))
const kinds: Kind[] = []
const numbers = new Map<string, number>()

function numberOf(word: string): number {
  const known = numbers.get(word)
  if (known !== undefined) return known
  numbers.set(word, kinds.length)
  return kinds.push({ word, count: 0, after: [], before: [] }) - 1
}

const isKnown = (word: string) => word.startsWith('#') || tags.has(word)

for (const [head, { next }] of countPairs(list))
  for (const [tail, count] of next) {
    if (!isKnown(head) || !isKnown(tail)) continue
    const [a, b] = [numberOf(head), numberOf(tail)]
    kinds[a].after.push([b, count])
    kinds[b].before.push([a, count])
    kinds[a].count += count
    kinds[b].count += count
  }

// First the classes of tags, then those of the line's edge and of letters, then those that words are sorted into.
const names = [...TAGS, 'other', 'edge', 'letters']
const FREE = names.length
const classes = new Int32Array(kinds.length)
const tagClass = (tag: string) => {
  const at = names.indexOf(tag)
  return at < 0 ? names.indexOf('other') : at
}

function fixedClass(word: string): number {
  if (word === '#') return names.indexOf('edge')
  return word === '#x' ? names.indexOf('letters') : tagClass(word.slice(1))
}

const sorted = kinds
  .map((_, i) => i)
  .filter((i) => !kinds[i].word.startsWith('#') && kinds[i].count >= FREQUENT)
for (const [i, { word }] of kinds.entries())
  classes[i] = word.startsWith('#') ? fixedClass(word) : tagClass(tags.get(word)!)
// To begin with, words of one tag and like frequency stand together.
const byTag = [...sorted].sort((a, b) => classes[a] - classes[b] || kinds[b].count - kinds[a].count)
const weight = byTag.reduce((sum, i) => sum + Math.sqrt(kinds[i].count), 0)
let passed = 0
for (const i of byTag) {
  classes[i] = FREE + Math.min(SIZE - FREE - 1, Math.floor((passed / weight) * (SIZE - FREE)))
  passed += Math.sqrt(kinds[i].count)
}
sorted.sort((a, b) => kinds[b].count - kinds[a].count)

const pairs = new Float64Array(SIZE * SIZE)
const first = new Float64Array(SIZE)
const second = new Float64Array(SIZE)

/** Counts a word in, or out. */
function count(word: number, to: number, sign: 1 | -1): void {
  for (const [next, n] of kinds[word].after) {
    pairs[to * SIZE + (next === word ? to : classes[next])] += sign * n
    first[to] += sign * n
    if (next === word) second[to] += sign * n
  }
  for (const [last, n] of kinds[word].before) {
    if (last === word) continue
    pairs[classes[last] * SIZE + to] += sign * n
    second[to] += sign * n
  }
}

for (let i = 0; i < kinds.length; i++)
  for (const [next, n] of kinds[i].after) {
    pairs[classes[i] * SIZE + classes[next]] += n
    first[classes[i]] += n
    second[classes[next]] += n
  }

const bits = (n: number): number => (n > 0 ? n * Math.log(n) : 0)
const gain = (n: number, more: number): number => bits(n + more) - bits(n)

interface Around {
  after: Map<number, number>
  before: Map<number, number>
  self: number
  first: number
  second: number
}

function aroundOf(word: number): Around {
  const around: Around = { after: new Map(), before: new Map(), self: 0, first: 0, second: 0 }
  for (const [next, n] of kinds[word].after) {
    around.first += n
    if (next === word) around.self += n
    else around.after.set(classes[next], (around.after.get(classes[next]) ?? 0) + n)
  }
  for (const [last, n] of kinds[word].before) {
    around.second += n
    if (last !== word) around.before.set(classes[last], (around.before.get(classes[last]) ?? 0) + n)
  }
  return around
}

/** What the likelihood of all pairs gains by a word in a class. */
function gainOf({ after, before, self, first: a, second: b }: Around, to: number): number {
  let sum = 0
  for (const [next, n] of after) if (next !== to) sum += gain(pairs[to * SIZE + next], n)
  for (const [last, n] of before) if (last !== to) sum += gain(pairs[last * SIZE + to], n)
  sum += gain(pairs[to * SIZE + to], (after.get(to) ?? 0) + (before.get(to) ?? 0) + self)
  return sum - gain(first[to], a) - gain(second[to], b)
}

function move(word: number): boolean {
  const from = classes[word]
  count(word, from, -1)
  const around = aroundOf(word)
  let [to, best] = [from, gainOf(around, from)]
  for (let other = FREE; other < SIZE; other++) {
    const value = gainOf(around, other)
    if (value > best + 1e-6) [to, best] = [other, value]
  }
  classes[word] = to
  count(word, to, 1)
  return to !== from
}

for (let round = 0, moved = FEW; round < MOST_ROUNDS && moved >= FEW; round++) {
  moved = 0
  for (const word of sorted) if (move(word)) moved++
  console.log(`round ${round + 1}: ${moved} words moved`)
}

const total = first.reduce((a, b) => a + b, 0)
const members: string[][] = Array.from({ length: SIZE }, () => [])
for (const i of sorted) members[classes[i]].push(kinds[i].word)
for (const { word } of kinds) if (word.startsWith('#')) members[fixedClass(word)].push(word)
const rows = members.map((own, from) => {
  const after = members.map((_, to) => {
    const chance = (first[from] * second[to]) / total
    const worth = Math.log((pairs[from * SIZE + to] + SHRINK) / (chance + SHRINK))
    return Math.max(-MOST_STEPS, Math.min(MOST_STEPS, Math.round(worth / CLASS_STEP))) || 0
  })
  return `${names[from] ?? `k${from - FREE + 1}`}\t${own.join(' ')}\t${after.join(' ')}`
})
writeFileSync(
  new URL('../dict/repair/classes.tsv', import.meta.url),
  `# Classes of words that stand in like places: those named by a tag have its rare words besides. \`after\`: for each class in the
# order of the rows, how much more (half nats) it follows than by chance. Made by scripts/word-classes.ts from pairs.tsv and corpus/.
class\twords\tafter
${rows.join('\n')}
`,
)
