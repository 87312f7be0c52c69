// The registry and the outbox. No registry is recorded: its answers are made here.
import type { Delivery } from '../../src/generated/Delivery'
import type { DeliveryState } from '../../src/generated/DeliveryState'
import type { LotRow } from '../../src/generated/LotRow'
import type { Outbox } from '../../src/generated/Outbox'
import type { SyncSummary } from '../../src/generated/SyncSummary'
import type { Host } from '../../src/host'
import { fail, scene, tell, work } from './scene'
import { state } from './state'

const REGISTRY = 'https://truyxuat.laichau.example.vn'
const REFUSED = 'HTTP 400\n{"type":"epcisException:ValidationException","title":"unknown epcClass"}'

const connectionTo = (url: string) => ({
  url,
  organisation: state.profile?.name ?? '',
  public_base: url,
  needs_enrolment: false,
  token_store: 'keyring',
})

const summary = (more: Partial<SyncSummary>): SyncSummary => ({
  sent: 4,
  accepted: 4,
  refused: 0,
  waiting: 0,
  bytes_sent: 5213,
  notice: null,
  at: '2026-11-22T14:10:00+07:00',
  ...more,
})

function delivery(lot: LotRow, kind: string): Delivery {
  const refused = lot.delivery === 'refused'
  return {
    id: `${kind}-${lot.id}`,
    kind,
    lot_id: lot.id,
    lot: lot.lot,
    product: lot.product,
    date: lot.harvested_on ?? '',
    state: lot.delivery,
    receipt: lot.delivery === 'accepted' ? '261122-000017' : null,
    at: '2026-11-22T14:05:00+07:00',
    reason: refused ? { key: 'sync.refusal.gtin', args: {} } : null,
    detail: refused ? REFUSED : '',
    field: refused ? 'product.gtin' : '',
  }
}

export const deliveriesOf = (lot: LotRow): Delivery[] => [delivery(lot, 'harvest'), delivery(lot, 'receiving')]

export const deliveries = (of: DeliveryState | null): Delivery[] =>
  state.lots.filter((lot) => of === null || lot.delivery === of).flatMap(deliveriesOf)

function outbox(of: DeliveryState | null): Outbox {
  const { connected } = state
  const count = (one: DeliveryState) => (connected || one === 'local' ? deliveries(one).length : 0)
  const offline = scene === 'offline'
  const notice = offline ? { key: 'sync.notice.offline', args: {} } : null
  const last = { sent: 120, accepted: 118, refused: 2, waiting: count('waiting'), bytes_sent: 48213, notice }
  return {
    connection: connected ? connectionTo(REGISTRY) : null,
    local: count('local'),
    waiting: count('waiting'),
    sent: count('sent'),
    accepted: count('accepted'),
    refused: count('refused'),
    withdrawn: count('withdrawn'),
    needs_person: count('needs_person'),
    running: false,
    last: connected ? summary({ ...last, at: '2026-11-22T14:05:00+07:00' }) : null,
    next_try: offline ? '2026-11-22T14:20:00+07:00' : null,
    rows: deliveries(of).slice(0, 200),
  }
}

type Answered = 'connect' | 'disconnect' | 'sync' | 'outbox' | 'retry' | 'cancel'

export const registry: Pick<Host, Answered> = {
  connect: async (url, code) => {
    if (code === 'x') fail('enrolment_code_refused', {}, 'HTTP 403')
    state.connected = true
    tell('sync')
    return connectionTo(url)
  },
  disconnect: async () => {
    state.connected = false
    tell('sync')
  },
  sync: async () => {
    await work('sync', 120)
    return summary({})
  },
  outbox: async (of) => outbox(of),
  retry: async () => tell('sync'),
  cancel: async () => {},
}
