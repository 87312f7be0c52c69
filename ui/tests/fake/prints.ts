// Prints and the label ledger, labels at markets, pallet numbers. What is printed is not recorded: questions are
// endless.
import type { SentPartly } from '../../src/generated/SentPartly'
import type { LabelResult } from '../../src/generated/LabelResult'
import type { LotRow } from '../../src/generated/LotRow'
import type { PrintRow } from '../../src/generated/PrintRow'
import type { Host } from '../../src/host'
import { preview } from './label'
import { paperOf } from './papers'
import { Markets } from './printing'
import { answerTo } from './recorded'
import { fail, lived, scene, tell, wait, work } from './scene'
import { lotOf, state } from './state'

/** The lot that labels were printed of. */
export const PRINTED = 'l-MDG-261023-3'
const SERIALS = '4K7Q2M9XA'
let digit: number | null = null
const markets = new Markets(scene, PRINTED)

const printRow = (short: string, lot: LotRow, at: string, labels: number, more: Partial<PrintRow> = {}): PrintRow => ({
  id: `019abcde-0000-7000-8000-000000${short}`,
  short,
  at,
  person: 'Lò Thị Mai',
  lot_id: lot.id,
  lot: lot.lot,
  product: lot.product,
  template: 'trace',
  sheet: 'tomy-135',
  payload: '',
  first_serial: null,
  last_serial: null,
  first_sscc: null,
  last_sscc: null,
  file: `tem-${lot.lot}.pdf`,
  labels,
  void: 0,
  spoilt: 0,
  in_use: labels,
  reprint_of: '',
  reason: '',
  can_reprint: true,
  ...more,
})

if (lived) {
  const lot = lotOf(PRINTED)
  state.prints = [
    printRow('7d20aa', lot, '2026-11-22T15:05:00+07:00', 8, {
      reprint_of: '7d1f3c',
      reason: 'kẹt giấy',
      file: `tem-${lot.lot}-7d1f3c.pdf`,
    }),
    printRow('7d1f3c', lot, '2026-11-22T14:05:00+07:00', 42, {
      spoilt: 8,
      void: 4,
      in_use: 30,
      first_serial: `${SERIALS}0001`,
      last_serial: `${SERIALS}0042`,
    }),
  ]
}

const printOf = (id: string): PrintRow =>
  state.prints.find((one) => one.id === id) ?? fail('print_not_found', { print: id })

function change(row: PrintRow): PrintRow {
  state.prints = state.prints.map((one) => (one.id === row.id ? row : one))
  tell('labels', 'lots')
  return row
}

const result = (labels: number, more: Partial<LabelResult> = {}): LabelResult => ({
  labels,
  pages: 1,
  payload: '',
  findings: [],
  print: '',
  sent_partly: null,
  ...more,
})

/** Twelve labels went out before the printer stopped. */
const partly = (print: string, printer: string): SentPartly => ({
  print,
  labels: 12,
  next: 13,
  bytes: 274000,
  of_bytes: 480000,
  error: {
    code: 'printer_stalled',
    args: { name: printer, value: '192.168.1.50:9100', seconds: '30' },
    detail: 'write: timed out',
  },
})

type Prints =
  | 'print_labels'
  | 'print_labels_to'
  | 'print_labels_in_window'
  | 'reprint_labels'
  | 'reprint_labels_to'
  | 'reprint_labels_in_window'
  | 'print_dialog'
  | 'label_preview'

export const prints: Pick<Host, Prints> = {
  label_preview: async (request) => preview(lotOf(request.lot), request, digit),
  print_labels: async (request) => {
    await wait(200)
    return result(request.count, { pages: Math.ceil((request.skip + request.count) / 21) })
  },
  print_labels_to: async (request, { printer }) => {
    await work('labels', request.count)
    await work('send', 480000)
    const at = '2026-11-22T15:40:00+07:00'
    const row = printRow(`9f${state.prints.length}000`, lotOf(request.lot), at, request.count)
    state.prints = [row, ...state.prints]
    tell('labels', 'lots')
    return result(request.count, { print: row.id, sent_partly: request.count > 20 ? partly(row.id, printer) : null })
  },
  print_labels_in_window: async (request) => {
    const { page_svg, pages } = await prints.label_preview(request)
    const done = await prints.print_labels_to(request, { printer: '', language: null })
    state.prints = state.prints.map((one) => (one.id === done.print ? { ...one, file: '' } : one))
    const { page_width, page_height } = paperOf(request.sheet).geometry
    return {
      result: { ...done, pages, sent_partly: null },
      pages: Array<string>(pages).fill(page_svg),
      paper: [page_width, page_height],
    }
  },
  reprint_labels: async ({ print, from, reason }) => {
    const old = printOf(print)
    const labels = old.labels - old.spoilt - from + 1
    await wait(200)
    const at = '2026-11-22T15:30:00+07:00'
    const more = { reprint_of: old.short, reason }
    state.prints = [printRow(`8e${state.prints.length}000`, lotOf(old.lot_id), at, labels, more), ...state.prints]
    change({ ...old, spoilt: old.spoilt + labels, in_use: old.in_use - labels })
    return result(labels)
  },
  reprint_labels_to: async (request) => prints.reprint_labels(request, ''),
  reprint_labels_in_window: async (request) => ({
    result: await prints.reprint_labels(request, ''),
    pages: ['<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    paper: [210_000, 297_000],
  }),
  // The walk takes what a printer would get.
  print_dialog: async () => {
    await (window as { onPaper?: () => Promise<void> }).onPaper?.()
    return true
  },
}

const serialAt = (serial: string): number =>
  serial.startsWith(SERIALS) ? Number(serial.slice(-4)) : fail('serial_not_found', { field: 'first_serial', serial })

type Ledger = 'void_labels' | 'label_ledger' | 'label_balance' | 'sscc_digit' | 'set_sscc_digit'

export const labelLedger: Pick<Host, Ledger> = {
  void_labels: async ({ print, labels: asked, first_serial, last_serial }) => {
    const old = printOf(print)
    const named = first_serial && serialAt(last_serial ?? first_serial) - serialAt(first_serial) + 1
    const labels = named || (asked ?? old.in_use)
    return change({ ...old, void: old.void + labels, in_use: old.in_use - labels })
  },
  label_ledger: async ({ lot, offset, limit }) =>
    state.prints.filter((one) => !lot || one.lot_id === lot).slice(offset, offset + limit),
  label_balance: async (lot) => {
    const own = state.prints.filter((one) => one.lot_id === lot)
    const sum = (of: (row: PrintRow) => number) => own.reduce((all, one) => all + of(one), 0)
    const at = markets.of(lot)
    return {
      markets: at,
      in_stock: sum((one) => one.in_use) - at.reduce((all, one) => all + one.labels, 0),
      printed: sum((one) => one.labels),
      lost: sum((one) => one.void + one.spoilt),
      in_use: sum((one) => one.in_use),
      packs: answerTo('label_balance', lot)?.packs ?? null,
    }
  },
  sscc_digit: async () => digit,
  set_sscc_digit: async (chosen) => {
    digit = chosen
  },
}

type Market = 'send_to_market' | 'take_back_from_market' | 'label_moves'

export const market: Pick<Host, Market> = {
  send_to_market: async (request) => {
    const row = markets.move(request, 1)
    tell('labels')
    return row
  },
  take_back_from_market: async (request) => {
    const row = markets.move(request, -1)
    tell('labels')
    return row
  },
  label_moves: async (lot) => markets.moves(lot),
}
