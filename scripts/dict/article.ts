// dict/article and dict/media → src/generated/article.ts: the tables of the article room.
import { grouped, pack, readTsv, stringModule } from '../dict-tools.js'

/** Rows of a table, by the columns that are kept. */
const table = (path: string, columns: readonly string[]): string =>
  pack(readTsv(path).map((row) => columns.map((name) => row[name])))

/** The words alone. */
const words = (path: string): string =>
  readTsv(path)
    .map(({ term }) => term)
    .join('\t')

/** A line for each outlet: its name and the others that it has. */
const outlets = (path: string): string =>
  pack(
    readTsv(path).map(({ name, aliases }) => [name, ...aliases.split(' ').filter((alias) => alias !== '')]),
  )

/** A term stands once at a place: what it is there would depend on the order of the rows. */
function markers(path: string): string {
  const seen = new Set<string>()
  for (const { term, at } of readTsv(path, { key: null })) {
    if (seen.has(`${term} ${at}`)) throw new Error(`dict/${path}: ${term} stands twice at ${at}`)
    seen.add(`${term} ${at}`)
  }
  return grouped(path, ['term', 'at', 'kind', 'weight'], null)
}

export default (): Record<string, string> => ({
  'article.ts': stringModule('dict/article and dict/media', {
    spam: grouped('article/spam.tsv', ['term', 'weight']),
    labels: grouped('article/labels.tsv', ['term', 'kind']),
    roles: grouped('article/roles.tsv', ['term', 'kind', 'author', 'place']),
    rolePrefixes: grouped('article/role-prefixes.tsv', ['term', 'author']),
    self: words('article/self.tsv'),
    markers: markers('article/markers.tsv'),
    breaks: table('article/breaks.tsv', ['chars', 'kind']),
    buttons: grouped('article/buttons.tsv', ['term', 'kind']),
    counters: table('article/counters.tsv', ['term']),
    crumbs: grouped('article/crumbs.tsv', ['term', 'kind']),
    surnames: words('article/surnames.tsv'),
    datelines: words('article/datelines.tsv'),
    mediaSuffixes: grouped('article/media-suffixes.tsv', ['term', 'type'], null),
    htmlClasses: table('article/html-classes.tsv', ['word', 'kind', 'weight']),
    htmlTags: table('article/html-tags.tsv', ['tag', 'flow', 'kind', 'weight']),
    htmlMeta: table('article/html-meta.tsv', ['name', 'kind', 'where']),
    notNames: grouped('article/not-names.tsv', ['term', 'kind'], null),
    sections: words('article/sections.tsv'),
    feasts: table('article/feasts.tsv', ['term', 'months']),
    months: table('article/months.tsv', ['term', 'month']),
    clauses: grouped('article/clauses.tsv', ['term', 'kind'], null),
    columns: grouped('article/columns.tsv', ['term', 'place'], null),
    reports: grouped('article/reports.tsv', ['term', 'place'], null),
    notPublishers: grouped('article/not-publishers.tsv', ['term', 'kind'], null),
    media: outlets('media/media.tsv'),
  }),
})
