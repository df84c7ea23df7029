import type * as Library from './index.js'

let rooms: typeof Library | null = null

type Call = {
  [K in keyof typeof Library]: (typeof Library)[K] extends (...args: never[]) => unknown ? K : never
}[keyof typeof Library]

/** A call that needs more rooms than `normalize`: they are built into a file of their own, which is read at the first of these. */
function later<K extends Exclude<Call, 'ZhengwenError'>>(name: K): (typeof Library)[K] {
  const call = (...args: unknown[]): unknown => {
    rooms ??= require('./index.js') as typeof Library
    return (rooms[name] as (...args: unknown[]) => unknown)(...args)
  }
  return call as unknown as (typeof Library)[K]
}

/** For the command line, and for the rooms of the other file. */
export * as inner from './inner.node.js'
export { normalize, simplify } from './normalize.js'
export { bratConfiguration } from './record/export/brat-types.js'
export { ZhengwenError } from './text/index.js'
export const analyze = later('analyze')
export const analyzeAll = later('analyzeAll')
export const analyzeStream = later('analyzeStream')
export const createAnalyzer = later('createAnalyzer')
export const extractEntities = later('extractEntities')
export const extractFacts = later('extractFacts')
export const extractTimes = later('extractTimes')
export const factsToCsv = later('factsToCsv')
export const parseNumber = later('parseNumber')
export const parseTime = later('parseTime')
export const ready = later('ready')
export const segment = later('segment')
export const toBrat = later('toBrat')
export const toConll = later('toConll')
export const toDoccano = later('toDoccano')
export const toHtml = later('toHtml')
export const toLabelStudio = later('toLabelStudio')
export const toWebAnnotations = later('toWebAnnotations')
