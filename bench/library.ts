// What the benches measure, bundled: see build.ts.
export { taskRunner } from '../src/batch/task.js'
export { analyze, normalize, segment } from '../src/index.js'
