// Printers and markets of the fake window.
import type { KnownPrinter } from '../../src/generated/KnownPrinter'
import type { MarketLabels } from '../../src/generated/MarketLabels'
import type { MoveRequest } from '../../src/generated/MoveRequest'
import type { MoveRow } from '../../src/generated/MoveRow'
import type { Printer } from '../../src/generated/Printer'
import type { PrinterFit } from '../../src/generated/PrinterFit'

const OWN: Printer[] = [
  { name: 'Xprinter xưởng', reach: 'network', address: '192.168.1.50:9100', language: 'tspl', dpi: 203, asks: true },
  { name: 'Brother kho', reach: 'network', address: '192.168.1.52:9100', language: 'zpl', dpi: 300, asks: true },
]
const QUEUES = ['HP LaserJet M15w']

export class Printers {
  #own: Printer[]
  #queues: string[]

  constructor(scene: string) {
    this.#own = scene === 'sample' ? OWN : []
    this.#queues = scene === 'sample' ? QUEUES : []
  }

  known(alignments: PrinterFit[]): KnownPrinter[] {
    const free = this.#queues.filter((name) => !this.#own.some((one) => one.address === name))
    const others: Printer[] = free.map((name) => ({
      name,
      reach: 'system',
      address: name,
      language: 'pdf',
      dpi: 0,
      asks: true,
    }))
    const aligned = (name: string) => alignments.filter((one) => one.printer === name).map((one) => one.sheet)
    return [
      ...this.#own.map((printer) => ({ printer, own: true, aligned: aligned(printer.name) })),
      ...others.map((printer) => ({ printer, own: false, aligned: [] })),
    ]
  }

  save(printer: Printer): Printer {
    this.#own = [...this.#own.filter((one) => one.name !== printer.name), printer]
    return printer
  }

  remove(name: string): void {
    this.#own = this.#own.filter((one) => one.name !== name)
  }
}

export class Markets {
  #moves: (MoveRow & { lot_id: string })[] = []

  constructor(scene: string, lot: string) {
    if (scene === 'sample')
      this.move({ lot, place: 'Chợ phiên San Thàng', labels: 20, on: '2026-11-22', carrier: 'Lò Văn Mẫu', note: '' }, 1)
  }

  move({ lot, place, labels, first_serial, last_serial, carrier, note }: MoveRequest, way: 1 | -1): MoveRow {
    const row = {
      id: `m${this.#moves.length}`,
      lot_id: lot,
      lot,
      place,
      labels: way * (labels || 3),
      first_serial: first_serial ?? null,
      last_serial: last_serial ?? first_serial ?? null,
      on: '2026-11-22',
      carrier,
      note,
      person: 'Lò Thị Mai',
      at: '2026-11-22T15:00:00+07:00',
    }
    this.#moves = [row, ...this.#moves]
    return row
  }

  moves = (lot: string): MoveRow[] => this.#moves.filter((row) => row.lot_id === lot)

  of(lot: string): MarketLabels[] {
    const places = [...new Set(this.moves(lot).map((row) => row.place))]
    const left = (place: string) =>
      this.moves(lot)
        .filter((row) => row.place === place)
        .reduce((all, row) => all + row.labels, 0)
    return places.map((place) => ({ place, labels: left(place), on: '2026-11-22' })).filter((one) => one.labels > 0)
  }
}
