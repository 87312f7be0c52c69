// What the palette offers: every command of the keyboard map, and what search finds.

import type { Hit } from '../../generated/Hit'
import { SHORTCUTS, type Command } from '../../lib/keys'
import { date, t } from '../../lib/session.svelte'

export interface Entry {
  key: string
  icon: string
  title: string
  detail: string
  /** A screen to open, or a command to run. */
  target: string | null
  command: Command | null
}

const HIT_ICONS: Record<string, string> = {
  lot: 'layers',
  product: 'leaf',
  household: 'house',
  party: 'house',
  plot: 'map-pin',
  place: 'map-pin',
}
const COMMAND_ICONS: Record<Command['kind'], string> = {
  go: 'chevron-right',
  palette: 'search',
  find: 'search',
  shortcuts: 'keyboard',
  import: 'file-spreadsheet',
  sync: 'refresh-cw',
  new_product: 'plus',
  new_lot: 'plus',
  undo: 'undo-2',
}

function hitTarget(hit: Hit): string {
  if (hit.kind === 'lot') return `lots/${hit.id}`
  if (hit.kind === 'product') return `products/${hit.id}`
  // Households and plots have no screen of their own: their lots are what people look for.
  return `lots?text=${encodeURIComponent(hit.title)}`
}

export function fromHit(hit: Hit): Entry {
  const icon = HIT_ICONS[hit.kind] ?? 'search'
  return {
    key: `${hit.kind} ${hit.id}`,
    icon,
    title: hit.title,
    detail: hit.date ? `${hit.subtitle} · ${date(hit.date)}` : hit.subtitle,
    target: hitTarget(hit),
    command: null,
  }
}

export function commands(): Entry[] {
  return SHORTCUTS.filter(({ command }) => !['palette', 'find', 'undo'].includes(command.kind)).map(
    ({ keys, label, command }) => ({
      key: keys,
      icon: COMMAND_ICONS[command.kind],
      title: t(label),
      detail: keys.replaceAll('+', ' + '),
      target: null,
      command,
    }),
  )
}
