import init, { cut } from 'jieba-wasm/web'
import { ZhengwenError } from '../text/errors.js'
import type { Engine, WasmSource } from './engine.js'

let engine: Engine | null = null
let loading: Promise<unknown> | null = null

export function currentEngine(): Engine {
  if (!engine)
    throw new ZhengwenError('engine-not-ready', 'await ready() once before the first call in a browser')
  return engine
}

export async function loadEngine(wasm?: WasmSource): Promise<void> {
  loading ??= init(wasm === undefined ? undefined : { module_or_path: wasm as BufferSource })
  try {
    await loading
  } catch (error) {
    // A failed download may be tried again, with another location.
    loading = null
    throw error
  }
  engine ??= { cut: (text, hmm) => cut(text, hmm ?? true) }
}
