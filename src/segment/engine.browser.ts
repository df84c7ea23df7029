import { ZhengwenError } from '../text/errors.js'
import type { AssetSource, Engine, LoadOptions, Segmenter, WasmSource } from './engine.js'
import { decodeTrie, trieEngine } from './trie.js'

const loading = new Map<Segmenter, Promise<void>>()
const engines = new Map<Segmenter, Engine>()

export function currentEngine(segmenter: Segmenter): Engine {
  const engine = engines.get(segmenter)
  if (!engine)
    throw new ZhengwenError(
      'engine-not-ready',
      `await ready(${segmenter === 'trie' ? '' : `{ segmenter: '${segmenter}' }`}) once before the first call in a browser`,
    )
  return engine
}

async function bytesOf(source: AssetSource): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Uint8Array) return new Uint8Array(source)
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  const response = typeof source === 'string' || source instanceof URL ? await fetch(source) : await source
  if (!response.ok)
    throw new ZhengwenError('engine-not-ready', `no word list at ${response.url}: HTTP ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  // Servers that send .bin with Content-Encoding: gzip have unpacked it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** `words.bin` beside this file; null where a bundle has no address of its own (iife). */
function besideThisFile(): URL | null {
  try {
    return new URL('./words.bin', import.meta.url)
  } catch {
    return null
  }
}

async function loadTrie(wordList: AssetSource | undefined): Promise<Engine> {
  const source = wordList ?? besideThisFile()
  if (source === null)
    throw new ZhengwenError('engine-not-ready', 'this bundle cannot find words.bin: pass ready({ wordList })')
  const bytes = await gunzip(await bytesOf(source))
  // A static host may answer a missing file with its index page and status 200. A node takes three bytes
  // or more, so a page of HTML read as a count of nodes never fits its own length.
  if (bytes.length < 8 || new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) > bytes.length / 3)
    throw new ZhengwenError(
      'engine-not-ready',
      'what was loaded is no word list: is words.bin at that address?',
    )
  return trieEngine(decodeTrie(bytes))
}

async function loadJieba(wasm: WasmSource | undefined): Promise<Engine> {
  const { default: init, cut } = await import('jieba-wasm/web')
  await init(wasm === undefined ? undefined : { module_or_path: wasm as BufferSource })
  return { cut: (text) => cut(text, false) }
}

export async function loadEngine({ segmenter = 'trie', wasm, wordList }: LoadOptions): Promise<void> {
  if (engines.has(segmenter)) return
  let load = loading.get(segmenter)
  if (!load) {
    load = (segmenter === 'trie' ? loadTrie(wordList) : loadJieba(wasm)).then((engine) => {
      engines.set(segmenter, engine)
    })
    loading.set(segmenter, load)
  }
  try {
    await load
  } catch (error) {
    // A failed download may be tried again, from another place.
    loading.delete(segmenter)
    throw error
  }
}
