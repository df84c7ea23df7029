import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { here, inOnePiece } from '../../text/here.node.js'
import type { AssetSource } from '../../text/index.js'
import type { Model } from './decode.js'
import { readModel } from './model.js'

let model: Model | null = null

/** The package's own model. Node reads it at the first page that needs it. */
export function entityModel(): Model {
  if (!model) {
    const built = fileURLToPath(new URL('./entities.bin', here))
    const source = fileURLToPath(new URL('../entities/model/entities.bin', here))
    const packed = readFileSync(existsSync(built) ? built : source)
    model = readModel(gunzipSync(packed, inOnePiece(packed)))
  }
  return model
}

export async function loadEntityModel(_given?: AssetSource): Promise<void> {}
