import type { Author, Publisher, Zone } from '../article/index.js'
import type { Dictionaries, Token } from '../segment/index.js'
import type { Doc, Issue } from '../text/index.js'
import { findShortNames, settleBodies } from './bodies.js'
import { findCompanies, findKnown } from './companies.js'
import { findAgain, linkBodies, linkPersons, linkPlaces } from './link.js'
import { findDotted } from './names.js'
import { findOrganizations } from './organizations.js'
import { findOwn } from './own.js'
import { Page } from './page.js'
import { findBareNames, findCalledNames } from './people.js'
import { findListedPlaces } from './places.js'
import { findPosts, nameHolders, tieByVerb } from './posts.js'
import { decideScope } from './scope.js'
import type { Entity } from './types.js'
import { findPlacesByGrammar } from './units.js'

export interface EntityInput {
  doc: Doc
  /** What to read, in order. */
  zones: readonly Zone[]
  /** Tokens of the whole text. */
  tokens: readonly Token[]
  publisher: Publisher | null
  authors: readonly Author[]
  dictionaries: Dictionaries
}

/** Finds and links the entities of one article. Issues have spans in the text. */
export function findEntities(input: EntityInput): { entities: Entity[]; issues: Issue[] } {
  const { doc, zones, tokens, publisher, authors, dictionaries } = input
  const page = new Page(doc.text, zones, tokens)
  findListedPlaces(page)
  findPlacesByGrammar(page)
  findKnown(page)
  findOrganizations(page)
  findCompanies(page)
  settleBodies(page)
  findDotted(page)
  const posts = findPosts(page)
  nameHolders(page, posts)
  findBareNames(page, posts)
  findCalledNames(page)
  tieByVerb(page, posts)
  const shorts = findShortNames(page)
  findAgain(page, shorts)
  const own = findOwn(page, dictionaries)
  const scope = decideScope(page, publisher)
  const entities: Entity[] = [
    ...linkPlaces(doc, page, scope, posts),
    ...linkPersons(doc, page, scope, posts, authors),
    ...linkBodies(doc, page, scope, shorts),
  ]
  return { entities: numbered(own(doc, entities)), issues: [] }
}

/** In order of first mention; e1, e2 … */
function numbered(entities: Entity[]): Entity[] {
  return entities
    .filter((e) => e.mentions.length > 0)
    .sort(
      (a, b) =>
        a.mentions[0].span.start - b.mentions[0].span.start ||
        b.mentions[0].span.end - a.mentions[0].span.end,
    )
    .map((e, i) => ({ ...e, id: `e${i + 1}` }))
}
