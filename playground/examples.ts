import type { Label } from './labels.js'
import type { PageInput } from './protocol.js'

/** Written for the project; built into `examples/` by build.ts. The first is shown at the start. */
export const examples: { label: Label; file: string; bytes?: true }[] = [
  { label: 'demo', file: 'demo.txt' },
  { label: 'taiwan', file: 'taiwan.txt' },
  { label: 'company', file: 'company.gbk.txt', bytes: true },
  { label: 'readWrong', file: 'read-wrong.txt' },
]

export async function loadExample(index: number): Promise<PageInput> {
  const { file, bytes } = examples[index] ?? examples[0]
  const response = await fetch(new URL(`./examples/${file}`, import.meta.url))
  if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`)
  return { name: file, content: bytes ? new Uint8Array(await response.arrayBuffer()) : await response.text() }
}
