// Bundled as a classic script, which has no address of its own: the word list comes by the bundler's loader.
import words from 'zhengwen/words.bin'
import { codeOf, run } from './calls.js'

window.check = {
  page: ({ inputs }) => run({ inputs, load: { base: location.href, wordList: ['url', words] } }),
  bare: () => codeOf(() => run({ inputs: [] })),
}
