// A certificate as typed, and back to the record; how it stands today.

import type { Certificate } from '../../generated/Certificate'
import { formatDate } from '../../lib/format'
import { date, number, t } from '../../lib/session.svelte'

const TEXTS = ['kind', 'name', 'number', 'issuer', 'valid_from', 'valid_to'] as const
type Text = (typeof TEXTS)[number]

export interface Typed extends Record<Text, string> {
  all_products: boolean
  products: string[]
  picture: string | null
}

/** A new one; begun at a product, it covers that one. */
export const emptyCertificate = (kind: string, product?: string): Certificate => ({
  id: '',
  kind,
  name: '',
  number: '',
  issuer: '',
  valid_from: null,
  valid_to: '',
  all_products: !product,
  products: product ? [product] : [],
  picture: null,
  state: '',
})

// Days as the engine reads them, in either language.
export const fromCertificate = (one: Certificate): Typed => ({
  ...one,
  valid_from: formatDate(one.valid_from, 'vi'),
  valid_to: formatDate(one.valid_to, 'vi'),
  products: [...one.products],
})

export function toCertificate(one: Certificate, typed: Typed): Certificate {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, typed[name].trim()])) as Record<Text, string>
  const products = typed.all_products ? [] : [...typed.products]
  return {
    ...one,
    ...texts,
    valid_from: texts.valid_from || null,
    all_products: typed.all_products,
    products,
    picture: typed.picture,
  }
}

/** What can be seen without asking the engine; the engine has the last word. */
export const check = (typed: Typed): Record<string, string> => ({
  number: typed.number.trim() ? '' : t('ui.certificate.number_missing'),
  valid_to: typed.valid_to.trim() ? '' : t('ui.certificate.day_missing'),
  products: typed.all_products || typed.products.length ? '' : t('ui.certificate.products_missing'),
})

/** Whole days from today to the last day; 0 on the last day itself. */
export function daysLeft(valid_to: string, today: Date): number {
  const [year = 0, month = 1, day = 1] = valid_to.split('-').map(Number)
  return Math.round(
    (Date.UTC(year, month - 1, day) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000,
  )
}

export interface State {
  tone: 'calm' | 'good' | 'warn' | 'bad'
  icon: string
  text: string
}

/** The engine's word for how it stands, with icon and words. */
export function stateOf(one: Certificate, today: Date): State {
  const left = Math.max(0, daysLeft(one.valid_to, today))
  switch (one.state) {
    case 'expired':
      return { tone: 'bad', icon: 'circle-x', text: t('ui.certificate.expired') }
    case 'expiring':
      return {
        tone: 'warn',
        icon: 'clock',
        text: left ? t('ui.certificate.days_left', { count: left, days: number(left) }) : t('ui.certificate.last_day'),
      }
    case 'future':
      return { tone: 'calm', icon: 'clock', text: t('ui.certificate.not_yet') }
    default:
      return { tone: 'good', icon: 'circle-check', text: t('ui.certificate.valid') }
  }
}

export const spanOf = (one: Certificate): string =>
  one.valid_from
    ? t('ui.certificate.span', { from: date(one.valid_from), to: date(one.valid_to) })
    : t('ui.certificate.until', { to: date(one.valid_to) })
