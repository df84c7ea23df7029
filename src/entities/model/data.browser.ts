import { type AssetSource, loadAsset } from '../../text/assets.js'
import { ZhengwenError } from '../../text/index.js'
import type { Model } from './decode.js'
import { readModel } from './model.js'

let model: Model | null = null
let loading: Promise<void> | null = null

/** The package's own model. */
export function entityModel(): Model {
  if (!model)
    throw new ZhengwenError('engine-not-ready', 'await ready() once before the first call in a browser')
  return model
}

async function load(given: AssetSource | undefined): Promise<void> {
  model = readModel(await loadAsset('entities.bin', given, () => new URL('./entities.bin', import.meta.url)))
}

export async function loadEntityModel(given?: AssetSource): Promise<void> {
  if (model) return
  loading ??= load(given)
  try {
    await loading
  } catch (error) {
    // A failed download may be tried again, from another place.
    loading = null
    throw error
  }
}
