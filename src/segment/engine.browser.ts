// Not import(): Vite before 8 cannot build a worker (format iife by default) of more than one chunk. The wasm
// itself is loaded only when it is asked for.
import initJieba, { cut } from 'jieba-wasm/web'
import { type AssetSource, loadAsset } from '../text/assets.js'
import { ZhengwenError } from '../text/index.js'
import { type Engine, type LoadOptions, type Segmenter, wordsOf } from './engine.js'
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

async function loadTrie(wordList: AssetSource | undefined): Promise<Engine> {
  const bytes = await loadAsset('words.bin', wordList, () => new URL('./words.bin', import.meta.url))
  // A static host may answer a missing file with its index page and status 200. A node takes two bytes
  // or more, so a page of HTML read as a count of nodes never fits its own length.
  if (bytes.length < 8 || new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) > bytes.length / 2)
    throw new ZhengwenError(
      'engine-not-ready',
      'what was loaded is no word list: is words.bin at that address?',
    )
  return trieEngine(decodeTrie(bytes))
}

/** The word list comes with it: the entity model asks it what a word is. */
async function loadJieba({ wasm, wordList }: LoadOptions): Promise<Engine> {
  await Promise.all([
    initJieba(wasm === undefined ? undefined : { module_or_path: wasm as BufferSource }),
    loadEngine({ wordList }),
  ])
  const { kindOf } = currentEngine('trie')
  return { cut: (text) => wordsOf(text, cut(text, false), kindOf), kindOf }
}

export async function loadEngine(options: LoadOptions): Promise<void> {
  const { segmenter = 'trie' } = options
  if (segmenter === null) return
  if (engines.has(segmenter)) return
  let load = loading.get(segmenter)
  if (!load) {
    load = (segmenter === 'trie' ? loadTrie(options.wordList) : loadJieba(options)).then((engine) => {
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
