export { type DecodeOptions, decode } from './decode.js'
export { type RepairOptions, repair, UNREAD } from './repair.js'
export { isOpenEdit, type Witness, witness } from './witness.js'
