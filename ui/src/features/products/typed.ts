// A product form's text, and back to the record. Numbers stay as typed until saving.

import type { Product } from '../../generated/Product'
import { gtinShown, parseNumber } from '../../lib/format'
import { t } from '../../lib/session.svelte'
import { plain } from '../../lib/units'

const TEXTS = ['name', 'sku', 'goods_group', 'unit', 'ingredients', 'storage', 'usage', 'standards'] as const

export type Typed = Record<(typeof TEXTS)[number] | 'gtin' | 'net_quantity' | 'shelf_life_months', string>

export function fromProduct(product: Product): Typed {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, product[name]])) as Record<(typeof TEXTS)[number], string>
  return {
    ...texts,
    gtin: gtinShown(product.gtin),
    net_quantity: product.net_quantity === null ? '' : plain(product.net_quantity),
    shelf_life_months: product.shelf_life_months === null ? '' : String(product.shelf_life_months),
  }
}

export function toProduct(product: Product, typed: Typed): Product {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, typed[name].trim()])) as Record<(typeof TEXTS)[number], string>
  return {
    ...product,
    ...texts,
    gtin: typed.gtin.replace(/\s/g, '') || null,
    net_quantity: parseNumber(typed.net_quantity),
    shelf_life_months: parseNumber(typed.shelf_life_months),
  }
}

/** What can be seen without asking the engine; the engine has the last word. */
export function check(typed: Typed): Record<string, string> {
  const wholeMonths = /^\d{0,3}$/.test(typed.shelf_life_months.trim())
  const quantity = typed.net_quantity.trim()
  return {
    name: typed.name.trim() ? '' : t('ui.product.name_missing'),
    sku: typed.sku.trim() ? '' : t('ui.product.sku_missing'),
    net_quantity: quantity && parseNumber(quantity) === null ? t('ui.product.number_bad') : '',
    shelf_life_months: wholeMonths ? '' : t('ui.product.months_bad'),
  }
}

export const emptyProduct = (): Product => ({
  id: '',
  sku: '',
  name: '',
  goods_group: 'food',
  gtin: null,
  gtin_rejected: null,
  net_quantity: null,
  unit: 'g',
  shelf_life_months: null,
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
