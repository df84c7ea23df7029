import { ZhengwenError } from './errors.js'

/** Where a browser finds an asset of this package: a URL, its bytes, or a response. */
export type AssetSource = string | URL | ArrayBuffer | Uint8Array | Response | Promise<Response>

async function bytesOf(source: AssetSource, name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Uint8Array) return new Uint8Array(source)
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  const response = typeof source === 'string' || source instanceof URL ? await fetch(source) : await source
  if (!response.ok)
    throw new ZhengwenError('engine-not-ready', `no ${name} at ${response.url}: HTTP ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/**
 * An asset's bytes, unpacked, for browsers. `name` goes into messages; `beside` is its address beside the
 * module that asks, which throws where a bundle has no address of its own (iife).
 *
 * @throws ZhengwenError `engine-not-ready` where it is not to be had.
 */
export async function loadAsset(
  name: string,
  given: AssetSource | undefined,
  beside: () => URL,
): Promise<Uint8Array> {
  let source = given
  if (source === undefined)
    try {
      source = beside()
    } catch {
      throw new ZhengwenError('engine-not-ready', `this bundle cannot find ${name}: pass it to ready()`)
    }
  const bytes = await bytesOf(source, name)
  // Servers that send .bin with Content-Encoding: gzip have unpacked it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
