// A page and its settings as the fragment of an address: `#p=…`. A fragment never leaves the browser.
import { defaults, type PageInput, type Settings } from './protocol.js'

export interface Shared {
  page: PageInput
  settings: Settings
}

/** Longest content that a link may unpack to: a short link must not fill the memory. */
const LONGEST = 16_000_000

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = new Blob([bytes.slice()])
    .stream()
    .pipeThrough(stream as TransformStream)
    .getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > LONGEST) {
      await reader.cancel()
      throw new RangeError('too long')
    }
    parts.push(value)
  }
  const out = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** UTF-16, so that lone halves of pairs in a damaged page arrive as they were. */
function codeUnits(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 2)
  const view = new DataView(out.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i))
  return out
}

function fromCodeUnits(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at + 1 < bytes.length; ) {
    const units: number[] = []
    for (; at + 1 < bytes.length && units.length < 4096; at += 2) units.push(view.getUint16(at))
    parts.push(String.fromCharCode(...units))
  }
  return parts.join('')
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
}

/** The fragment without its `#`. */
export async function toFragment({ page, settings }: Shared): Promise<string> {
  const { content, name } = page
  const bytes = typeof content === 'string' ? codeUnits(content) : content
  const packed = toBase64(await through(bytes, new CompressionStream('deflate-raw')))
  const fields = new URLSearchParams()
  fields.set('name', name)
  for (const key of Object.keys(defaults) as (keyof Settings)[])
    if (settings[key] !== defaults[key]) fields.set(key, settings[key])
  fields.set(typeof content === 'string' ? 'p' : 'b', packed)
  return fields.toString()
}

const choices: { [K in keyof Settings]: (value: string) => boolean } = {
  region: (value) => ['auto', 'cn', 'tw', 'hk'].includes(value),
  punctuation: (value) => ['chinese', 'keep'].includes(value),
  format: (value) => ['auto', 'text', 'html'].includes(value),
  referenceDate: (value) => /^\d{4}-\d\d-\d\d$/.test(value),
}

/** What a fragment holds; null where it holds no page. Throws where it was cut off or altered. */
export async function fromFragment(fragment: string): Promise<Shared | null> {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''))
  const packed = fields.get('p') ?? fields.get('b')
  if (packed === null) return null
  const bytes = await through(fromBase64(packed), new DecompressionStream('deflate-raw'))
  const settings: Settings = { ...defaults }
  for (const key of Object.keys(choices) as (keyof Settings)[]) {
    const value = fields.get(key)
    if (value !== null && choices[key](value)) Object.assign(settings, { [key]: value })
  }
  const content = fields.has('p') ? fromCodeUnits(bytes) : bytes
  return { page: { name: fields.get('name') ?? '', content }, settings }
}
