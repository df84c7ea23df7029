import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnalyzeOptions,
  analyze,
  createAnalyzer,
  extractEntities,
  extractFacts,
  extractTimes,
  type Input,
  normalize,
  parseNumber,
  parseTime,
  segment,
  simplify,
  ZhengwenError,
} from '../src/index.js'
import { testPackage } from './support/build.js'
import { applyEdits, expectContract } from './support/contract.js'
import { damage, variants } from './support/damage.js'
import { anyPage, newsLines } from './support/pages.js'

/** The same pages every time; FC_SEED tries others. fast-check prints the seed and the page of a failure. */
const seed = Number(process.env.FC_SEED ?? 20220519)
const runs = (numRuns: number) => ({ seed, numRuns: Math.ceil(numRuns * Number(process.env.FC_RUNS ?? 1)) })

const anyOptions: fc.Arbitrary<AnalyzeOptions> = fc.record(
  {
    referenceDate: fc.constantFrom('2022-05-19', '2024-02-29', '0001-01-01', '9999-12-31'),
    punctuation: fc.constantFrom('chinese', 'keep'),
    region: fc.constantFrom('auto', 'cn', 'tw', 'hk'),
    pinyin: fc.constantFrom('auto', 'remove', 'keep'),
    format: fc.constantFrom('text', 'html'),
    encoding: fc.constantFrom('gbk', 'big5', 'utf-8', 'utf-16le', 'nonsense'),
  },
  { requiredKeys: [] },
)

describe(`the contract, on any page (seed ${seed})`, () => {
  it('1, 4, 7: spans, edits, blocks, tokens, values and schema hold', () => {
    fc.assert(
      fc.property(anyPage, anyOptions, (page, options) => expectContract(analyze(page, options))),
      runs(150),
    )
  })

  it('1, 4, 7: and on any bytes, under any declared encoding', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      anyPage.map((page) => new TextEncoder().encode(page)),
      anyPage.map((page) => Uint8Array.from(Buffer.from(page, 'utf16le'))),
    )
    fc.assert(
      fc.property(bytes, anyOptions, (input, options) => expectContract(analyze(input, options))),
      runs(80),
    )
  })

  it('1: normalize and simplify: the edits give the text, and both maps stay inside', () => {
    fc.assert(
      fc.property(anyPage, anyOptions, (page, options) => {
        for (const { source, text, edits, toSource, toText } of [
          normalize(page, options),
          simplify(page, options),
        ]) {
          expect(source).toBe(page)
          expect(applyEdits(source, edits)).toBe(text)
          expect(toSource({ start: 0, end: text.length }).end).toBeLessThanOrEqual(source.length)
          expect(toText({ start: 0, end: source.length })).toEqual({ start: 0, end: text.length })
        }
      }),
      runs(100),
    )
  })

  it('1: a span of the text lies within what its place in the source became', () => {
    fc.assert(
      fc.property(anyPage, anyOptions, fc.nat(7919), (page, options, step) => {
        const { text, edits, toSource, toText } = normalize(page, options)
        // What is put in between two characters is of neither.
        const between = new Set(
          edits.filter(({ span }) => span.start === span.end).map(({ span }) => span.end),
        )
        for (let k = 0; k < 40; k++) {
          const start = (k * step) % (text.length + 1)
          const end = Math.min(text.length, start + (k % 5))
          const source = toSource({ start, end })
          if (between.has(source.start) || between.has(source.end)) continue
          const back = toText(source)
          expect(back.start).toBeLessThanOrEqual(start)
          expect(back.end).toBeGreaterThanOrEqual(end)
        }
      }),
      runs(100),
    )
  })

  it('3: what normalize gives, it leaves alone', () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        const once = normalize(page).text
        expect(normalize(once).text).toBe(once)
      }),
      runs(150),
    )
  })

  it('6: no call throws, on any string', () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        segment(page)
        extractEntities(page)
        extractTimes(page)
        extractTimes(page, { referenceDate: '2022-05-19' })
        extractFacts(page)
        parseNumber(page)
        parseTime(page)
      }),
      runs(60),
    )
  })

  it('5: the same page gives the same record, whatever came before it', () => {
    fc.assert(
      fc.property(anyPage, anyPage, (page, other) => {
        const first = JSON.stringify(analyze(page))
        analyze(other)
        expect(JSON.stringify(analyze(page))).toBe(first)
      }),
      runs(25),
    )
  })
})

describe('3: normalize leaves its own result alone where one stage opens the way for another', () => {
  it.each([
    [
      'brackets that were spaced out',
      '调 研 组 来 到 店 ( diàn ) 铺 ( pù ) ， 了 解 ( jiě ) 情 况 ( kuàng ) 。',
    ],
    [
      'one lost pair on a page that becomes Simplified',
      `${damage(newsLines.join('\n'), { seed: 5, ...variants.toneless })}\n牧民增收?yu) ?海北州`,
    ],
    ['an entity of an entity of half a pair', '数据&amp;#57066；来源&amp;#20013;国'],
  ])('%s', (_, page) => {
    const once = normalize(page).text
    expect(normalize(once).text).toBe(once)
  })
})

describe('3: clean Simplified text', () => {
  const clean = newsLines.filter((line) => !/[「這項計畫鐵鳥]|\([a-zāáǎàōóǒòīíǐìūúǔù]+\)|&/.test(line))

  it.each(clean)('passes through unchanged: %s', (line) => {
    expect(normalize(line, { punctuation: 'keep', typography: { 'odd-spaces': false } }).text).toBe(line)
  })

  it('is changed by nothing but the rules of typography, each by its name', () => {
    for (const { rules } of normalize(clean.join('\n')).edits)
      for (const rule of rules) expect(rule).toMatch(/^typography\//)
  })
})

describe('5: the surroundings do not matter', () => {
  it('neither clock, nor time zone, nor locale', () => {
    const script = `import { analyze } from ${JSON.stringify(`${testPackage}dist/index.js`)}
      console.log(JSON.stringify(analyze(${JSON.stringify(newsLines.join('\n'))})))`
    const run = (env: NodeJS.ProcessEnv, before = '') =>
      spawnSync(process.execPath, ['--input-type=module', '-e', before + script], {
        env: { PATH: process.env.PATH, ...env },
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      }).stdout
    const first = run({ TZ: 'UTC', LANG: 'C' })
    expect(first.length).toBeGreaterThan(1000)
    expect(run({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toBe(first)
    expect(run({ TZ: 'America/Los_Angeles' }, 'Date.now = () => 0; globalThis.Intl = undefined; ')).toBe(
      first,
    )
  })

  it('nor the analyzers that others have made, with words of their own', async () => {
    const page = newsLines.join('\n')
    const before = JSON.stringify(analyze(page))
    const own = await createAnalyzer({
      words: ['重点项目跑出'],
      places: ['云岭县'],
      companies: ['汉水蓝'],
      titles: ['主持'],
    })
    expectContract(own.analyze(page))
    expect(JSON.stringify(analyze(page))).toBe(before)
    const plain = await createAnalyzer()
    expect(JSON.stringify(plain.analyze(page))).toBe(before)
  })
})

describe('6: hostile input', () => {
  const repeated: string[] = [
    '(',
    ')',
    '（',
    '（以下简称“',
    '“',
    '「',
    '”',
    '《',
    '[',
    '{',
    '?',
    '？',
    '?a)',
    '中(',
    '中(zhōng)',
    '鏈?zhǔn)',
    '1',
    '0.',
    '1,',
    '一',
    '十',
    '百万',
    '亿',
    '%',
    '1%',
    '1至',
    '1-',
    '1、',
    '年',
    '2022年',
    '2022-',
    '3月',
    '截至',
    '上',
    '市',
    '省市县',
    '书记',
    '副',
    '原',
    '某某',
    '王',
    '张三、',
    '有限公司',
    '公司（',
    '集团',
    '大学',
    '的',
    '同比',
    '增长',
    '其中',
    '、',
    '，',
    '。',
    '：',
    '·',
    '.',
    '-',
    '—',
    '…',
    '\n',
    '\r',
    '\r\n',
    ' ',
    '\t',
    '\u00a0',
    '\u3000',
    '\u200b',
    '\ufeff',
    '\ufffd',
    '\0',
    '&',
    '&amp;',
    '&#',
    '&#x4e2d;',
    '\\u',
    '\\u4e2d',
    '%E4',
    '%',
    '<',
    '<p>',
    '<div ',
    '<!--',
    '</',
    '</script>',
    '\ud800',
    '\udc00',
    '𠮷',
    '😀',
    'e\u0301',
    '鏂',
    '锟斤拷',
    'Ã',
    'ä¸',
    '製',
    '乾',
    '來源:',
    '记者 ',
    '首页 > ',
    '合作社',
    '有限公司',
    '丹凤县长',
    'CEO',
    'a',
    'a ',
    'http://',
    '@',
  ]

  it.each(repeated)('%j, twelve thousand times over', (piece) => {
    expectContract(analyze(piece.repeat(Math.ceil(12_000 / piece.length))))
  })

  it('a hundred thousand of what opens something', () => {
    for (const opening of ['(', '（', '“', '《', '从']) expectContract(analyze(opening.repeat(100_000)))
  })

  it('ten megabytes on one line', () => {
    const text = newsLines.slice(4, 12).join('')
    const article = analyze(text.repeat(Math.ceil(10_000_000 / 3 / text.length)))
    expect(applyEdits(article.source, article.edits)).toBe(article.text)
    expect(article.blocks.at(-1)?.span.end).toBe(article.text.length)
    expect(article.tokens.at(-1)?.span.end).toBe(article.text.length)
  })

  it('nothing, and next to nothing', () => {
    for (const text of ['', ' ', '\n', '中', '1', '(', '?', '\ud800', '\udfff', '\0', '\ufeff', '𠮷'])
      expectContract(analyze(text))
    expectContract(analyze(new Uint8Array()))
    expectContract(analyze(new ArrayBuffer(0)))
  })

  it('bytes of no text, and text under a wrong name', () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff)
    const gbk = Uint8Array.from([0xc9, 0xcc, 0xc2, 0xe5, 0xc8, 0xd5, 0xb1, 0xa8])
    for (const bytes of [noise, new Uint8Array(10_000), new Uint8Array(10_000).fill(0xff), gbk])
      for (const encoding of [
        undefined,
        'utf-8',
        'gbk',
        'big5',
        'utf-16be',
        'shift_jis',
        'x-user-defined',
        '',
        '💥',
      ])
        expectContract(analyze(bytes, { encoding }))
  })
})

describe('1: rare characters, two code units each', () => {
  it('are whole in every span, wherever in a name they stand', () => {
    for (let offset = 0; offset < 5; offset++) {
      let n = offset
      const page = newsLines.join('\n').replace(/\p{Script=Han}/gu, (char) => (n++ % 5 === 0 ? '𬀩' : char))
      expectContract(analyze(page))
    }
  })
})

describe('2: what was lost', () => {
  it('makes the figures that touch it doubtful', () => {
    const page = `${damage(newsLines.join('\n'), { seed: 5, ...variants.toned })}\n活躍?jiàn)?60萬戶，手機銀行客戶430萬戶。`
    const { facts } = analyze(page)
    const of = (text: string) => facts.find((fact) => fact.text === text)!.confidence
    expect(of('60万户')).toBeLessThan(0.5)
    expect(of('430万户')).toBeGreaterThan(0.5)
  })

  it('leaves a day open whose first digit may be missing', () => {
    const line = '2022年3月活躍?jiàn)?5日開會，16日閉會。'
    const { text, times } = analyze(
      `${damage(newsLines.join('\n'), { seed: 5, ...variants.toned })}\n${line}`,
    )
    const of = (day: string) => times.find((time) => time.text === day)
    expect(text).toContain('？5日')
    expect(of('5日')).toMatchObject({ start: null, end: null })
    expect(of('16日')).toMatchObject({ start: '2022-03-16' })
  })
})

describe('6: misuse', () => {
  it.each([
    [{ places: 'x' }, 'places must be a list, not "x"'],
    [{ words: ['产业链', ''] }, 'words[1] has no name: ""'],
    [{ companies: [{ aliases: [] }] }, 'companies[0] has no name: {"aliases":[]}'],
    [
      { organizations: [{ name: '商会', aliases: '会' }] },
      'organizations[0].aliases must be a list of names, not "会"',
    ],
    [{ titles: [{ name: '链长' }] }, 'titles[0] has no name: {"name":"链长"}'],
  ])('dictionaries say which entry is wrong: %j', async (dictionaries, message) => {
    await expect(createAnalyzer(dictionaries as object)).rejects.toMatchObject({
      code: 'invalid-dictionary',
      message,
    })
  })

  it('an analyzer with a wrong option is not made', async () => {
    await expect(createAnalyzer({ region: 'taiwan' } as object)).rejects.toMatchObject({
      code: 'invalid-option',
    })
  })

  const misuse: [name: string, call: () => unknown, code: string][] = [
    ['a number for a page', () => analyze(5 as unknown as Input), 'invalid-input'],
    ['null for a page', () => normalize(null as unknown as Input), 'invalid-input'],
    ['nothing for a page', () => analyze(undefined as unknown as Input), 'invalid-input'],
    ['a list of bytes', () => analyze([1, 2] as unknown as Input), 'invalid-input'],
    [
      'bytes where a string is wanted',
      () => segment(new Uint8Array(2) as unknown as string),
      'invalid-input',
    ],
    ['null for a text', () => extractFacts(null as unknown as string), 'invalid-input'],
    ['a date in words', () => analyze('', { referenceDate: 'yesterday' }), 'invalid-option'],
    [
      'a day that does not exist',
      () => extractTimes('今年', { referenceDate: '2023-02-29' }),
      'invalid-option',
    ],
    ['null for a time', () => parseTime(null as unknown as string), 'invalid-input'],
    ['no options', () => normalize('', null as unknown as AnalyzeOptions), 'invalid-option'],
    ...[
      { region: 'taiwan' },
      { punctuation: 'western' },
      { pinyin: 'strip' },
      { format: 'pdf' },
      { segmenter: 'mmseg' },
      { encoding: 5 },
      { typography: true },
    ].map((options): (typeof misuse)[number] => [
      JSON.stringify(options),
      () => analyze('', options as unknown as AnalyzeOptions),
      'invalid-option',
    ]),
  ]
  it.each(misuse)('%s throws a ZhengwenError with a stable code', (_, call, code) => {
    expect(call).toThrow(ZhengwenError)
    expect(call).toThrow(expect.objectContaining({ code }))
  })
})
