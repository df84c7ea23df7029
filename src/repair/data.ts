import { ZhengwenError } from '../text/index.js'

/** What `repair.bin` holds: strings packed by scripts/dict/repair.ts, unpacked by model.ts and readings.ts. */
export type RepairData = Record<
  'variants' | 'both' | 'classPairs' | 'tails' | 'shapes' | 'classes' | 'tags' | 'syllables' | 'readings',
  string
>

export function readRepairData(bytes: Uint8Array): RepairData {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as RepairData
  } catch {
    // A static host may answer a missing file with its index page and status 200.
    throw new ZhengwenError('engine-not-ready', 'what was loaded is not repair.bin: is it at that address?')
  }
}
