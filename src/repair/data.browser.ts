import { type AssetSource, loadAsset } from '../text/assets.js'
import { ZhengwenError } from '../text/index.js'
import { type RepairData, readRepairData } from './data.js'

let data: RepairData | null = null
let loading: Promise<void> | null = null

export function repairData(): RepairData {
  if (!data)
    throw new ZhengwenError('engine-not-ready', 'await ready() once before the first call in a browser')
  return data
}

/** Throws for clean pages too: a program that forgets `ready` must not work until a damaged page comes. */
export function assertRepairData(): void {
  repairData()
}

async function load(given: AssetSource | undefined): Promise<void> {
  const bytes = await loadAsset('repair.bin', given, () => new URL('./repair.bin', import.meta.url))
  data = readRepairData(bytes)
}

export async function loadRepairData(given?: AssetSource): Promise<void> {
  if (data) return
  loading ??= load(given)
  try {
    await loading
  } catch (error) {
    // A failed download may be tried again, from another place.
    loading = null
    throw error
  }
}
