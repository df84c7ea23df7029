// dict/units/pairs.tsv → src/generated/numerals.ts: what 一两 counts.
import { grouped, stringModule } from '../dict-tools.js'

export default (): Record<string, string> => ({
  'numerals.ts': stringModule('dict/units', { pairs: grouped('units/pairs.tsv', ['term', 'type']) }),
})
