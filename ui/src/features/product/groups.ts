// Which of the product's words come first: what the law asks of its goods group; then what else may stand on a label.

import { asking, type Asking } from '../../lib/law'
import type { Typed } from './typed'

export type Word =
  'ingredients' | 'ethanol_permille' | 'nutrition' | 'usage' | 'storage' | 'warnings' | 'standards' | 'origin'

/**
 * The form's words, and what the law calls them. The origin is known from the harvests: what is typed only replaces
 * it.
 */
const WORDS: [Word, string][] = [
  ['ingredients', 'ingredients'],
  ['ethanol_permille', 'ethanol'],
  ['usage', 'usage'],
  ['storage', 'storage'],
  ['warnings', 'warnings'],
  ['nutrition', 'nutrition'],
  ['standards', 'standards'],
  ['origin', ''],
]
const ORDER: Asking[] = ['must', 'either', 'may']

export interface Grouped {
  asked: { word: Word; asking: Asking }[]
  rest: Word[]
}

export function grouped(group: string, typed: Typed, field: string | undefined): Grouped {
  const all = WORDS.map(([word, law]) => ({ word, asking: asking(group, law) }))
  const asked = ORDER.flatMap((wanted) => all.filter((one) => one.asking === wanted))
  // A strength is asked of few: others see it only when it is there.
  const rest = all.filter(
    (one) =>
      one.asking === 'not' &&
      (one.word !== 'ethanol_permille' || typed.ethanol_permille || field === 'ethanol_permille'),
  )
  return { asked, rest: rest.map((one) => one.word) }
}

/** Words of the second language, each with the Vietnamese that it says again. */
export const OTHER = [
  ['name_other', 'name'],
  ['ingredients_other', 'ingredients'],
  ['usage_other', 'usage'],
  ['storage_other', 'storage'],
  ['warnings_other', 'warnings'],
  ['origin_other', 'origin'],
] as const

/** Worth asking for: where there is something to translate, or it is translated already. */
export const translated = (typed: Typed, field: string | undefined) =>
  OTHER.filter(([other, from]) => typed[from].trim() || typed[other].trim() || field === other)
