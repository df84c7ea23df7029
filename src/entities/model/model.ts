import { type AssetSource, loadAsset } from '../../text/assets.js'
import { ZhengwenError } from '../../text/index.js'
import type { Model } from './decode.js'
import { SIDES, STEPS, TAGS } from './tags.js'

/**
 * Reads an unpacked model as `npm run train` writes it.
 *
 * @throws ZhengwenError `engine-not-ready` where the bytes are no model of this version.
 */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = 16 + 2 * STEPS
  if (
    bytes.length < head ||
    view.getUint32(0) !== 0x5a574501 ||
    bytes[4] !== TAGS ||
    bytes[5] !== SIDES ||
    view.getUint32(8) * (TAGS + 1) > bytes.length
  )
    // A static host may answer a missing file with its index page and status 200.
    throw new ZhengwenError('engine-not-ready', 'what was loaded is no entity model of this version')
  const count = view.getUint32(8)
  const steps = new Int16Array(STEPS)
  for (let s = 0; s < STEPS; s++) steps[s] = view.getInt16(16 + 2 * s)
  const hashes = new Uint32Array(count)
  let at = head
  let last = 0
  for (let row = 0; row < count; row++) {
    let delta = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      delta |= (byte & 127) << shift
      if (byte < 128) break
    }
    last += delta
    hashes[row] = last
  }
  const columns = new Int8Array(bytes.buffer, bytes.byteOffset + at, count * TAGS)
  return { hashes, columns, steps, unit: view.getFloat32(12), plain: null, decoder: null }
}

/** A caller's own model: a URL, its bytes or a `Response`, packed or not. */
export async function loadModel(source: AssetSource): Promise<Model> {
  return readModel(await loadAsset('entity model', source, () => new URL('about:blank')))
}
