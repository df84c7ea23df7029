import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { here, inOnePiece } from '../text/here.node.js'
import type { AssetSource } from '../text/index.js'
import { type RepairData, readRepairData } from './data.js'

let data: RepairData | null = null

/** Node reads it at the first page that needs it. */
export function repairData(): RepairData {
  if (!data) {
    const built = fileURLToPath(new URL('./repair.bin', here))
    const source = fileURLToPath(new URL('../generated/repair.bin', here))
    const packed = readFileSync(existsSync(built) ? built : source)
    data = readRepairData(gunzipSync(packed, inOnePiece(packed)))
  }
  return data
}

export function assertRepairData(): void {}

export async function loadRepairData(_given?: AssetSource): Promise<void> {}
