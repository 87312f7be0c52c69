// What was chosen last time, so that the next print needs one press; and how much of the part-used sheet is used.

import type { KnownPrinter } from '../../generated/KnownPrinter'
import type { LabelRequest } from '../../generated/LabelRequest'
import type { SheetChoice } from '../../generated/SheetChoice'
import type { TemplateChoice } from '../../generated/TemplateChoice'
import { keepDraft, readDraft } from '../../lib/drafts'

export interface Choices {
  template: string
  /** The paper that was used last, and the last one of each template. */
  sheet: string
  papers: Record<string, string>
  /** Where to: a printer's name; `DIALOG`; empty: a PDF. */
  to: string
  /** What a PDF is corrected for, as people call it; empty: not corrected. */
  printer: string
  count: number
  /** Used cells of the sheet in the tray, by paper id. */
  used: Record<string, number>
  /** The language beside Vietnamese; empty: none. */
  other_lang: string
  /** A serial number on each label. */
  serials: boolean
  /** Dots an inch; 0: as the printer or the paper says. */
  dpi: number
  /** Cartons on a pallet. */
  cartons: number
}

const NAME = 'print'
const FIRST: Choices = {
  template: '',
  sheet: '',
  papers: {},
  to: '',
  printer: '',
  count: 21,
  used: {},
  other_lang: '',
  serials: false,
  dpi: 0,
  cartons: 40,
}

/** What most cooperatives have in the tray of their office printer. */
export const USUAL_PAPER = 'tomy-135'

export const lastChoices = (): Choices => ({ ...FIRST, ...readDraft<Partial<Choices>>(NAME) })

export const keepChoices = (choices: Choices): void => keepDraft(NAME, choices)

/** In the place of a printer's name: the system's print dialog. No name begins so. */
export const DIALOG = '\tdialog'

/** The printer of that name, as long as it is known or the system has not answered yet; else a PDF (empty). */
export const targetOf = (name: string, known: KnownPrinter[] | null): string =>
  name === DIALOG || known === null || known.some((one) => one.printer.name === name) ? name : ''

/** The printer among the targets; empty for the others. */
export const printerIn = (target: string): string => (target === DIALOG ? '' : target)

/** Whether labels were ever saved on this laptop. */
export const labelled = (): boolean => readDraft<boolean>('labelled') ?? false

export const markLabelled = (): void => keepDraft('labelled', true)

/** How much a label's size may differ from the one that a template was drawn for, in thousandths. */
const NEAR = 150

/** Whether a template was drawn for labels about as large as the paper's; on others it is stretched. */
export function suits(template: TemplateChoice | undefined, paper: SheetChoice): boolean {
  const near = (drawn: number, label: number) => Math.abs(drawn - label) * 1000 <= drawn * NEAR
  return (
    template?.sizes.some(([w, h]) => near(w, paper.geometry.label_width) && near(h, paper.geometry.label_height)) ??
    false
  )
}

/**
 * The paper to begin with: the template's last one, else the last one or the usual one where they suit, else the
 * first that does.
 */
export function paperFor(
  template: TemplateChoice | undefined,
  papers: SheetChoice[],
  choices: Pick<Choices, 'sheet' | 'papers'>,
): string {
  const known = (id: string | undefined) => papers.find((one) => one.id === id)
  const own = known(choices.papers[template?.id ?? ''])
  if (own) return own.id
  const usual = [known(choices.sheet), known(USUAL_PAPER), ...papers].filter((one) => one !== undefined)
  return (usual.find((one) => suits(template, one)) ?? usual[0])?.id ?? ''
}

/** Where the next sheet starts after this print: full sheets leave nothing over. */
export function usedAfter(request: Pick<LabelRequest, 'skip' | 'count'>, per_page: number): number {
  return per_page > 1 ? (request.skip + request.count) % per_page : 0
}

/** A name that sorts by lot and is legal on every system; `again` is the print that this one repeats. */
export const fileFor = (lot: string, again = ''): string =>
  `tem-${[lot, again]
    .filter(Boolean)
    .join('-')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')}.pdf`
