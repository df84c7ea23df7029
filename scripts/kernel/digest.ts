import { createHash } from 'node:crypto'

/** What is compiled, how, and where it ships. */
export const kernels = [
  { source: 'scripts/kernel/kernel.ts', level: '-O3', target: 'src/entities/model/kernel.ts' },
  { source: 'scripts/kernel/unpack.ts', level: '-O2', target: 'src/text/unpack-kernel.ts' },
]

/** Tells whether what ships was compiled from this source. */
export const kernelDigest = (source: Buffer): string => createHash('sha256').update(source).digest('hex')
