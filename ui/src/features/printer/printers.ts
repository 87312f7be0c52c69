// Printers in words, and one to begin with.

import type { Printer } from '../../generated/Printer'
import type { PrinterLanguage } from '../../generated/PrinterLanguage'
import type { Reach } from '../../generated/Reach'
import type { Key } from '../../lib/words'

export const REACHES: Record<Reach, { name: Key; address: Key; hint: Key }> = {
  system: { name: 'ui.printers.reach_system', address: 'ui.printers.queue', hint: 'ui.printers.queue_hint' },
  network: { name: 'ui.printers.reach_network', address: 'ui.printers.network', hint: 'ui.printers.network_hint' },
  device: { name: 'ui.printers.reach_device', address: 'ui.printers.device', hint: 'ui.printers.device_hint' },
}

export const LANGUAGES: Record<PrinterLanguage, Key> = {
  pdf: 'ui.printers.pdf',
  zpl: 'ui.printers.zpl',
  tspl: 'ui.printers.tspl',
}

/** Office printers need no resolution; these are what label printers have. */
export const DPI = [203, 300, 600]

/** Label printers are reached over the network more often than not, and most speak ZPL. */
export const FRESH: Printer = { name: '', reach: 'network', address: '', language: 'zpl', dpi: 203, asks: true }
