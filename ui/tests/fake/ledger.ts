// The sample ledger as records, as the engine answered after importing it; and what happened to some lots since.
import type { DeliveryState } from '../../src/generated/DeliveryState'
import type { LotDetail } from '../../src/generated/LotDetail'
import type { LotRow } from '../../src/generated/LotRow'
import type { Product } from '../../src/generated/Product'
import { answerTo, known } from './recorded'
import { lived } from './scene'

export const products: Product[] = known('products', '')

const STATES: DeliveryState[] = ['waiting', 'waiting', 'waiting', 'accepted', 'accepted', 'sent', 'accepted']

/** No registry can be recorded here: its answers, and people's decisions, are laid over the lots. */
function since(lot: LotRow, index: number): LotRow {
  const status = index === 7 ? 'on_hold' : index === 9 ? 'recalled' : index % 9 === 5 ? 'published' : 'draft'
  const delivery = index === 6 ? 'refused' : (STATES[index % STATES.length] ?? 'waiting')
  return { ...lot, status, delivery }
}

const imported = known('lots', { text: '', filter: 'all', offset: 0, limit: 500 }).rows

export const lots: LotRow[] = lived ? imported.map(since) : imported

/** The page of a lot as it was recorded, or like another lot's. */
export function pageOf(row: LotRow): LotDetail {
  const own = answerTo('lot', row.id)
  if (own) return own
  const like = known('lot', imported[0]!.id)
  const date = row.harvested_on ?? ''
  const sources = like.sources.map((one) => ({ ...one, date, quantity: row.quantity, unit: row.unit }))
  return { ...like, row, production_date: row.harvested_on, sources, deliveries: [] }
}
