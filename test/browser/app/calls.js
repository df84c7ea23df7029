// What each browser is asked to do; Node does the same and the answers must be equal byte for byte.
import { analyze, createAnalyzer, normalize, ready, segment, ZhengwenError } from 'zhengwen'
import { townships } from 'zhengwen/townships'

const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

const sources = {
  url: (url) => url,
  bytes: async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()),
  response: (url) => fetch(url),
  module: async (url) => WebAssembly.compile(await (await fetch(url)).arrayBuffer()),
}

/** `load`: { segmenter?, wordList?: [how, url], wasm?: [how, url] } */
export async function run({ inputs, load = {} }) {
  const options = { segmenter: load.segmenter }
  for (const name of ['wordList', 'wasm', 'repairData', 'entityModel'])
    if (load[name]) options[name] = await sources[load[name][0]](new URL(load[name][1], load.base).href)
  const before = performance.now()
  await ready(options)
  const readyMs = performance.now() - before
  const { segmenter } = load
  const own = await createAnalyzer({
    ...options,
    words: ['云上小镇'],
    referenceDate: '2023-07-01',
    townships,
  })
  return {
    readyMs,
    results: inputs.map(({ id, text, base64 }) => {
      const input = text ?? bytesOf(base64)
      const clean = normalize(input)
      return JSON.stringify([
        clean,
        analyze(input, { id, segmenter }),
        segment(clean.text, { segmenter }),
        own.analyze(input, { id }),
      ])
    }),
  }
}

export async function codeOf(call) {
  try {
    await call()
    return null
  } catch (error) {
    return error instanceof ZhengwenError ? error.code : `${error.name}: ${error.message}`
  }
}

/** What goes wrong must say so by its code, and must not stand in the way of a second try. */
export async function misuse({ base }) {
  const files = {
    wordList: new URL('/words.bin', base).href,
    repairData: new URL('/repair.bin', base).href,
    entityModel: new URL('/entities.bin', base).href,
  }
  const page = new URL('/index.html', base).href
  return [
    await codeOf(() => analyze('正文')),
    await codeOf(() => normalize('正文')),
    await codeOf(() => ready({ segmenter: null, repairData: new URL('/nothing.bin', base).href })),
    await codeOf(() => ready({ segmenter: null, repairData: page })),
    await codeOf(() => ready({ segmenter: null, repairData: files.repairData })),
    await codeOf(() => normalize('正文')),
    await codeOf(() => ready({ wordList: new URL('/nothing.bin', base).href })),
    await codeOf(() => ready({ wordList: page })),
    await codeOf(() => ready({ wordList: new Uint8Array() })),
    await codeOf(() => ready(files)),
    await codeOf(() => analyze('正文')),
    await codeOf(() => segment('正文', { segmenter: 'jieba' })),
  ]
}
