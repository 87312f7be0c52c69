// A product form's text, and back to the record. Numbers and days stay as typed until saving.

import type { Product } from '../../generated/Product'
import { formatDate, gtinShown, parseDong, parseNumber } from '../../lib/format'
import { number, t } from '../../lib/session.svelte'
import { plain } from '../../lib/units'

const TEXTS = [
  'name',
  'sku',
  'goods_group',
  'unit',
  'ingredients',
  'storage',
  'usage',
  'standards',
  'warnings',
  'nutrition',
  'origin',
  'name_other',
  'ingredients_other',
  'usage_other',
  'storage_other',
  'warnings_other',
  'origin_other',
  'price_unit',
  'date_kind',
  'expiry_kind',
  'ocop_decision',
] as const
const WHOLES = ['shelf_life_months', 'packs_per_carton', 'face_cm2', 'ocop_stars'] as const

type Text = (typeof TEXTS)[number]
type Whole = (typeof WHOLES)[number]
export type Typed = Record<
  Text | Whole | 'gtin' | 'carton_gtin' | 'net_quantity' | 'ethanol_permille' | 'price' | 'ocop_valid_to',
  string
>

const each = <K extends string, V>(names: readonly K[], of: (name: K) => V) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, V>

export function fromProduct(product: Product): Typed {
  return {
    ...each<Text, string>(TEXTS, (name) => product[name]),
    ...each<Whole, string>(WHOLES, (name) => String(product[name] ?? '')),
    gtin: gtinShown(product.gtin),
    carton_gtin: product.carton_gtin ?? '',
    net_quantity: product.net_quantity === null ? '' : plain(product.net_quantity),
    ethanol_permille: product.ethanol_permille === null ? '' : plain(product.ethanol_permille / 10),
    price: product.price === null ? '' : number(product.price),
    // As the engine reads days, in either language.
    ocop_valid_to: formatDate(product.ocop_valid_to, 'vi'),
  }
}

export function toProduct(product: Product, typed: Typed): Product {
  const ethanol = parseNumber(typed.ethanol_permille)
  const digits = (text: string) => text.replace(/\s/g, '') || null
  return {
    ...product,
    ...each<Text, string>(TEXTS, (name) => typed[name].trim()),
    ...each<Whole, number | null>(WHOLES, (name) => parseNumber(typed[name])),
    gtin: digits(typed.gtin),
    carton_gtin: digits(typed.carton_gtin),
    net_quantity: parseNumber(typed.net_quantity),
    ethanol_permille: ethanol === null ? null : Math.round(ethanol * 10),
    price: parseDong(typed.price),
    ocop_valid_to: typed.ocop_valid_to.trim() || null,
  }
}

/** What can be seen without asking the engine; the engine has the last word. */
export function check(typed: Typed): Record<string, string> {
  const either = (fine: boolean, problem: string) => (fine ? '' : problem)
  const filled = (name: keyof Typed) => typed[name].trim() !== ''
  const whole = (name: keyof Typed) => /^\d{0,6}$/.test(typed[name].trim())
  return {
    name: either(filled('name'), t('ui.product.name_missing')),
    sku: either(filled('sku'), t('ui.product.sku_missing')),
    net_quantity: either(
      !filled('net_quantity') || parseNumber(typed.net_quantity) !== null,
      t('ui.product.number_bad'),
    ),
    shelf_life_months: either(whole('shelf_life_months'), t('ui.product.months_bad')),
    ethanol_permille: either(
      !filled('ethanol_permille') || parseNumber(typed.ethanol_permille) !== null,
      t('ui.product.ethanol_bad'),
    ),
    price: either(!filled('price') || parseDong(typed.price) !== null, t('ui.product.price_bad')),
    packs_per_carton: either(whole('packs_per_carton'), t('ui.product.whole_bad')),
    face_cm2: either(whole('face_cm2'), t('ui.product.whole_bad')),
    ocop_valid_to: either(!filled('ocop_stars') || filled('ocop_valid_to'), t('ui.product.ocop_day_missing')),
  }
}

export const emptyProduct = (): Product => ({
  id: '',
  sku: '',
  name: '',
  kind: 'goods',
  goods_group: 'food',
  sector: '',
  gtin: null,
  gtin_rejected: null,
  net_quantity: null,
  unit: 'g',
  shelf_life_months: null,
  shelf_life_days: null,
  standard_moisture: null,
  ingredients: '',
  storage: '',
  usage: '',
  standards: '',
  warnings: '',
  nutrition: '',
  ethanol_permille: null,
  origin: '',
  name_other: '',
  ingredients_other: '',
  usage_other: '',
  storage_other: '',
  warnings_other: '',
  origin_other: '',
  price: null,
  price_unit: '',
  packs_per_carton: null,
  carton_gtin: null,
  date_kind: '',
  expiry_kind: '',
  face_cm2: null,
  ocop_stars: null,
  ocop_decision: '',
  ocop_valid_to: null,
  lot_count: 0,
})
