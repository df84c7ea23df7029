import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import schema from '../../src/record/article.schema.json' with { type: 'json' }
import { cli } from '../support/cli.js'
import { expectValid } from '../support/schema.js'

const folder = mkdtempSync(join(tmpdir(), 'zhengwen-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const page = file('page.txt', '產業鏈建設提速\n\n2022-05-19\n\n  今年以來，全縣開工項目104個。\n')

describe('zhengwen', () => {
  it('shows the same on help, and on help with a command', async () => {
    for (const command of [[], ['analyze'], ['view']]) {
      const { code, stdout } = await cli(['help', ...command])
      expect([code, stdout]).toEqual([0, (await cli([...command, '--help'])).stdout])
    }
    expect((await cli(['help', 'nothing'])).code).toBe(2)
  })

  it('shows its help on --help, and each command its own', async () => {
    const general = await cli(['--help'])
    expect(general.code).toBe(0)
    for (const command of [
      'analyze',
      'normalize',
      'segment',
      'entities',
      'times',
      'facts',
      'view',
      'export',
      'schema',
    ]) {
      expect(general.stdout).toContain(`\n  ${command} `)
      const own = await cli([command, '--help'])
      expect([own.code, own.stdout.split(':')[0]]).toEqual([0, `zhengwen ${command}`])
      expect(own.stdout).toContain('Example:')
    }
  })

  it('without anything to do says how to use it, on stderr, exit 2', async () => {
    const { code, stdout, stderr } = await cli([])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage:')
  })

  const wrong: [name: string, args: string[]][] = [
    ['an unknown command', ['analyse']],
    ['an unknown option', ['analyze', '--loud']],
    ['an unknown format', ['analyze', '--format', 'yaml']],
    ['a format of another command', ['segment', '--format', 'csv']],
    ['an unknown region', ['normalize', '--region', 'sg']],
    ['a day that does not exist', ['times', '--reference-date', '2023-02-29']],
    ['no number of workers', ['analyze', '--format', 'jsonl', '--workers', '0']],
    ['no tool to export to', ['export', page]],
    ['a tool that is not known', ['export', page, '--to', 'prodigy']],
    ['brat without a folder', ['export', page, '--to', 'brat']],
    ['workers without JSON Lines', ['analyze', '--workers', '2']],
    ['a dictionary that is not there', ['segment', '--dict', join(folder, 'none.tsv')]],
    ['a dictionary of an unknown kind', ['segment', '--dict', file('kind.json', '{"animals": ["猫"]}')]],
    ['a dictionary that is no JSON', ['segment', '--dict', file('broken.json', '{"places": [')]],
    ['a dictionary without names', ['segment', '--dict', file('names.json', '{"places": [{"code": "1"}]}')]],
    ['a table without a head', ['segment', '--dict', file('head.tsv', '某地\t1\n')]],
    ['a table with an unknown kind', ['segment', '--dict', file('kind.tsv', 'kind\tname\nanimal\t猫\n')]],
    ['a dictionary in another encoding', ['segment', '--dict', file('gbk.tsv', Buffer.from([0xd6, 0xd0]))]],
  ]
  it.each(wrong)('%s: one clear line, exit 2', async (_, args) => {
    const { code, stdout, stderr } = await cli(args, '全区')
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2])
    expect(stderr).toMatch(/^zhengwen: /)
  })

  it('names the line of a dictionary that is wrong', async () => {
    const path = file('line.tsv', 'kind\tname\nword\t链长制\nword\t\n')
    expect((await cli(['segment', '--dict', path], '')).stderr).toContain('line.tsv:3: no name')
  })

  it('a file that cannot be read: one line, exit 1, and the others are still done', async () => {
    const { code, stdout, stderr } = await cli(['normalize', join(folder, 'none.txt')])
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      `zhengwen: cannot read ${join(folder, 'none.txt')}: no such file\n`,
    ])
  })
})

describe('zhengwen analyze', () => {
  it('--format json: a record by the schema', async () => {
    const { code, stdout } = await cli(['analyze', page, '--format', 'json'])
    expect(code).toBe(0)
    const article = JSON.parse(stdout)
    expectValid(article)
    expect(article).toMatchObject({ id: null, encoding: 'utf-8' })
    expect(article.text).toContain('产业链建设提速')
  })

  it('--format csv: a row a fact, with the page of each; facts gives the same rows', async () => {
    const { code, stdout } = await cli(['analyze', page, page, '--format', 'csv'])
    expect(code).toBe(0)
    const rows = stdout.trimEnd().split('\r\n')
    expect(rows[0].startsWith('article,fact,kind,text,')).toBe(true)
    expect(rows.slice(1).every((row) => row.startsWith(page))).toBe(true)
    expect((await cli(['facts', page, '--format', 'csv'])).stdout).toMatch(/\r\n,f1,count,104个,point,104,/)
  })

  it('reads stdin as well as a file', async () => {
    const { stdout } = await cli(['analyze', '--format', 'json'], readFileSync(page))
    expect(stdout).toBe((await cli(['analyze', page, '--format', 'json'])).stdout)
  })

  it('several files: a list of records with their names', async () => {
    const { stdout } = await cli(['analyze', page, page, '--format', 'json'])
    expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual([page, page])
  })

  it('text: the article, with no colours in a pipe', async () => {
    const { code, stdout } = await cli(['analyze', page])
    expect(code).toBe(0)
    expect(stdout).toContain('今年以来，全县开工项目104个。')
    expect(stdout).not.toContain('\x1b[')
  })

  it('colours on demand, and never against NO_COLOR unless asked', async () => {
    expect((await cli(['analyze', page, '--color'], '', { NO_COLOR: '1' })).stdout).toContain('\x1b[')
    expect((await cli(['analyze', page], '', { FORCE_COLOR: '1' })).stdout).toContain('\x1b[')
    expect((await cli(['analyze', page], '', { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(
      '\x1b[',
    )
    expect((await cli(['analyze', page, '--no-color'], '', { FORCE_COLOR: '1' })).stdout).not.toContain(
      '\x1b[',
    )
  })

  it('--explain: every edit with place, before → after, certainty and rule', async () => {
    const { stdout } = await cli(['normalize', page, '--explain'])
    expect(stdout).toMatch(/^产业链建设提速/)
    expect(stdout).toMatch(/^ +1:1 +產 → 产 +exact +simplify\/\S+$/m)
    expect(stdout).toMatch(/^ +5:6 +來 → 来 +exact +simplify\/\S+$/m)
  })

  it('--explain: the bytes of what was mended, for those who doubt', async () => {
    const { stdout } = await cli(
      ['normalize', '--explain'],
      '記者報(bào)道，來源：河東日?qǐng)?bào)\n會議報(bào)告',
    )
    expect(stdout).toMatch(
      /^ +1:\d+ +C8 D5 ·· \(qǐng\) ·· \(bào\) +C8 D5 88 F3 +exact +D5 88 請 qǐng, 88 F3 報 bào$/m,
    )
  })

  it('--explain shows no bytes of what was kept', async () => {
    const { stdout } = await cli(
      ['normalize', '--explain', '--pinyin', 'keep'],
      '記者報(bào)道，會議報(bào)告',
    )
    expect(stdout).toContain('(bào)')
    expect(stdout).not.toContain('The bytes')
  })

  it('-o writes a file and nothing to the terminal', async () => {
    const out = join(folder, 'out.json')
    const { stdout } = await cli(['analyze', page, '--format', 'json', '-o', out])
    expect(stdout).toBe('')
    expectValid(JSON.parse(readFileSync(out, 'utf8')))
  })
})

describe('the other commands', () => {
  it('normalize gives clean text, line for line', async () => {
    expect((await cli(['normalize'], '產業鏈\n建設')).stdout).toBe('产业链\n建设\n')
  })

  it('segment gives words with spaces between, lines kept', async () => {
    const { stdout } = await cli(['segment'], '重点项目\n集中开工')
    expect(stdout.split('\n')).toHaveLength(3)
    expect(stdout.replace(/ /g, '')).toBe('重点项目\n集中开工\n')
  })

  it('--dict: the caller’s words from JSON and from a table', async () => {
    const json = file('own.json', '{"words": ["双链工程"]}')
    const tsv = file('own.tsv', 'kind\tname\taliases\n# ours\nword\t双链工程\nplace\t云雾镇\t云雾\n')
    for (const path of [json, tsv])
      expect((await cli(['segment', '--dict', path], '全区双链工程开工')).stdout.split(/\s/)).toContain(
        '双链工程',
      )
  })

  it('--townships: codes of townships, in JSON Lines on threads too', async () => {
    const text = '商州区沙河子镇的木耳丰收了。'
    const codes = (entities: { code: string }[]) => entities.map(({ code }) => code)
    const whole = await cli(['entities', '--townships', '--format', 'json'], text)
    expect(codes(JSON.parse(whole.stdout))).toEqual(['611002', '611002104'])
    const lines = await cli(
      ['entities', '--townships', '--format', 'jsonl', '--workers', '2'],
      `${JSON.stringify(text)}\n`.repeat(3),
    )
    for (const line of lines.stdout.trim().split('\n'))
      expect(codes(JSON.parse(line).entities)).toEqual(['611002', '611002104'])
  })

  it('spans of parts are in the clean text, source spans in the page as it came', async () => {
    const { stdout } = await cli(
      ['times', '--format', 'json', '--reference-date', '2022-05-19'],
      '產業鏈(a)2022年3月31日',
    )
    for (const { text, sourceSpan } of JSON.parse(stdout))
      expect('產業鏈(a)2022年3月31日'.slice(sourceSpan.start, sourceSpan.end)).toBe(text)
  })

  it('says when there is nothing', async () => {
    expect((await cli(['facts'], '你好')).stdout).toBe('nothing found\n')
  })

  it('schema prints the schema that ships', async () => {
    expect(JSON.parse((await cli(['schema'])).stdout)).toEqual(schema)
  })
})

describe('zhengwen view', () => {
  it('writes one page of HTML', async () => {
    const out = join(folder, 'page.html')
    expect((await cli(['view', page, '-o', out])).code).toBe(0)
    const html = readFileSync(out, 'utf8')
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toContain('产业链建设提速')
  })
})

describe('zhengwen export', () => {
  it('--to label-studio: a JSON list of tasks', async () => {
    const { code, stdout } = await cli(['export', page, '--to', 'label-studio'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)[0].data.text).toContain('产业链建设提速')
  })

  it.each(['doccano', 'web-annotation'])('--to %s: one line of JSON a page', async (tool) => {
    const { stdout } = await cli(['export', page, page, '--to', tool])
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => typeof JSON.parse(line)),
    ).toEqual(['object', 'object'])
  })

  it('--to conll: columns', async () => {
    const { stdout } = await cli(['export', '--to', 'conll'], '县长李敏说')
    expect(stdout).toContain('\n李\tB-PER\tO\tO\n敏\tI-PER\tO\tO\n')
  })

  it('--to brat: a folder with two files a page, none written over another', async () => {
    const out = join(folder, 'brat')
    const { code, stdout } = await cli(['export', page, page, '--to', 'brat', '-o', out])
    expect([code, stdout]).toEqual([0, ''])
    expect(readdirSync(out).sort()).toEqual([
      'annotation.conf',
      'page-2.ann',
      'page-2.txt',
      'page.ann',
      'page.txt',
    ])
    expect(readFileSync(join(out, 'page.ann'), 'utf8')).toMatch(/^T1\t/)
  })
})
