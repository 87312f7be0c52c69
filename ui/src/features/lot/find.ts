// Lots for what was typed, or the one lot of a scanned code.

import type { LotRow } from '../../generated/LotRow'
import { host } from '../../host'
import { isCode } from '../../lib/scanner'

const MOST = 20

export async function findLots(text: string): Promise<LotRow[]> {
  if (isCode(text)) {
    const hit = (await host.search(text.trim())).find((one) => one.kind === 'lot')
    if (hit) return [(await host.lot(hit.id)).row]
  }
  return (await host.lots({ text, filter: 'all', offset: 0, limit: MOST })).rows
}

/** The lot that Enter in a search box means: the code that was scanned or typed in full, or the only one found. */
export async function oneLot(text: string): Promise<LotRow | undefined> {
  const found = await findLots(text)
  return (
    found.find((row) => row.lot.toLowerCase() === text.trim().toLowerCase()) ??
    (found.length === 1 ? found[0] : undefined)
  )
}
