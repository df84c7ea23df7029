export { type Region, type SimplifyOptions, simplifyEdits } from './simplify.js'
export { type TypographyOptions, typography } from './typography.js'
