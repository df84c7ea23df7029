import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import * as zlib from 'node:zlib'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultWorkers } from '../../src/cli/jsonl.js'
import type { Article } from '../../src/index.js'
import { testPackage } from '../support/build.js'
import { cli, finished, type OutputRecord, records, startCli } from '../support/cli.js'
import { expectValid } from '../support/schema.js'

const folder = mkdtempSync(join(tmpdir(), 'zhengwen-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const filter = (args: string[], input: string | Uint8Array) =>
  cli(['analyze', '--format', 'jsonl', ...args], input)
const line = (value: unknown) => `${JSON.stringify(value)}\n`
const outcome = (r: OutputRecord) => (r.ok === false ? [r.id, r.error.code] : [r.id, r.text])

describe('JSON Lines: what comes in', () => {
  it('takes objects with text or base64, and bare strings', async () => {
    const big5 = Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]).toString('base64')
    const { code, stdout, stderr } = await filter(
      [],
      line({ id: 'a', text: '全区' }) + line('全县') + line({ id: 'b', base64: big5 }) + line({ text: '' }),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const all = records(stdout)
    expect(all.map((r) => r.id)).toEqual(['a', null, 'b', null])
    expect(all[0].text).toBe('全区')
    expect(all[2].encoding).not.toBeNull()
    for (const record of all) expectValid(record)
  })

  it('splits at 0x0A alone: CRLF, a missing last line feed, U+2028, U+0085 and form feeds are fine', async () => {
    const input = '{"id":"a","text":"一"}\r\n{"id":"b","text":"二\u2028三\u0085四"}\n{"id":"c","text":"五"}'
    const all = records((await filter([], input)).stdout)
    expect(all.map((r) => r.id)).toEqual(['a', 'b', 'c'])
    expect(all[1].source).toBe('二\u2028三\u0085四')
  })

  it('gives nothing for blank lines', async () => {
    const all = records((await filter([], '\n\r\n  \t \n"一"\n\n\n"二"\n\n')).stdout)
    expect(all.map((r) => r.source)).toEqual(['一', '二'])
  })

  it('does not mind a byte order mark', async () => {
    expect(records((await filter([], '\uFEFF"一"\n')).stdout).map((r) => r.source)).toEqual(['一'])
  })

  it('reads a referenceDate for one record alone', async () => {
    const one = (referenceDate?: string) => line({ text: '去年全区完成投资35.7亿元。', referenceDate })
    const { stdout } = await filter(['--reference-date', '2020-01-01'], one('2022-05-19') + one() + one())
    const starts = (records(stdout) as unknown as { times: { start: string }[] }[]).map(
      ({ times }) => times[0].start,
    )
    expect(starts).toEqual(['2021-01-01', '2019-01-01', '2019-01-01'])
  })

  it('echoes ids as they are: numbers, doubles, none', async () => {
    const ids = [7, 0, -1.5, '7', '', 7, null, '7']
    const all = records((await filter([], ids.map((id) => line({ id, text: '一' })).join(''))).stdout)
    expect(all.map((r) => r.id)).toEqual(ids)
    const failed = records((await filter([], line({ id: 12, text: 5 }))).stdout)
    expect(failed[0]).toMatchObject({ id: 12, ok: false })
  })

  it('echoes numbers that are longer than JavaScript keeps, in id and meta, digit by digit', async () => {
    const lines = [
      '{"id": 1790000000000000001, "text": "一", "meta": {"uid": 9007199254740993, "x": [0.12345678901234567890, "a\\"]"]}}',
      '{"meta" : 12345678901234567890 , "text": {"id": 4}, "id" : -18446744073709551615}',
      '{"id": "1790000000000000001", "text": "1790000000000000001", "meta": null}',
      '{"id": 1790000000000000001, "\\u0069d": 1790000000000000003, "html": "一"}',
    ]
    const out = (await filter([], lines.join('\n'))).stdout.split('\n')
    expect(out[0]).toContain(
      '"id":1790000000000000001,"meta":{"uid": 9007199254740993, "x": [0.12345678901234567890, "a\\"]"]},',
    )
    expect(out[1]).toContain('{"id":-18446744073709551615,"ok":false')
    expect(out[2]).toContain('"id":"1790000000000000001","meta":null,')
    expect(out[3]).toContain('"id":1790000000000000003,')
  })

  it('a last line without a line feed does not run into the next file', async () => {
    const files = ['一', '二\n', '三'].map((text, i) => {
      const path = join(folder, `piece-${i}.jsonl`)
      writeFileSync(path, text.replace(/./u, '"$&"'))
      return path
    })
    expect(records((await filter(files, '')).stdout).map((r) => r.source)).toEqual(['一', '二', '三'])
    expect(records((await filter([files[0], '-'], '"四"')).stdout).map((r) => r.source)).toEqual(['一', '四'])
  })

  it('reads lines that come in pieces, cut inside a character', async () => {
    const child = startCli(['analyze', '--format', 'jsonl'])
    const done = finished(child)
    for (const byte of Buffer.from(line({ id: 'a', text: '商州区' }))) {
      child.stdin.write(Buffer.of(byte))
      if (byte % 5 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    child.stdin.end()
    expect(records((await done).stdout)[0]).toMatchObject({ id: 'a', source: '商州区' })
  })
})

describe('JSON Lines: what comes out', () => {
  it('is one line for each record, in order, with id echoed and meta passed through', async () => {
    const input = Array.from({ length: 50 }, (_, i) =>
      line({ id: `n${i % 7}`, text: `第${i}页`, meta: { i, deep: [null] } }),
    )
    const all = records((await filter([], input.join(''))).stdout)
    expect(all.map((r) => [r.id, r.source, r.meta])).toEqual(
      input.map((_, i) => [`n${i % 7}`, `第${i}页`, { i, deep: [null] }]),
    )
  })

  it('has fixed keys and explicit nulls, whatever the page', async () => {
    const all = records(
      (await filter([], line('') + line({ id: 'a', text: '今年全区完成投资35.7亿元。' }))).stdout,
    )
    expect(Object.keys(all[0])).toEqual(Object.keys(all[1]))
    expect(all[0]).toMatchObject({ id: null, meta: null, encoding: null, title: null })
  })

  it('escapes U+2028 and U+2029', async () => {
    const { stdout } = await filter([], line({ text: '一\u2028二\u2029三', meta: '\u2028' }))
    expect(stdout).not.toMatch(/[\u2028\u2029]/)
    expect(records(stdout)[0]).toMatchObject({ source: '一\u2028二\u2029三', meta: '\u2028' })
  })

  it('gives every other command the same way', async () => {
    const input =
      line({ id: 'x', text: '截至3月底，全区完成投資35.7亿元。', meta: 1, referenceDate: '2022-05-19' }) +
      line(7)
    const keys = {
      normalize: ['id', 'meta', 'source', 'encoding', 'text', 'edits', 'issues'],
      segment: ['id', 'meta', 'text', 'tokens'],
      entities: ['id', 'meta', 'text', 'entities'],
      times: ['id', 'meta', 'text', 'times'],
      facts: ['id', 'meta', 'text', 'facts'],
    }
    for (const [command, expected] of Object.entries(keys)) {
      const { code, stdout } = await cli([command, '--format', 'jsonl'], input)
      const [record, failed] = records(stdout)
      expect([code, command, Object.keys(record)]).toEqual([0, command, expected])
      expect(failed).toMatchObject({ id: null, ok: false, error: { code: 'invalid-record' } })
    }
  })
})

describe('JSON Lines: what goes wrong', () => {
  const bad: [name: string, bytes: string | Uint8Array, id: unknown, code: string][] = [
    ['no JSON', '{"id": "a", "text": \n', 'a', 'invalid-json'],
    ['JSON cut short behind a number', '{"id": 12, "te\n', 12, 'invalid-json'],
    ['JSON cut short in the id', '{"id": "a\n', null, 'invalid-json'],
    ['JSON cut short', '{"id": "a"\n', null, 'invalid-json'],
    [
      'a record with bytes that are no UTF-8',
      Buffer.from('{"id":"a","text":"\xff"}\n', 'latin1'),
      'a',
      'invalid-utf8',
    ],
    ['an id that is no UTF-8', Buffer.from('{"id":"\xff","text":""}\n', 'latin1'), null, 'invalid-utf8'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xd6, 0xd0, 0x22, 0x0a]), null, 'invalid-utf8'],
    ['a number', '12\n', null, 'invalid-record'],
    ['null', 'null\n', null, 'invalid-record'],
    ['a list', '["全区"]\n', null, 'invalid-record'],
    ['text that is a number', line({ id: 'a', text: 5 }), 'a', 'invalid-record'],
    ['text that is null', line({ id: 'a', text: null }), 'a', 'invalid-record'],
    ['neither text nor base64', line({ id: 'a' }), 'a', 'invalid-record'],
    ['html that is a number', line({ id: 'a', html: 5 }), 'a', 'invalid-record'],
    ['both text and html', line({ id: 'a', text: '', html: '' }), 'a', 'invalid-record'],
    ['both text and base64', line({ id: 'a', text: '', base64: '' }), 'a', 'invalid-record'],
    ['an id that is an object', line({ id: {}, text: '' }), null, 'invalid-record'],
    ['base64 that is none', line({ id: 'a', base64: 'a*==' }), 'a', 'invalid-base64'],
    ['a date that is none', line({ id: 'a', text: '', referenceDate: '2022-13-01' }), 'a', 'invalid-option'],
    ['a date that is a number', line({ id: 'a', text: '', referenceDate: 2022 }), 'a', 'invalid-record'],
  ]

  it('says what was wanted and what came', async () => {
    const message = async (value: unknown) => records((await filter([], line(value))).stdout)[0].error.message
    expect(await message(12)).toBe('a record is an object or a string, not a number')
    expect(await message({ id: {}, text: '' })).toBe('"id" must be a string or a number, not an object')
    expect(await message({ id: 'a', text: true })).toBe('"text" must be a string, not a boolean')
  })

  it('"html" is a page with tags, read as such', async () => {
    const { stdout } = await filter([], line({ id: 'a', html: '<h1>产业链</h1><p>开工&nbsp;104个</p>' }))
    expect(records(stdout)[0].id).toBe('a')
    expect(records(stdout)[0].text).not.toContain('<')
  })

  it('one record does not stop the others, and the exit code stays 0', async () => {
    const input = Buffer.concat(
      bad.flatMap(([, bytes]) => [Buffer.from(bytes as string), Buffer.from('"好"\n')]),
    )
    const { code, stdout, stderr } = await filter([], input)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const all = records(stdout)
    expect(all.filter((_, i) => i % 2 === 0).map((r, i) => [bad[i][0], ...outcome(r)])).toEqual(
      bad.map(([name, , id, error]) => [name, id, error]),
    )
    expect(all.filter((_, i) => i % 2 === 1).every((r) => r.source === '好')).toBe(true)
    for (const r of all.filter((r) => r.ok === false)) {
      expect(Object.keys(r)).toEqual(['id', 'ok', 'error'])
      expect(typeof r.error.message).toBe('string')
    }
  })

  it('--strict: exit 1 at the end, after every record', async () => {
    const { code, stdout } = await filter(['--strict'], '1\n"好"\n')
    expect([code, records(stdout).length]).toEqual([1, 2])
    expect((await filter(['--strict'], '"好"\n')).code).toBe(0)
  })

  it('--max-record-bytes: a longer line is refused, the next is read', async () => {
    const { stdout } = await filter(['--max-record-bytes', '100'], `${line('长'.repeat(200))}"好"\n`)
    expect(records(stdout).map(outcome)).toEqual([
      [null, 'too-large'],
      [null, '好'],
    ])
  })

  it('a line of 50 MB gives one line and not the end of the run', async () => {
    const input = Buffer.concat([
      Buffer.from('{"id":"big","text":"'),
      Buffer.alloc(50e6, '('),
      Buffer.from('"}\n"好"\n'),
    ])
    expect(records((await filter([], input)).stdout).map(outcome)).toEqual([
      ['big', 'too-large'],
      [null, '好'],
    ])
  })

  it('a line of 50 MB is read where it is allowed', async () => {
    // Clean: the edits of so large a damaged page would not fit into one string of JSON.
    const text = `全区开工项目${'12'.repeat(8)}个。`.repeat(1_300_000)
    const input = line({ id: 'big', text })
    expect(Buffer.byteLength(input)).toBeGreaterThan(50e6)
    const { code, stdout } = await cli(
      ['normalize', '--format', 'jsonl', '--max-record-bytes', '60000000'],
      `${input}"好"\n`,
    )
    const [big, small] = records(stdout)
    expect([code, big.id, big.source === text, small.source]).toEqual([0, 'big', true, '好'])
  })

  it('meta that is nested too deep to be written is an error record', async () => {
    const deep = `{"id":"d","text":"一","meta":${'['.repeat(1e5)}${']'.repeat(1e5)}}\n"好"\n`
    for (const workers of ['1', '2'])
      expect(records((await filter(['--workers', workers], deep)).stdout).map(outcome)).toEqual([
        ['d', 'too-large'],
        [null, '好'],
      ])
  })

  it('a record that ends its worker is an error record, and those behind it are done', async () => {
    // A heap that the page does not fit into, as in a container that is too small.
    const args = [`${testPackage}dist/cli.js`, 'analyze', '--format', 'jsonl', '--workers', '2']
    const big = line({ id: 'big', text: '全区完成投资35.7亿元，同比增长3.2%。'.repeat(200_000) })
    const rest = Array.from({ length: 6 }, (_, id) => line({ id, text: '好' })).join('')
    const { status, stdout } = spawnSync(process.execPath, ['--max-old-space-size=90', ...args], {
      input: `"一"\n${big}${rest}`,
      maxBuffer: 1e9,
    })
    expect(status).toBe(0)
    expect(records(stdout.toString()).map(outcome)).toEqual([
      [null, '一'],
      ['big', 'crashed'],
      ...[0, 1, 2, 3, 4, 5].map((id) => [id, '好']),
    ])
  })

  it('a wrong option is exit 2 and one line', async () => {
    const { code, stdout, stderr } = await filter(['--reference-date', 'soon'], '"好"\n')
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
  })
})

describe('JSON Lines: as one of many processes', () => {
  it('ends at once on empty input, without loading the library', () => {
    // The command line alone, in a folder without the library: whatever asks for it fails.
    const alone = mkdtempSync(join(folder, 'alone-'))
    writeFileSync(join(alone, 'package.json'), '{"type":"module"}')
    copyFileSync(`${testPackage}dist/cli.js`, join(alone, 'cli.js'))
    const run = (input: string) =>
      spawnSync(process.execPath, [join(alone, 'cli.js'), 'analyze', '--format', 'jsonl', '--workers', '1'], {
        input,
      })
    expect(run('').status).toBe(0)
    expect(run('\n \r\n').stdout.toString()).toBe('')
    expect(run('"好"\n').stderr.toString()).toContain('index.js')
  })

  it('ends with 0 and without a word when its reader goes', async () => {
    const input = line({ text: '全区重点项目开工'.repeat(200) }).repeat(400)
    for (const workers of ['1', '2']) {
      const child = startCli(['analyze', '--format', 'jsonl', '--workers', workers])
      child.stdin.end(input)
      child.stdout.once('data', () => child.stdout.destroy())
      const { code, stderr } = await finished(child)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    }
  })

  it('is one thread under an engine, one a core elsewhere', () => {
    expect(defaultWorkers({})).toBe(availableParallelism())
    for (const name of ['SPARK_ENV_LOADED', 'PARALLEL_SEQ', 'SLURM_JOB_ID'])
      expect(defaultWorkers({ [name]: '1' })).toBe(1)
  })

  it('gives each result before it waits for more input', async () => {
    const child = startCli(['analyze', '--format', 'jsonl'])
    for (const text of ['一', '二']) {
      child.stdin.write(line(text))
      const [chunk] = (await new Promise((resolve) =>
        child.stdout.once('data', (data) => resolve([data])),
      )) as [Buffer]
      expect(records(chunk.toString())[0].source).toBe(text)
    }
    child.stdin.end()
  })

  it.each(['1', '2'])('does not run ahead of a slow reader, --workers %s', async (workers) => {
    const child = startCli(['normalize', '--format', 'jsonl', '--workers', workers])
    const one = line({ text: '全区重点项目开工。'.repeat(2000) })
    let taken = 0
    for (let i = 0; i < 60; i++) {
      child.stdin.write(one, () => taken++)
    }
    // Nobody reads: it stops once the pipe and its own buffers are full.
    let last = -1
    while (last !== taken || taken === 0) {
      last = taken
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    expect(taken).toBeLessThan(30)
    child.stdin.end()
    expect(records((await finished(child)).stdout)).toHaveLength(60)
  })

  it('gives the same bytes every time, from one thread and from three', async () => {
    const input = Array.from({ length: 40 }, (_, i) =>
      i % 9 === 5
        ? '{oops\n'
        : line({ id: i, text: `第${i}页：完成投资${i}.5亿元。\n商州区`.repeat(1 + (i % 4)) }),
    ).join('')
    const [first, again, threads] = await Promise.all([
      filter(['--workers', '1'], input),
      filter(['--workers', '1'], input),
      filter(['--workers', '3'], input),
    ])
    expect(again.stdout).toBe(first.stdout)
    expect(threads.stdout).toBe(first.stdout)
    expect(records(first.stdout)).toHaveLength(40)
  })
})

describe('JSON Lines: files', () => {
  const input = Array.from({ length: 30 }, (_, i) =>
    line({ id: i, text: `第${i}页，全区开工项目${i}个。` }),
  ).join('')

  it('--resume goes on after an interruption: nothing lost, nothing doubled, a half line made whole', async () => {
    const whole = (await filter([], input)).stdout
    const out = join(folder, 'resumed.jsonl')
    for (const cut of [0, 10, Math.floor(whole.length / 2), whole.length - 1, whole.length]) {
      writeFileSync(out, Buffer.from(whole).subarray(0, cut))
      const { code, stdout } = await filter(['--resume', out, '--workers', '2'], input)
      expect([code, stdout]).toEqual([0, ''])
      expect(readFileSync(out, 'utf8')).toBe(whole)
    }
  })

  it('survives kill -9', async () => {
    const file = join(folder, 'in.jsonl')
    const many = `${input}\n{oops\n${line({ id: 3, text: 7 })}`.repeat(16)
    writeFileSync(file, many)
    const whole = (await filter([], many)).stdout
    const out = join(folder, 'killed.jsonl')
    const written = () => (existsSync(out) ? statSync(out).size : 0)
    for (let i = 0; i < 3; i++) {
      const before = written()
      const child = startCli(['analyze', '--format', 'jsonl', '--workers', '2', '--resume', out, file])
      child.stdin.end()
      const done = finished(child)
      // In the middle of the work: some of it is written, most of it is not.
      while (written() <= before + 30_000 && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 5))
      child.kill('SIGKILL')
      expect((await done).code).toBe(null)
      expect(written()).toBeLessThan(Buffer.byteLength(whole))
    }
    const child = startCli(['analyze', '--format', 'jsonl', '--resume', out, file])
    expect((await finished(child)).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toBe(whole)
  })

  it('reads and writes gzip by the name', async () => {
    const file = join(folder, 'in.jsonl.gz')
    const out = join(folder, 'out.jsonl.gz')
    writeFileSync(file, gzipSync(input))
    expect((await filter([file, '-o', out], '')).code).toBe(0)
    expect(gunzipSync(readFileSync(out)).toString()).toBe((await filter([], input)).stdout)
  })

  it('reads gzip that was made of several, and says which file is damaged', async () => {
    const file = join(folder, 'joined.jsonl.gz')
    const [one, two] = [gzipSync('"一"\n'), gzipSync('"二"\n')]
    writeFileSync(file, Buffer.concat([one, two]))
    expect(records((await filter([file], '')).stdout).map((r) => r.source)).toEqual(['一', '二'])
    writeFileSync(file, Buffer.concat([one, two.subarray(0, 12)]))
    const { code, stderr } = await filter([file], '')
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1])
    expect(stderr).toContain('joined.jsonl.gz')
  })

  const zstd = zlib as unknown as Partial<Record<`zstd${string}Sync`, (data: Buffer | string) => Buffer>>

  it('reads and writes zstd by the name, or says which Node can', async () => {
    const file = join(folder, 'in.jsonl.zst')
    const out = join(folder, 'out.jsonl.zst')
    if (zstd.zstdCompressSync) {
      writeFileSync(file, zstd.zstdCompressSync(input))
      expect((await filter([file, '-o', out], '')).code).toBe(0)
      const got = zstd.zstdDecompressSync!(readFileSync(out))
      expect(got.toString()).toBe((await filter([], input)).stdout)
      return
    }
    writeFileSync(file, input)
    for (const args of [[file], ['-o', out]]) {
      const { code, stdout, stderr } = await filter(args, input)
      expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
      expect(stderr).toMatch(/\.zst: this Node has no zstd; use Node 22\.15 or later, or gzip/)
    }
  })

  it('refuses to resume a compressed file, in one line', async () => {
    const { code, stderr } = await filter(['--resume', join(folder, 'x.gz')], input)
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1])
  })

  it('takes a folder of pages: names as ids, in order, bytes decoded', async () => {
    const pages = mkdtempSync(join(folder, 'pages-'))
    writeFileSync(join(pages, 'b.txt'), '乙')
    writeFileSync(join(pages, 'a.txt'), '甲')
    writeFileSync(join(pages, 'c.html'), '<p>丙</p>')
    writeFileSync(join(pages, 'd.txt.gz'), gzipSync('丁'))
    writeFileSync(join(pages, 'skip.png'), '')
    mkdirSync(join(pages, 'below'))
    writeFileSync(join(pages, 'below/e.htm'), '<p>戊</p>')
    const names = ['a.txt', 'b.txt', 'below/e.htm', 'c.html', 'd.txt.gz'].map((name) => join(pages, name))
    for (const workers of ['1', '2']) {
      const all = records((await filter([pages, '--workers', workers], '')).stdout)
      expect(all.map((r) => r.id)).toEqual(names)
      expect(all.map((r) => r.text.trim())).toEqual(['甲', '乙', '戊', '丙', '丁'])
      expect(all.every((r) => r.encoding === 'utf-8')).toBe(true)
    }
  })

  it('--resume goes on inside a folder', async () => {
    const pages = mkdtempSync(join(folder, 'pages-'))
    for (let i = 0; i < 9; i++) writeFileSync(join(pages, `${i}.txt`), `第${i}页`)
    const whole = (await filter([pages], '')).stdout
    const out = join(folder, 'resumed-folder.jsonl')
    writeFileSync(out, whole.slice(0, whole.length / 2))
    expect((await filter([pages, '--resume', out], '')).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toBe(whole)
  })

  it('--stats counts kinds, rules and issues on stderr', async () => {
    const text = '全區開工。截至2022年3月底，陕西省商洛市完成投资35.7亿元，同比增长12.3%。'
    const input = `${line({ text }).repeat(3)}oops\n${line({ text: '涓枃鏂囩珷' })}`
    const [one, threads] = await Promise.all(
      ['1', '3'].map((workers) => filter(['--stats', '--workers', workers], input)),
    )
    expect(threads.stderr).toBe(one.stderr)
    const counts = Object.fromEntries(
      one.stderr
        .trimEnd()
        .split('\n')
        .map((row) => row.split(' ')),
    )
    expect(counts).toMatchObject({ records: '5', failed: '1', 'facts/money': '3', 'facts/percent': '3' })
    const all = records(one.stdout).filter((r) => r.ok !== false) as unknown as Article[]
    const sum = (group: string) =>
      Object.entries(counts).reduce((n, [key, value]) => (key.startsWith(group) ? n + Number(value) : n), 0)
    const count = (of: (article: Article) => number) => all.reduce((n, article) => n + of(article), 0)
    expect(sum('entities/')).toBe(count(({ entities }) => entities.length))
    expect(sum('times/')).toBe(count(({ times }) => times.length))
    expect(sum('issues/')).toBe(count(({ issues }) => issues.length))
    expect(sum('edits/')).toBe(count(({ edits }) => edits.flatMap(({ rules }) => rules).length))
    expect(Object.keys(counts)).toContainEqual(expect.stringMatching(/^edits\/simplify\//))
  })

  const hasScript = spawnSync('script', ['--version']).status === 0

  it.runIf(hasScript)(
    'shows progress with rate, time left and failures on a terminal, and there alone',
    () => {
      const file = join(folder, 'progress.jsonl')
      writeFileSync(file, `oops\n${input.repeat(4)}`)
      const node = `'${process.execPath}' '${testPackage}dist/cli.js' analyze --format jsonl --workers 1`
      const on = spawnSync('script', [
        '-qec',
        `${node} '${file}' -o '${join(folder, 'progress.out')}'`,
        '/dev/null',
      ])
      const lines = on.stdout.toString().split('\r\x1b[K')
      const shape = /^\d+ records {2}\d+\/s {2}\d+\.\d\d MB\/s {2}1 failed {2}ETA \d+:\d\d$/
      expect(lines.filter((row) => shape.test(row)).length).toBeGreaterThan(0)
      // Wiped at the end: what follows starts on a clean line.
      expect(lines.at(-1)).toBe('')
      const off = spawnSync('sh', ['-c', `${node} '${file}' > /dev/null`])
      expect(off.stderr.toString()).toBe('')
    },
  )

  it('--max-record-ms gives up a record and goes on with the next', async () => {
    const long = line({ id: 'long', text: '全区完成投资35.7亿元，'.repeat(700_000) })
    const { code, stdout } = await filter(['--max-record-ms', '600'], `"一"\n${long}"二"\n`)
    expect(code).toBe(0)
    expect(records(stdout).map(outcome)).toEqual([
      [null, '一'],
      ['long', 'timeout'],
      [null, '二'],
    ])
  })
})
