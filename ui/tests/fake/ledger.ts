// The sample ledger as records: what the engine would answer after importing it.
import ledger from './ledger.json'
import type { DeliveryState } from '../../src/generated/DeliveryState'
import type { LotRow } from '../../src/generated/LotRow'
import type { Product } from '../../src/generated/Product'
import { emptyProduct } from '../../src/features/product/typed'

const GROUPS: Record<string, string> = {
  'Thực phẩm': 'food',
  'Lương thực': 'grain',
  'Nguyên liệu thực phẩm': 'material',
}

function checks(gtin: string): boolean {
  const digits = [...gtin].map(Number)
  const sum = digits
    .slice(0, -1)
    .reverse()
    .reduce((total, digit, at) => total + digit * (at % 2 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10 === digits.at(-1)
}

export const products: Product[] = ledger.products.map((line, index) => ({
  ...emptyProduct(),
  id: `p${index}`,
  sku: line.sku,
  name: line.name,
  goods_group: GROUPS[line.group] ?? 'food',
  gtin: line.gtin && checks(line.gtin) ? `0${line.gtin}` : null,
  gtin_rejected: line.gtin && !checks(line.gtin) ? line.gtin : null,
  net_quantity: line.net,
  unit: line.unit,
  shelf_life_months: line.months,
  ingredients: line.ing,
  storage: line.sto,
  lot_count: ledger.harvests.filter(([, sku]) => sku === line.sku).length,
}))

const STATES: DeliveryState[] = ['waiting', 'waiting', 'waiting', 'accepted', 'accepted', 'sent', 'accepted']

export const lots: LotRow[] = ledger.harvests.map(([lot, sku, date, kilos], index) => {
  const product = products.find((one) => one.sku === sku)
  return {
    id: `l${index}`,
    lot: String(lot),
    product: product?.name ?? '',
    sku: String(sku),
    gtin: product?.gtin ?? null,
    quantity: Number(kilos),
    unit: 'kg',
    status: index === 7 ? 'on_hold' : index === 9 ? 'recalled' : index % 9 === 5 ? 'published' : 'draft',
    phi_conflict: index % 13 === 1,
    harvested_on: String(date),
    delivery: index === 6 ? 'refused' : (STATES[index % STATES.length] ?? 'waiting'),
  }
})

export const place = (lot: LotRow): { household: string; plot: string } => {
  const line = ledger.harvests.find(([code]) => code === lot.lot)
  const household = String(line?.[4] ?? 'H001')
  const names: Record<string, string> = ledger.households
  return { household: `${household} ${names[household] ?? ''}`.trim(), plot: String(line?.[5] ?? 'T001') }
}
