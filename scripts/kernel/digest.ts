import { createHash } from 'node:crypto'

/** What is compiled, how, and where it ships. */
export const kernels = [
  { source: 'scripts/kernel/kernel.ts', level: '-O3', target: 'src/entities/model/kernel.ts' },
  { source: 'scripts/kernel/rows.ts', level: '-O2', target: 'src/entities/model/rows-kernel.ts' },
  { source: 'scripts/kernel/lists.ts', level: '-O2', target: 'src/repair/lists-kernel.ts' },
  { source: 'scripts/kernel/weights.ts', level: '-O2', target: 'src/repair/weights-kernel.ts' },
  { source: 'scripts/kernel/trie.ts', level: '-O2', target: 'src/segment/trie-kernel.ts' },
]

/** Tells whether what ships was compiled from this source. */
export const kernelDigest = (source: Buffer): string => createHash('sha256').update(source).digest('hex')
