// Labels to a file, the system's print dialog or a printer, the same for prints and reprints.

import type { AppError } from '../../generated/AppError'
import type { LabelPages } from '../../generated/LabelPages'
import type { LabelResult } from '../../generated/LabelResult'
import type { SendTo } from '../../generated/SendTo'
import { host } from '../../host'
import { asError, wasStopped } from '../../lib/errors'
import { work } from '../../lib/work.svelte'
import { DIALOG } from './choices'
import { toPaper } from './paper_pages.svelte'

interface Job {
  /** The printer's name; `DIALOG`; empty: a PDF. */
  to: string
  /** What a PDF is called, unless the person calls it otherwise. */
  file: string
  save: (path: string) => Promise<LabelResult>
  draw: () => Promise<LabelPages>
  send: (to: SendTo) => Promise<LabelResult>
}

export interface Delivered {
  /** Where the PDF is; else empty. */
  path: string
  /** The printer's name; else empty. */
  to: string
  /** What the system's print dialog was shown, and why nothing was printed, where that is known. */
  dialog: { pages: LabelPages; unprinted: AppError | null } | null
  result: LabelResult
}

/** The print is in the ledger whatever becomes of the dialog, so that an error is told beside it. */
export const show = (pages: LabelPages): Promise<AppError | null> =>
  pages.pages.length ? toPaper(pages).then(() => null, asError) : Promise.resolve(null)

/**
 * What came of it; null when the person named no file or stopped it in time. Nothing is printed when
 * `result.labels` is 0.
 */
export async function deliver({ to, file, save, draw, send }: Job): Promise<Delivered | null> {
  try {
    if (to === DIALOG) {
      const pages = await draw()
      return { path: '', to: '', dialog: { pages, unprinted: await show(pages) }, result: pages.result }
    }
    if (to) return { path: '', to, dialog: null, result: await send({ printer: to, language: null }) }
    const path = await host.pick_save_file(file)
    return path ? { path, to: '', dialog: null, result: await save(path) } : null
  } catch (thrown) {
    if (wasStopped(asError(thrown))) return null
    throw thrown
  } finally {
    work.done('labels')
    work.done('send')
  }
}
