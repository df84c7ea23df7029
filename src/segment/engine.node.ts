import { createRequire } from 'node:module'
import type { Engine } from './engine.js'

let engine: Engine | null = null

/** Node loads jieba-wasm synchronously, at the first call and not before: `normalize` never pays for it. */
export function currentEngine(): Engine {
  engine ??= createRequire(import.meta.url)('jieba-wasm') as Engine
  return engine
}

export async function loadEngine(_wasm?: unknown): Promise<void> {
  currentEngine()
}
