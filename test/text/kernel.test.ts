import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { kernelDigest, kernels } from '../../scripts/kernel/digest.js'
import { readRepairData } from '../../src/repair/data.js'
import { decodeTrie } from '../../src/segment/trie.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('kernels', () => {
  it.each(kernels)('$target was compiled from its source', ({ source, target }) => {
    const made = readFileSync(`${root}${target}`, 'utf8')
    expect(made).toContain(kernelDigest(readFileSync(`${root}${source}`)))
    const code = Buffer.from(/^ {2}'(.*)'$/m.exec(made)![1], 'base64')
    expect(WebAssembly.validate(code)).toBe(true)
    // Browsers compile no more than this at once where a page waits.
    expect(code.length).toBeLessThan(4096)
  })
})

describe('unpacking without WebAssembly gives the same', () => {
  const bytesOf = (name: string) => gunzipSync(readFileSync(`${root}src/generated/${name}`))

  it('of the word list', () => {
    const bytes = bytesOf('words.bin')
    expect(decodeTrie(bytes)).toEqual(decodeTrie(bytes, true))
  })

  it('of what repair knows', () => {
    const bytes = bytesOf('repair.bin')
    expect(readRepairData(bytes).lists()).toEqual(readRepairData(bytes, true).lists())
  })

  it('of the words of one character, which are read by themselves', () => {
    const { lists, singles } = readRepairData(bytesOf('repair.bin'))
    const all = singles().map(({ text, level }) => (level << 16) | text.charCodeAt(0))
    expect(new Set(all)).toEqual(new Set(lists().weights.singles))
  })

  it('and takes nothing else', () => {
    const bytes = new TextEncoder().encode('{}\n<!doctype html>')
    expect(() => readRepairData(bytes)).toThrow(/not repair.bin/)
  })
})
