import { type Command, commands, flags } from './args.js'

const pad = (text: string, width: number): string => text.padEnd(width)

function flagLines(): string[] {
  return Object.entries(flags).map(([name, flag]) => {
    const short = 'short' in flag ? `-${flag.short}, ` : '    '
    const value = 'value' in flag ? ` ${flag.value}` : ''
    return `  ${pad(`${short}--${name}${value}`, 28)} ${flag.help}`
  })
}

export function generalHelp(): string {
  return `zhengwen 正文: damaged Chinese news pages in, clean Simplified text and typed records out

Usage:  zhengwen COMMAND [FILE…] [options]      without a FILE it reads stdin

Commands:
${commands.map(({ name, summary }) => `  ${pad(name, 10)} ${summary}`).join('\n')}

Options:
${flagLines().join('\n')}

Examples:
  zhengwen analyze page.txt                       the article, then tables of what is in it
  zhengwen analyze page.html --html --format json > page.json
  zhengwen analyze --format jsonl < pages.jsonl > records.jsonl
  zhengwen analyze --format jsonl pages/ -o records.jsonl.gz --workers 4 --stats
  zhengwen normalize damaged.txt --explain        what was mended, where, and how surely
  zhengwen facts page.txt --format csv            numbers for a spreadsheet

JSON Lines in: {"id"?, "text" | "html" | "base64", "meta"?, "referenceDate"?} a line, or a bare string. One line out for
each line in, in order; a record that cannot be processed gives {"id", "ok": false, "error": {"code", "message"}}.

Exit: 0 done; 1 something could not be read or written, or --strict and a record failed; 2 wrong usage.
`
}

export function commandHelp({ name, summary, formats, example }: Command): string {
  return `zhengwen ${name}: ${summary}

Usage:    zhengwen ${name} ${name === 'schema' ? '' : '[FILE…] '}[options]
Example:  ${example}
Formats:  ${formats.join(', ')}

Options:
${flagLines().join('\n')}
`
}
