export { findTimes, parseTime, type TimeOptions } from './find.js'
export * from './types.js'
