import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extractEntities } from '../../src/index.js'

/** What stands at {x} in a frame, by shape: `name`, of places `name code`, of posts `post|title|code`, each parted by a space. */
interface Grid {
  fillers: Record<string, string[]>
  frames: string[]
}

interface Grids {
  company: Grid
  organization: Grid
  place: Grid
  person: Grid
  post: Grid
  /** Names none. */
  nothing: Grid
}

type Kind = keyof Grids

/** `more`: fillers that go into all frames of their kind, and frames that all fillers go into. */
const grids: Grids & { more: Grids } = JSON.parse(
  readFileSync(new URL('../cases/entities/grids.json', import.meta.url), 'utf8'),
)

interface Asked {
  filler: string
  text: string
  start: number
}

/** Each filler in some of the frames, another few for each: all of them at once take half a minute. */
function sample({ fillers, frames }: Grid, each: number): Asked[] {
  return Object.values(fillers)
    .flat()
    .flatMap((filler, i) =>
      Array.from({ length: each }, (_, k) => {
        const frame = frames[(i * 7 + k * 11) % frames.length]
        return { filler, text: frame.replace('{x}', filler.split(/[ |]/)[0]), start: frame.indexOf('{x}') }
      }),
    )
}

const EACH = 3

/** The samples of both grids of a kind: those of more fillers in all frames, and of the first ones in the frames that came later. */
function askedOf(kind: Kind): Asked[] {
  const [first, more] = [grids[kind], grids.more[kind]]
  return [
    ...sample(first, EACH),
    ...sample({ fillers: more.fillers, frames: [...first.frames, ...more.frames] }, EACH),
    ...sample({ fillers: first.fillers, frames: more.frames }, 1),
  ]
}

/** Those of a kind that are not found as they should be, with what was found. */
const wrong = (kind: Kind, isRight: (asked: Asked) => boolean): string[] =>
  askedOf(kind)
    .filter((asked) => !isRight(asked))
    .map(
      ({ text }) =>
        `${text} ${extractEntities(text)
          .map(({ kind, name }) => `${kind} ${name}`)
          .join(', ')}`,
    )

const mentionsOf = (text: string) =>
  extractEntities(text).flatMap((entity) => entity.mentions.map(({ span }) => ({ entity, span })))

describe('grids: a name is found wherever it stands', () => {
  for (const kind of ['company', 'organization', 'person'] as const)
    it(kind, () => {
      expect(
        wrong(kind, ({ filler, text, start }) =>
          mentionsOf(text).some(
            ({ entity, span }) =>
              entity.kind === kind && span.start === start && span.end === start + filler.length,
          ),
        ),
      ).toEqual([])
    })

  it('place, with its code', () => {
    expect(
      wrong('place', ({ filler, text, start }) => {
        const [name, code] = filler.split(' ')
        return mentionsOf(text).some(
          ({ entity, span }) =>
            entity.kind === 'place' &&
            span.end === start + name.length &&
            (span.start === start || code !== undefined) &&
            (code === undefined || entity.code === code),
        )
      }),
    ).toEqual([])
  })

  it('post, with its title and the code of where it is held', () => {
    expect(
      wrong('post', ({ filler, text }) => {
        const [post, title, code] = filler.split('|')
        return extractEntities(text).some(
          (entity) =>
            entity.kind === 'person' &&
            entity.name === '林若川' &&
            entity.posts.some(
              (held) =>
                held.text.endsWith(post) &&
                held.title === title &&
                (code === '' || held.jurisdiction?.code === code),
            ),
        )
      }),
    ).toEqual([])
  })

  it('nothing, where no name stands', () => {
    expect(
      wrong(
        'nothing',
        ({ filler, text, start }) =>
          !mentionsOf(text).some(({ span }) => span.start < start + filler.length && span.end > start),
      ),
    ).toEqual([])
  })
})
