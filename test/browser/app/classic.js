// Bundled as a classic script, which has no address of its own: the assets come by the bundler's loader.
import entities from 'zhengwen/entities.bin'
import repair from 'zhengwen/repair.bin'
import words from 'zhengwen/words.bin'
import { codeOf, run } from './calls.js'

window.check = {
  page: ({ inputs }) =>
    run({
      inputs,
      load: {
        base: location.href,
        wordList: ['url', words],
        repairData: ['url', repair],
        entityModel: ['url', entities],
      },
    }),
  bare: () => codeOf(() => run({ inputs: [] })),
}
