import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { AssetSource } from '../../text/index.js'
import type { Model } from './decode.js'
import { readModel } from './model.js'

let model: Model | null = null

/** The package's own model. Node reads it at the first page that needs it. */
export function entityModel(): Model {
  if (!model) {
    model = readModel(gunzipSync(readFileSync(fileURLToPath(new URL('./entities.bin', import.meta.url)))))
  }
  return model
}

export async function loadEntityModel(_given?: AssetSource): Promise<void> {}
