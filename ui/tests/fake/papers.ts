// Papers, printers, and where printers put a page.
import type { PrinterFit } from '../../src/generated/PrinterFit'
import type { SheetChoice } from '../../src/generated/SheetChoice'
import type { Host } from '../../src/host'
import { Printers } from './printing'
import { answerTo, known } from './recorded'
import { fail, scene, tell, wait, work } from './scene'

let papers: SheetChoice[] = known('papers')
let alignments: PrinterFit[] = []
const own = new Printers(scene)

export const paperOf = (id: string): SheetChoice =>
  papers.find((one) => one.id === id) ?? fail('sheet_not_found', { value: id })

type Papers = 'papers' | 'save_paper' | 'delete_paper' | 'restore_paper' | 'ruler_marks' | 'ruler_page'

export const paper: Pick<Host, Papers> = {
  papers: async () => papers,
  save_paper: async ({ id, name, geometry }) => {
    const reach = geometry.margin_left + geometry.columns * (geometry.label_width + geometry.gap_x) - geometry.gap_x
    if (reach > geometry.page_width)
      fail('paper_too_wide', { reach: String(reach / 1000), page: String(geometry.page_width / 1000) })
    const made = { id: id || 'own-3f09a1', vi: name, en: name, own: true, geometry }
    papers = [...papers.filter((one) => one.id !== made.id), made]
    tell('papers')
    return made
  },
  delete_paper: async (id) => {
    papers = papers.filter((one) => one.id !== id)
    tell('papers')
  },
  restore_paper: async () => tell('papers'),
  ruler_marks: async (id) => {
    const { page_width, page_height } = paperOf(id).geometry
    const inset = Math.min(20000, Math.min(page_width, page_height) / 5)
    const guessed = { left: inset, top: inset, width: page_width - 2 * inset, height: page_height - 2 * inset }
    return answerTo('ruler_marks', id) ?? guessed
  },
  ruler_page: async () => {},
}

type Alignments = 'alignments' | 'save_alignment' | 'forget_alignment'

export const alignment: Pick<Host, Alignments> = {
  alignments: async () => alignments,
  save_alignment: async (read) => {
    if (read.read.width > 178500)
      fail('ruler_length', { field: 'core.field.printer.width', expected: '170', least: '161.5', most: '178.5' })
    alignments = [...alignments.filter((one) => one.printer !== read.printer || one.sheet !== read.sheet), read]
    tell('papers')
    return read
  },
  forget_alignment: async (printer, id) => {
    alignments = alignments.filter((one) => one.printer !== printer || one.sheet !== id)
    tell('papers')
  },
}

type PrinterCommands = 'printers' | 'save_printer' | 'remove_printer' | 'test_printer'

export const printers: Pick<Host, PrinterCommands> = {
  printers: async () => {
    await wait(60)
    return own.known(alignments)
  },
  save_printer: async (printer) => {
    tell('papers')
    return own.save(printer)
  },
  remove_printer: async (name) => {
    own.remove(name)
    tell('papers')
  },
  test_printer: async ({ printer }) => {
    if (printer === 'Brother kho') fail('printer_no_answer', { name: printer, value: '192.168.1.52:9100' }, 'timed out')
    await work('send', 48000)
  },
}
