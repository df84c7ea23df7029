import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Article } from '../index.js'
import type { Arguments, Exporter } from './args.js'
import { RunError, reason } from './errors.js'
import type { Output } from './output.js'

type Library = typeof import('../index.js')

/** `news/a.txt` → `a`; pages of one name in several folders are numbered. */
function documentNames(articles: readonly Article[]): string[] {
  const taken = new Set<string>()
  return articles.map(({ id }) => {
    const base = basename(String(id ?? 'page')).replace(/\.[^.]*$/, '') || 'page'
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`
    taken.add(name)
    return name
  })
}

function writeBrat(library: Library, articles: readonly Article[], folder: string): void {
  const names = documentNames(articles)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'annotation.conf'), library.bratConfiguration)
    for (const [i, article] of articles.entries()) {
      const { text, ann } = library.toBrat(article)
      writeFileSync(join(folder, `${names[i]}.txt`), text)
      writeFileSync(join(folder, `${names[i]}.ann`), ann)
    }
  } catch (error) {
    throw new RunError(`cannot write ${folder}: ${reason(error)}`)
  }
}

/** Writes articles as `--to` asks: into `output`, but for brat, which goes into the folder of `-o`. */
export async function exportArticles(
  library: Library,
  articles: readonly Article[],
  { args, output }: { args: Arguments; output: Output },
): Promise<void> {
  switch (args.text('to') as Exporter) {
    case 'brat':
      return writeBrat(library, articles, args.text('output')!)
    case 'label-studio':
      return output.write(`${JSON.stringify(library.toLabelStudio(articles), null, 2)}\n`)
    case 'doccano':
      return output.write(library.toDoccano(articles))
    case 'conll':
      return output.write(library.toConll(articles))
    case 'web-annotation':
      for (const article of articles)
        await output.write(`${JSON.stringify(library.toWebAnnotations(article))}\n`)
  }
}
