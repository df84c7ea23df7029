export { type DecodeOptions, decode } from './decode.js'
export { type RepairOptions, repair } from './repair.js'
