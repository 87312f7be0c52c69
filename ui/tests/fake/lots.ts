// Lots, and what people decide about them.
import type { LotDecision } from '../../src/generated/LotDecision'
import type { LotDetail } from '../../src/generated/LotDetail'
import type { LotRow } from '../../src/generated/LotRow'
import type { Host } from '../../src/host'
import { pageOf } from './ledger'
import { fail, lived, matches, tell } from './scene'
import { lotOf, state } from './state'
import { deliveriesOf } from './registry'

const FILTERS: Record<string, (lot: LotRow) => boolean> = {
  phi: (lot) => lot.phi_conflict,
  waiting: (lot) => lot.delivery === 'waiting',
  refused: (lot) => lot.delivery === 'refused',
}

const decisions = new Map<string, LotDecision>()
for (const { id, status } of state.lots) {
  if (status === 'on_hold')
    decisions.set(id, {
      status,
      by: 'Lò Văn Mẫu',
      reason: 'chờ kết quả phân tích dư lượng',
      at: '2026-11-22T09:40:00+07:00',
    })
  if (status === 'recalled')
    decisions.set(id, {
      status,
      by: 'Lò Văn Mẫu',
      reason: 'khách báo bao bì hở, gói bị ẩm',
      at: '2026-11-21T16:10:00+07:00',
    })
}

function detail(id: string): LotDetail {
  const row = lotOf(id)
  const page = pageOf(row)
  if (!lived) return page
  const of = state.prints.filter((one) => one.lot_id === row.id)
  const printed = of.map(({ at, person, labels, short }) => ({
    at,
    actor: person,
    message: { key: 'core.history.label_print_created', args: { labels: String(labels), print: short } },
  }))
  return {
    ...page,
    row,
    sources: row.phi_conflict ? page.sources : page.sources.map((one) => ({ ...one, phi: [] })),
    decision: decisions.get(row.id) ?? null,
    published: row.delivery === 'accepted',
    labels_printed: of.reduce((all, one) => all + one.labels, 0),
    deliveries: deliveriesOf(row),
    history: [...printed, ...page.history],
  }
}

type Answered = 'lots' | 'lot' | 'create_lot' | 'set_lot_status' | 'override_phi'

export const lots: Pick<Host, Answered> = {
  lots: async ({ text, filter, offset, limit }) => {
    const kept = state.lots.filter((lot) => FILTERS[filter]?.(lot) ?? true)
    const found = kept.filter((lot) => matches(text, lot.lot, lot.product))
    return { rows: found.slice(offset, offset + limit), total: found.length }
  },
  lot: async (id) => detail(id),
  create_lot: async (made) => {
    if (!/^\d{1,2}\/\d{1,2}(\/\d{4})?$/.test(made.date)) fail('date_unreadable', { field: 'date', value: made.date })
    const product = state.products.find((one) => one.id === made.product) ?? fail('product_not_found')
    const row: LotRow = {
      id: `n${state.lots.length}`,
      lot: made.lot || `${product.sku}-261122-1`,
      product: product.name,
      sku: product.sku,
      gtin: product.gtin,
      quantity: Number(made.quantity.replace(',', '.')),
      unit: made.unit,
      status: 'draft',
      phi_conflict: false,
      harvested_on: '2026-11-22',
      delivery: 'local',
    }
    state.lots = [row, ...state.lots]
    tell('lots')
    return detail(row.id)
  },
  set_lot_status: async (id, status, by, reason) => {
    decisions.set(id, { status, by, reason, at: '2026-11-22T15:20:00+07:00' })
    const now = status === 'released' ? 'draft' : status
    state.lots = state.lots.map((lot) => (lot.id === id ? { ...lot, status: now } : lot))
    tell('lots')
    return detail(id)
  },
  override_phi: async (id) => {
    state.lots = state.lots.map((lot) => (lot.id === id ? { ...lot, phi_conflict: false } : lot))
    tell('lots')
    return detail(id)
  },
}
