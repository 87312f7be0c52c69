// Lengths as typed and shown: millimetres and points, of whole micrometres in the records.

import { parseNumber } from './format'
import { number, session } from './session.svelte'

/** One point, as in Word: 1/72 inch. */
const POINT = 25_400 / 72

/** A number without thousands marks: what is shown must read back as the same number. */
export const plain = (value: number): string => number(value).replaceAll(session.language === 'vi' ? '.' : ',', '')

/** Millimetres, to the last micrometre. */
export const millimetres = (um: number): string => plain(um / 1000)

export interface Unit {
  show: (um: number) => string
  /** Null where it is no number. */
  read: (typed: string) => number | null
  /** What an arrow key adds, and with Shift. */
  step: number
  fine: number
}

const scaled = (typed: string, by: number): number | null => {
  const value = parseNumber(typed)
  return value === null ? null : Math.round(value * by)
}

export const MM: Unit = { show: millimetres, read: (typed) => scaled(typed, 1000), step: 500, fine: 100 }
export const PT: Unit = {
  show: (um) => plain(Math.round((um / POINT) * 10) / 10),
  read: (typed) => scaled(typed, POINT),
  step: Math.round(POINT / 2),
  fine: Math.round(POINT / 10),
}
export const WHOLE: Unit = {
  show: (value) => String(value),
  read: (typed) => (/^\d{1,5}$/.test(typed.trim()) ? Number(typed) : null),
  step: 1,
  fine: 1,
}
