// Rooms that every call goes through: what has them already gives them to what comes after.
export * as normalize from './normalize.js'
export * as options from './options.js'
export * as repair from './repair/index.js'
export * as simplify from './simplify/index.js'
export * as text from './text/index.js'
