// dict/article and dict/media → src/generated/article.ts: the tables of the article room.
import { pack, readTsv, stringModule } from '../dict-tools.js'

/** Rows of a table, keyed by all the columns that are kept, so that no row stands twice. */
function table(path: string, columns: readonly string[], key?: null): string {
  const rows = readTsv(path, key === null ? { key } : {}).map((row) => columns.map((name) => row[name]))
  const seen = new Set<string>()
  for (const row of rows) {
    const id = row.slice(0, 3).join('\t')
    if (seen.has(id)) throw new Error(`dict/${path}: ${id} stands twice`)
    seen.add(id)
  }
  return pack(rows)
}

export default (): Record<string, string> => ({
  'article.ts': stringModule('dict/article and dict/media', {
    spam: table('article/spam.tsv', ['term', 'topic', 'weight']),
    labels: table('article/labels.tsv', ['term', 'kind']),
    roles: table('article/roles.tsv', ['term', 'kind', 'author', 'place']),
    rolePrefixes: table('article/role-prefixes.tsv', ['term', 'author']),
    self: table('article/self.tsv', ['term']),
    markers: table('article/markers.tsv', ['term', 'kind', 'at', 'weight'], null),
    breaks: table('article/breaks.tsv', ['chars', 'kind']),
    buttons: table('article/buttons.tsv', ['term', 'kind']),
    counters: table('article/counters.tsv', ['term']),
    crumbs: table('article/crumbs.tsv', ['term', 'kind']),
    surnames: table('article/surnames.tsv', ['term', 'type']),
    datelines: table('article/datelines.tsv', ['term']),
    mediaSuffixes: table('article/media-suffixes.tsv', ['term', 'type'], null),
    htmlClasses: table('article/html-classes.tsv', ['word', 'kind', 'weight']),
    htmlTags: table('article/html-tags.tsv', ['tag', 'flow', 'kind', 'weight']),
    htmlMeta: table('article/html-meta.tsv', ['name', 'kind', 'where']),
    notNames: table('article/not-names.tsv', ['term', 'kind']),
    sections: table('article/sections.tsv', ['term']),
    notPublishers: table('article/not-publishers.tsv', ['term']),
    media: table('media/media.tsv', ['name', 'type', 'region', 'aliases']),
  }),
})
