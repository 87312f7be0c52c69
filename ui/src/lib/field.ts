// Which field of a form an engine's error belongs to: it names one (`core.field.product.name`), or its code begins
// with it.

import type { AppError } from '../generated/AppError'

/** Beginnings of codes that differ from the field's name in the form. */
const FIELDS: Record<string, string[]> = {
  carton_gtin: ['carton_gtin'],
  certificate_date: ['valid_to'],
  certificate_name: ['name'],
  certificate_no_products: ['products'],
  certificate_number: ['number'],
  commune: ['commune_code'],
  date: ['date', 'ocop_valid_to', 'on', 'valid_to'],
  decision_needs_name: ['by'],
  decision_needs_reason: ['reason'],
  enrolment_code: ['code'],
  ethanol: ['ethanol_permille'],
  face: ['face_cm2'],
  gcp: ['gcp'],
  gln: ['gln'],
  goods_group: ['goods_group'],
  gtin: ['gtin'],
  label_loss_too_many: ['labels'],
  labels_at_market: ['labels'],
  link_base: ['link_base'],
  lot_code: ['lot'],
  market_has_fewer: ['labels'],
  market_missing: ['place'],
  move_labels_missing: ['labels'],
  name_empty: ['name'],
  ocop_date: ['ocop_valid_to'],
  ocop_stars: ['ocop_stars'],
  override_needs_name: ['by'],
  override_needs_reason: ['reason'],
  packs: ['packs_per_carton'],
  paper_too_tall: ['rows'],
  paper_too_wide: ['columns'],
  plot: ['plot'],
  price: ['price'],
  printer_address_wrong: ['address'],
  product_not_found: ['product'],
  registry_address: ['url'],
  quantity: ['net_quantity', 'quantity'],
  serial: ['first_serial'],
  shelf_life: ['shelf_life_months'],
  sku: ['sku'],
  tax_code: ['tax_code'],
  unit: ['unit'],
}

/** The one of `fields` that the error is about, or nothing. */
export function fieldOf(error: AppError, fields: string[]): string | undefined {
  const named = error.args.field?.split('.').at(-1)
  const starts = Object.keys(FIELDS).filter((start) => error.code.startsWith(start))
  const likely = [named, ...starts.flatMap((start) => FIELDS[start] ?? [])]
  return fields.find((field) => likely.includes(field))
}
