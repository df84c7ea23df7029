// Pages that every browser and Node must read alike: the gold pages as text and as bytes, and hostile ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { encodeWith, gbkTable } from '../support/charset.js'

export interface BrowserInput {
  id: string
  text?: string
  base64?: string
}

interface GoldFile {
  id: string
  rawFile?: string
  blocks: { raw: string }[]
}

function goldPages(folder: URL): [string, string][] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const gold = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as GoldFile
      if (!gold.blocks && !gold.rawFile) return ['', '']
      const raw = gold.rawFile
        ? readFileSync(new URL(gold.rawFile, folder), 'utf8')
        : gold.blocks.map((block) => block.raw).join('\n')
      return [gold.id, raw]
    })
    .filter(([id]) => id !== '') as [string, string][]
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export function browserInputs(): BrowserInput[] {
  const inputs: BrowserInput[] = []
  for (const [id, text] of goldPages(new URL('../gold/', import.meta.url))) {
    inputs.push({ id, text })
    inputs.push({ id: `${id}-utf8`, base64: base64(new TextEncoder().encode(text)) })
    inputs.push({ id: `${id}-gbk`, base64: base64(encodeWith(gbkTable(), text)) })
  }
  inputs.push(
    { id: 'empty', text: '' },
    { id: 'empty-bytes', base64: '' },
    { id: 'lone-surrogates', text: 'a\ud800中\udc00文' },
    { id: 'astral', text: '𠮷野家2023年5月在云上小镇新开3家门店，投资1200万元。😀' },
    { id: 'townships', text: '商州区沙河子镇任家后村的木耳丰收了，东台市将时堰镇列为试点。' },
    { id: 'brackets', text: '（'.repeat(2000) },
    {
      id: 'odd-bytes',
      base64: base64(Uint8Array.from({ length: 2048 }, (_, i) => (i * 167 + (i >> 3)) & 255)),
    },
    { id: 'utf16', base64: base64(Buffer.from('\ufeff据新华社5月3日电，全市完成投资35.7亿元。', 'utf16le')) },
  )
  return inputs
}
