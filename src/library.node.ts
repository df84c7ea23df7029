export * from './index.js'
/** What the command line shows under `--explain`. */
export * as repairRoom from './repair/index.js'
