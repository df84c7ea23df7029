// What the benches measure, bundled: see build.ts.
export { findStructure, lineZones, reflow } from '../src/article/index.js'
export { joinLines, taskRunner } from '../src/batch/task.js'
export { findFigures } from '../src/facts/mentions.js'
export { analyze, analyzeAll, extractFacts, normalize, segment } from '../src/index.js'
export { Doc } from '../src/text/index.js'
export { findTimes } from '../src/times/index.js'
