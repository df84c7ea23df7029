import type { Dictionaries } from './segment/index.js'
import { parseIsoDate, ZhengwenError } from './text/index.js'

/** Options that are one of a few words. */
const CHOICES: Record<string, readonly string[]> = {
  region: ['auto', 'cn', 'tw', 'hk'],
  phrases: ['keep', 'cn'],
  punctuation: ['chinese', 'keep'],
  pinyin: ['auto', 'remove', 'keep'],
  format: ['text', 'html'],
  segmenter: ['trie', 'jieba'],
}

function shown(value: unknown): string {
  return typeof value === 'bigint' || typeof value === 'symbol'
    ? String(value)
    : (JSON.stringify(value) ?? typeof value)
}

/** @throws ZhengwenError `invalid-option`: a misspelt region would go unseen. */
export function checkOptions(options: object): void {
  if (options === null || typeof options !== 'object')
    throw new ZhengwenError('invalid-option', `options are an object, not ${shown(options)}`)
  const given = options as Record<string, unknown>
  for (const name in CHOICES) {
    const value = given[name]
    if (value !== undefined && !CHOICES[name].includes(value as string))
      throw new ZhengwenError(
        'invalid-option',
        `${name} must be ${CHOICES[name].map((choice) => `'${choice}'`).join(' or ')}, not ${shown(value)}`,
      )
  }
  const { referenceDate, encoding, typography } = given
  if (referenceDate !== undefined && (typeof referenceDate !== 'string' || !parseIsoDate(referenceDate)))
    throw new ZhengwenError(
      'invalid-option',
      `referenceDate must be an ISO date like 2022-05-19, not ${shown(referenceDate)}`,
    )
  if (encoding !== undefined && typeof encoding !== 'string')
    throw new ZhengwenError(
      'invalid-option',
      `encoding must be the name of a charset, not ${shown(encoding)}`,
    )
  if (typography !== undefined && (typography === null || typeof typography !== 'object'))
    throw new ZhengwenError(
      'invalid-option',
      `typography must be an object of switches, not ${shown(typography)}`,
    )
}

const NAMED = ['places', 'companies', 'organizations'] as const
const PLAIN = ['titles', 'words'] as const

/** @throws ZhengwenError `invalid-dictionary` that says which entry of which list. */
export function checkDictionaries(dictionaries: Dictionaries): void {
  const fail = (message: string) => {
    throw new ZhengwenError('invalid-dictionary', message)
  }
  for (const topic of [...NAMED, ...PLAIN]) {
    const entries: unknown = dictionaries[topic]
    if (entries === undefined) continue
    if (!Array.isArray(entries)) fail(`${topic} must be a list, not ${shown(entries)}`)
    for (const [i, entry] of (entries as unknown[]).entries()) {
      const named = typeof entry === 'object' && (NAMED as readonly string[]).includes(topic)
      const { name, aliases } = (named ? (entry ?? {}) : { name: entry }) as Record<string, unknown>
      const at = `${topic}[${i}]`
      if (typeof name !== 'string' || name.trim() === '') fail(`${at} has no name: ${shown(entry)}`)
      if (aliases === undefined) continue
      const strings =
        Array.isArray(aliases) && aliases.every((alias) => typeof alias === 'string' && alias !== '')
      if (!strings) fail(`${at}.aliases must be a list of names, not ${shown(aliases)}`)
    }
  }
}
