import { repair } from '../src/repair/index.js'
import { languageModel } from '../src/repair/model.js'
import { Doc } from '../src/text/index.js'
import { diff, type Hunk, joined } from './diff.js'

/** Both scripts and both commas alike: conversion is not measured here. */
export function units(text: string): number[] {
  const { simplified } = languageModel()
  return Array.from(text.replaceAll('，', ','), (char) =>
    char.length === 1 ? simplified[char.charCodeAt(0)] : char.codePointAt(0)!,
  )
}

export function touches(hunks: Hunk[], start: number, end: number): boolean {
  return hunks.some(([from, to]) => (from === to ? from > start && from < end : from < end && to > start))
}

/** Names that were set apart in bylines stay so here: closing them up is no damage undone. */
export function mend(text: string): Doc {
  const doc = Doc.of(text)
  return doc.edit(
    repair(doc).edits.filter(({ rules }) => rules.some((rule) => rule !== 'repair/spaced-name')),
  )
}

/** How what repair makes of a damaged text differs from the text: its hunks, and those that stand close together as one. */
export function compare(damaged: string, text: string) {
  const mended = mend(damaged)
  const truth = units(text)
  const shown = units(mended.text)
  const hunks = diff(shown, truth)
  return { mended, truth, hunks, apart: joined(hunks, shown, truth) }
}

export const share = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`
