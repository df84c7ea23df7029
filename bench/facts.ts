// Numerals, units and times on others' suites (../shared/data/numbers), through the public API.
// npm run bench:facts [-- --misses NAME | --speed]: a table; with the misses of the suites whose name has NAME; the
// speeds alone.
import { bodies, records } from './fact-records.js'
import { speeds } from './fact-speed.js'
import * as n from './number-suites.js'
import { report, suitesPresent } from './suite.js'
import * as t from './time-suites.js'

const at = process.argv.indexOf('--misses')
const misses = at < 0 ? null : (process.argv[at + 1] ?? '')

/** Others' suites. */
function suites(): void {
  report('cn2an values', '342/342', n.cn2an(), misses)
  report('Recognizers Number', '364/365', n.numbers(), misses)
  report('Recognizers Ordinal', '7/7', n.ordinals(), misses)
  report('Recognizers Percent', '152/152', n.percents(), misses)
  report('Recognizers Currency', '35/35', n.currencies(), misses)
  report('Recognizers Dimension', '36/36', n.measures(), misses)
  report('Recognizers Temperature', '-', n.temperatures(), misses)
  report('Recognizers Age', '-', n.ages(), misses)
  report('Recognizers NumberRange', '90/99', n.ranges(), misses)
  report('Recognizers DatePeriodParser', '68/72', t.datePeriods(), misses)
  report('Recognizers DateTimeModel', '80 %', t.dateTimes(), misses)
  report('JioNLP money_parse', '52/54', n.jioMoney(), misses)
  report('JioNLP money_extract', '14/14', n.jioMoneySpans(), misses)
  report('JioNLP time_parse', '85 %', t.jioTimes(), misses)
  report('JioNLP time_parse, lengths', '-', t.jioLengths(), misses)
  report('JioNLP time_extract', '-', t.jioTimeSpans(), misses)
}

if (!process.argv.includes('--speed')) {
  if (suitesPresent()) suites()
  else console.log('skipped: ../shared/data/numbers is absent')
  console.log('\nRecords (their scores: npm run score -- dev, heldout, passages-dev, passages-heldout)')
  for (const row of records()) console.log(`  ${row}`)
}

console.log('\nSpeed, one core')
for (const row of await speeds(bodies().repeat(4))) console.log(`  ${row}`)
