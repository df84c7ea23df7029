/**
 * The address of the built file that asks: of a module, of what `require` loads, or of the bundle that somebody made of
 * either; of this file where the sources run as they are.
 */
export const here: string =
  typeof __filename === 'string' ? new URL(`file:${__filename}`).href : import.meta.url

/** For `gunzipSync`: a packed file ends in the length of what it holds, which then comes in one piece. */
export function inOnePiece(gzip: Uint8Array): { chunkSize: number } {
  const length = new DataView(gzip.buffer, gzip.byteOffset + gzip.length - 4, 4).getUint32(0, true)
  return { chunkSize: length + 64 }
}
