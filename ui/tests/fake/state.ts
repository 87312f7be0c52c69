// What the fake program holds: each part of the host reads and changes it.
import type { LotRow } from '../../src/generated/LotRow'
import type { PrintRow } from '../../src/generated/PrintRow'
import type { Product } from '../../src/generated/Product'
import type { Profile } from '../../src/generated/Profile'
import * as ledger from './ledger'
import { known } from './recorded'
import { bare, fail, lived, scene } from './scene'

const { profile } = known('start')

export const state = {
  profile: (scene === 'first' ? null : profile) as Profile | null,
  products: (bare ? [] : [...ledger.products]) as Product[],
  lots: (bare ? [] : ledger.lots) as LotRow[],
  prints: [] as PrintRow[],
  connected: lived && scene !== 'alone',
}

/** The sample cooperative, as after its import. */
export function takeSample(): void {
  state.profile = profile
  state.products = [...ledger.products]
  state.lots = ledger.lots
}

export const lotOf = (id: string): LotRow =>
  state.lots.find((lot) => lot.id === id || lot.lot === id) ?? fail('lot_not_found', { lot: id })
