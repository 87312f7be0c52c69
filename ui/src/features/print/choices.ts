// What was chosen last time, so that the next print needs one press; and how much of the part-used sheet is used.

import type { LabelRequest } from '../../generated/LabelRequest'
import { keepDraft, readDraft } from '../../lib/drafts'

export interface Choices {
  template: string
  sheet: string
  /** As people call it; empty: not corrected. */
  printer: string
  count: number
  /** Used cells of the sheet in the tray, by sheet id. */
  used: Record<string, number>
}

const NAME = 'print'

/** What most cooperatives have in the tray of their office printer. */
export const USUAL_SHEET = 'tomy-135'

export const lastChoices = (): Choices => ({ template: '', sheet: '', printer: '', count: 21, used: {}, ...readDraft<Partial<Choices>>(NAME) })

export const keepChoices = (choices: Choices): void => keepDraft(NAME, choices)

/** Whether labels were ever saved on this laptop. */
export const labelled = (): boolean => readDraft<boolean>('labelled') ?? false

export const markLabelled = (): void => keepDraft('labelled', true)

/** Where the next sheet starts after this print: full sheets leave nothing over. */
export function usedAfter(request: Pick<LabelRequest, 'skip' | 'count'>, per_page: number): number {
  return per_page > 1 ? (request.skip + request.count) % per_page : 0
}

/** A name that sorts by lot and is legal on every system; `again` is the print that this one repeats. */
export const fileFor = (lot: string, again = ''): string => `tem-${[lot, again].filter(Boolean).join('-').replace(/[^\p{L}\p{N}._-]+/gu, '_')}.pdf`

/** A whole number of labels or cells as typed; 0 for anything else. */
export const whole = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0)
