import type { TownshipData } from './entities/index.js'
import { packed, streetCues } from './generated/townships.js'

export type { TownshipData } from './entities/index.js'

/**
 * The townships of the mainland with their codes of 9 digits, for `createAnalyzer({ townships })`. Plain data: it may
 * be sent to a worker as it is.
 */
export const townships: TownshipData = { kind: 'zhengwen-townships', version: 1, packed, streetCues }
