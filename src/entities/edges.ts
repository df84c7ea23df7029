import { nameEdges } from '../generated/entities.js'
import { rows } from './packed.js'

/** Characters around names, by class, each class as one text to look in: dict/names/edges.tsv. */
interface Edges {
  /** What joins two names: 张民|和|李明. */
  joinsNames: string
  /** Surnames that join two names more often than they begin one: 总理|和普京. */
  beforeKnown: string
  /** Last characters of places: 卢沟桥 is no person. */
  endsPlace: string
  /** Adverbs that hardly end a given name of two characters: 司徒健|未减持. */
  adverb: string
  /** What goes on behind a name, a word of its own: 苏伟和|攻关小组. */
  goesOn: string
  /** 但|吕老: before a name that the model reads. */
  conjunction: string
  /** The same before a transliteration: 派|内塔尼亚胡. */
  beforeForeign: string
  /** Surnames that stand before titles as other words: 任|书记. */
  noSurname: string
  /** What touches the front of a name and is none of it: 在|江州电子. */
  beforeName: string
  /** The same of a place: 沿|青弋江. */
  beforePlace: string
  /** What stands behind the name of a division and is none of it: 德州市|约120公里. */
  besidePlace: string
  /** Before 有 as a verb: 县里|有研究所. */
  thereIs: string
  /** Last characters of words for people: 消费者. */
  endsRole: string
  /** Before a town's name and none of it: 原|石林镇. */
  beforeTown: string
  /** Characters that names of places by grammar do not have: 各|村. */
  neverInPlaces: string
  /** How the names of hills end that 山 may follow: 青峰|山. */
  endsHill: string
  /** What goes on a place in one word of the list as it would behind it: 法国|人. */
  goesWithPlace: string
  /** What a country or a division heads whatever the list calls the word: 缅甸|人. */
  ofPlace: string
  /** Characters that names of roads do not have: 沿|青石路. */
  neverInRoads: string
  /** Last characters of what names kinds of firms: 商户. */
  endsKind: string
  /** Characters that short names of firms do not have: 由|江州电子. */
  neverInFirms: string
  /** What stands before the name of a city where one goes or is: 飞往|罗马. */
  whereabouts: string
  /** Units that figures number: 10|团党委. */
  numberedUnits: string
}

let edges: Edges | null = null

/** The table, made at the first call. Immutable. */
export function getEdges(): Edges {
  edges ??= build()
  return edges
}

function build(): Edges {
  const characters = new Map(rows(nameEdges).map(([name, text]) => [name, text] as const))
  const of = (name: string): string => characters.get(name) ?? ''
  return {
    joinsNames: of('joins-names'),
    beforeKnown: of('before-known'),
    endsPlace: of('ends-place'),
    adverb: of('adverb'),
    goesOn: of('goes-on'),
    conjunction: of('conjunction'),
    beforeForeign: of('before-foreign'),
    noSurname: of('no-surname'),
    beforeName: of('before-name'),
    beforePlace: of('before-place'),
    besidePlace: of('beside-place'),
    thereIs: of('there-is'),
    endsRole: of('ends-role'),
    beforeTown: of('before-town'),
    neverInPlaces: of('never-in-places'),
    endsHill: of('ends-hill'),
    goesWithPlace: of('goes-with-place'),
    ofPlace: of('of-place'),
    neverInRoads: of('never-in-roads'),
    endsKind: of('ends-kind'),
    neverInFirms: of('never-in-firms'),
    whereabouts: of('whereabouts'),
    numberedUnits: of('numbered-units'),
  }
}
