// dict/times → src/generated/times.ts: relative words, holidays, eras, the lunar calendar, time zones, cues.
import { grouped, pack, readTsv, stringModule } from '../dict-tools.js'

export default (): Record<string, string> => ({
  'times.ts': stringModule('dict/times', {
    words: pack(readTsv('times/words.tsv').map((r) => [r.term, r.type, r.value, r.bound])),
    holidays: pack(readTsv('times/holidays.tsv').map((r) => [r.term, r.calendar, r.month, r.day, r.length])),
    closings: pack(readTsv('times/closings.tsv').map((r) => [r.first, r.last])),
    reigns: pack(readTsv('times/reigns.tsv').map((r) => [r.term, r.first])),
    eras: pack(readTsv('times/eras.tsv').map((r) => [r.term, r.first, r.last])),
    parts: pack(
      readTsv('times/parts.tsv').map((r) => [
        r.term,
        r.decade_first,
        r.decade_last,
        r.century_first,
        r.century_last,
      ]),
    ),
    zones: pack(readTsv('times/zones.tsv').map((r) => [r.term, r.offset])),
    cues: grouped('times/cues.tsv', ['term', 'type'], null),
    lunar: pack(readTsv('times/lunar.tsv').map((r) => [r.year, r.first, r.leap, r.months])),
  }),
})
