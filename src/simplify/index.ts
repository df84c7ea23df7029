export { type Region, type SimplifyOptions, simplifyEdits } from './simplify.js'
export { type TypographyOptions, type TypographyRule, typography } from './typography.js'
