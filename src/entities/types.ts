import type { Mention, Span } from '../text/index.js'

interface EntityBase {
  /** Stable within one article: `e1`, `e2` … in order of first mention. */
  id: string
  /** The fullest form: the canonical name of a place, the longest form of a company. */
  name: string
  /** At least one, in order. */
  mentions: Mention[]
  /**
   * @minimum 0
   * @maximum 1
   */
  confidence: number
  /** Names of the rules that found it. */
  rules: string[]
}

export type PlaceLevel =
  | 'country'
  | 'province'
  | 'prefecture'
  | 'county'
  | 'township'
  | 'village'
  | 'region'
  | 'natural'
  | 'road'
  | 'facility'
  | 'foreign'
  | 'other'

export interface Place extends EntityBase {
  kind: 'place'
  level: PlaceLevel
  /**
   * GB/T 2260, 6 digits; 9 for townships, which have one with `zhengwen/townships` alone; null where there is none or it
   * is undecided.
   */
  code: string | null
  /** From the province down: 陕西省, 商洛市, 商州区. */
  path: string[]
  /** Codes among which the article does not decide. Empty when `code` is set. */
  candidates: string[]
}

/** A place of authority: what an office or an organisation is of. */
export interface Jurisdiction {
  name: string
  code: string | null
}

export type PostStatus = 'current' | 'former' | 'acting' | 'designate'

export interface Post {
  /** 商州区委书记 */
  text: string
  span: Span
  sourceSpan: Span
  /** 书记; keeps 副, 常务副, 总, 首席 */
  title: string
  /** 商州区委 */
  organization: string | null
  jurisdiction: Jurisdiction | null
  status: PostStatus
}

export interface Person extends EntityBase {
  kind: 'person'
  category: 'official' | 'executive' | 'journalist' | 'other'
  posts: Post[]
}

export interface Company extends EntityBase {
  kind: 'company'
  /** 有限责任公司, 股份有限公司 …; null where the text never gives it */
  legalForm: string | null
  shortNames: string[]
  /** 688519.SH, 3988: the code under which it is listed, as the text gives it beside the name */
  stockCode: string | null
}

export type OrganizationCategory =
  | 'government'
  | 'party'
  | 'legislature'
  | 'judicial'
  | 'school'
  | 'hospital'
  | 'media'
  | 'military'
  | 'association'
  | 'team'
  | 'institute'
  | 'other'

export interface Organization extends EntityBase {
  kind: 'organization'
  category: OrganizationCategory
  jurisdiction: Jurisdiction | null
}

export type Entity = Place | Person | Company | Organization
