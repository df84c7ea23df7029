import { entityModel } from '#entity-model'
import { type Author, lineZones, type Publisher, type Zone } from '../article/index.js'
import { cutText, type Dictionaries, type Words } from '../segment/index.js'
import { type Doc, finish, type Issue, type Span, type Stages } from '../text/index.js'
import { findAbbreviations } from './abbreviations.js'
import { findShortNames, settleBodies } from './bodies.js'
import { findClosedLists } from './closed-lists.js'
import { findCompanies, findFunded, findKnown, findListed, findQuotedFirms, findWarned } from './companies.js'
import { findDivisionLists } from './division-lists.js'
import { findDotted } from './dotted.js'
import { findFirmLists } from './firm-lists.js'
import { findFirmsByRole } from './firm-roles.js'
import { findGauges } from './gauges.js'
import { WORD } from './lexicon.js'
import { findNamesAgain, findShortForms, linkPersons, linkPlaces } from './link.js'
import { findBodiesAgain, linkBodies } from './link-bodies.js'
import type { Model } from './model/decode.js'
import { refinePersons } from './model/persons.js'
import { readModelSpans, refinePlacesAndBodies } from './model/refine.js'
import { closeNameLists, findBylineNames } from './name-lists.js'
import { findNotices } from './notices.js'
import { findOrganizations, findPapers, findPublisher } from './organizations.js'
import { findOwn } from './own.js'
import { outsideOf, overlapsAny, Page, setPlaces } from './page.js'
import {
  findBareNames,
  findCalledNames,
  findKnownPersons,
  findLives,
  isPrize,
  joinOtherNames,
  keepAuthors,
} from './people.js'
import { findListedPlaces } from './places.js'
import { findAppointed } from './posts/appointed.js'
import { tieByVerb } from './posts/careers.js'
import { findPosts } from './posts/find.js'
import { nameHolders } from './posts/holders.js'
import { findHonoured } from './posts/honoured.js'
import { noteLeaving } from './posts/leaving.js'
import { decideScope } from './scope.js'
import { findSides } from './sides.js'
import { findSights } from './sights.js'
import { decideTownships } from './townships/decide.js'
import { dropFalseTownships, dropNamesInTownships, findTownships } from './townships/find.js'
import { townshipList } from './townships/names.js'
import type { Townships } from './townships/table.js'
import {
  dropBodiesInVillages,
  dropFirmsInNames,
  dropNamesInBodies,
  dropNamesOfPlaces,
  dropShips,
  dropStorms,
  findVillagesOfTowns,
  joinBranches,
  joinUnits,
  restoreFirmPlaces,
  trimModelHits,
} from './trim.js'
import type { Entity } from './types.js'
import { findPlacesByGrammar } from './units/find.js'
import { findWards } from './wards.js'

export interface EntityInput {
  doc: Doc
  /** What to read, in order. */
  zones: readonly Zone[]
  /** Of the whole text. */
  words: Words
  publisher: Publisher | null
  authors: readonly Author[]
  dictionaries: Dictionaries
  /** null for grammar alone, undefined for the package's own. */
  model?: Model | null
  townships?: Townships | null
}

/** A bare text, line by line, with the places and bodies that grammar finds: what the model is trained on. */
export function readPage(text: string): Page {
  const page = new Page(text, lineZones(text), cutText(text, {}, {}))
  finish(readPlacesAndBodies(page))
  return page
}

type Pass = (page: Page) => void

/** Each pass is a stage of its own. */
function* inTurn(page: Page, passes: readonly Pass[]): Stages<void> {
  for (const pass of passes) {
    pass(page)
    yield
  }
}

/** What grammar and the lists find, behind the townships. */
const grammar: readonly Pass[] = [
  findClosedLists,
  findDivisionLists,
  findGauges,
  findAbbreviations,
  findDotted,
  findKnown,
  findCompanies,
  findQuotedFirms,
  findFunded,
  findListed,
  findWarned,
  findOrganizations,
  findPapers,
]

function* readPlacesAndBodies(
  page: Page,
  publisher: Publisher | null = null,
  townships: Townships | null = null,
): Stages<void> {
  findListedPlaces(page)
  const list = townships ?? townshipList
  findTownships(page, list, townships)
  yield
  findPlacesByGrammar(page)
  dropFalseTownships(page, list, townships)
  yield
  yield* inTurn(page, grammar)
  if (publisher) findPublisher(page, publisher.name)
  settleBodies(page)
  yield
}

/** What the model has found is trimmed, and what it leads to is found. */
const extended: readonly Pass[] = [
  trimModelHits,
  findVillagesOfTowns,
  dropBodiesInVillages,
  joinBranches,
  dropShips,
  joinUnits,
  findWards,
  findFirmLists,
  findFirmsByRole,
  findNotices,
  findSides,
]

/** Of what claims one place in the text the less sure goes. */
const fitted: readonly Pass[] = [
  dropNamesInBodies,
  dropTitles,
  dropNamesOfPlaces,
  dropStorms,
  dropNamesInTownships,
]

/** Where titles and roles stand in a bare text, with somebody who holds them or not. */
export function findTitles(text: string): Span[] {
  const page = readPage(text)
  refinePlacesAndBodies(page, readModelSpans(page, entityModel()))
  return findPosts(page).map(({ titleStart, end }) => ({ start: titleStart, end }))
}

interface Found {
  entities: Entity[]
  issues: Issue[]
}

/** Finds and links the entities of one article. Issues have spans in the text. */
export function findEntities(input: EntityInput): Found {
  return finish(findEntitiesInStages(input))
}

/** The same in stages, so that several pages may take each one behind the other. */
export function* findEntitiesInStages(input: EntityInput): Stages<Found> {
  const { doc, zones, words, publisher, authors, dictionaries, townships = null } = input
  const page = new Page(doc.text, zones, words, dictionaries.titles)
  yield
  yield* readPlacesAndBodies(page, publisher, townships)
  const { model = entityModel() } = input
  const spans = model ? readModelSpans(page, model) : []
  yield
  const byGrammar = page.places
  refinePlacesAndBodies(page, spans)
  restoreFirmPlaces(page, byGrammar)
  const short = page.places.filter(({ rule }) => rule === 'place-abbreviation')
  yield
  yield* inTurn(page, extended)
  // Before the posts: 皖江薄膜|董事长.
  const shorts = findShortNames(page)
  findBodiesAgain(page, shorts)
  yield
  const posts = findPosts(page)
  yield
  nameHolders(page, posts)
  findAppointed(page, posts)
  findHonoured(page)
  findLives(page)
  yield
  findKnownPersons(page)
  findBareNames(page, posts)
  yield
  findCalledNames(page)
  yield
  if (model) refinePersons(page, outsideOf(spans, short))
  // A surname alone is no name, nor is a drug: 恩诺|沙星, 阿奇|霉素.
  page.persons = page.persons.filter(
    (hit) =>
      hit.end - hit.start > 1 &&
      !((page.ownBits(hit.end - 2, hit.end) | page.ownBits(hit.end, hit.end + 2)) & WORD.substance) &&
      !isPrize(page, hit),
  )
  yield
  closeNameLists(page)
  findBylineNames(page, posts)
  joinOtherNames(page)
  keepAuthors(page, authors)
  yield
  findNamesAgain(page, posts)
  yield
  tieByVerb(page, posts)
  noteLeaving(page, posts)
  dropFirmsInNames(page)
  findShortForms(page, posts)
  yield
  yield* inTurn(page, fitted)
  page.bodies = page.bodies.filter(
    (hit) => !hit.rule.startsWith('model-') || !overlapsAny(page.persons, hit.start, hit.end),
  )
  // 陆川, 黄石生: who is called as a place says nothing of where.
  setPlaces(page, outsideOf(page.places, page.persons))
  yield
  findSights(page)
  const own = findOwn(page, dictionaries)
  const scope = decideScope(page, publisher, doc)
  if (townships) decideTownships(page, scope, townships)
  yield
  const places = linkPlaces(doc, page, scope, posts)
  yield
  const persons = linkPersons(doc, page, scope, posts, authors)
  yield
  const entities: Entity[] = [...places, ...persons, ...linkBodies(doc, page, scope, shorts)]
  yield
  return { entities: numbered(own(doc, onePerSpan(entities))), issues: [] }
}

/** Names within 《…》 belong to the title of a work or a rule. */
function dropTitles(page: Page): void {
  const { text } = page
  const titles: Span[] = []
  for (let open = text.indexOf('《'); open >= 0; open = text.indexOf('《', open + 1)) {
    const close = text.indexOf('》', open)
    if (close < 0) break
    if (close - open > 60 || text.slice(open, close).includes('\n')) continue
    titles.push({ start: open, end: close })
    open = close
  }
  if (titles.length === 0) return
  const outside = (hit: Span) => !overlapsAny(titles, hit.start, hit.end)
  page.places = page.places.filter(outside)
  // 《科技日报》 is the paper, not a work.
  page.bodies = page.bodies.filter(
    (hit) =>
      outside(hit) || (hit.category === 'media' && text[hit.start - 1] === '《' && text[hit.end] === '》'),
  )
  page.persons = page.persons.filter(outside)
}

/** One span is of one entity: of two that claim 国安, the surer has it, and who has no other mention is gone. */
function onePerSpan(entities: Entity[]): Entity[] {
  const claims = new Map<number | string, Entity>()
  let twice = false
  for (const entity of entities)
    for (const { span } of entity.mentions) {
      const key = keyOf(span)
      const other = claims.get(key)
      if (other) twice = true
      if (!other || other.confidence < entity.confidence) claims.set(key, entity)
    }
  if (!twice) return entities
  for (const entity of entities)
    entity.mentions = entity.mentions.filter(({ span }) => claims.get(keyOf(span)) === entity)
  return entities
}

/** A number wherever it can be one: texts of strings to look up by cost more than the look. */
function keyOf({ start, end }: Span): number | string {
  return end - start < LONG ? start * LONG + end - start : `${start}-${end}`
}

/** Longer than names are. */
const LONG = 1 << 10

/** In order of first mention; e1, e2 … */
function numbered(entities: Entity[]): Entity[] {
  const out = entities.filter((e) => e.mentions.length > 0)
  out.sort(
    (a, b) =>
      a.mentions[0].span.start - b.mentions[0].span.start || b.mentions[0].span.end - a.mentions[0].span.end,
  )
  for (let i = 0; i < out.length; i++) out[i].id = `e${i + 1}`
  return out
}
