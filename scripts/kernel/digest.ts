import { createHash } from 'node:crypto'

/** Tells whether what ships was compiled from this source. */
export const kernelDigest = (source: Buffer): string => createHash('sha256').update(source).digest('hex')
