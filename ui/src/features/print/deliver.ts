// Labels to a file or a printer, the same for prints and reprints.

import type { LabelResult } from '../../generated/LabelResult'
import type { SendTo } from '../../generated/SendTo'
import { host } from '../../host'
import { asError, wasStopped } from '../../lib/errors'
import { work } from '../../lib/work.svelte'

interface Job {
  /** The printer's name; empty: a PDF. */
  to: string
  /** What a PDF is called, unless the person calls it otherwise. */
  file: string
  save: (path: string) => Promise<LabelResult>
  send: (to: SendTo) => Promise<LabelResult>
}

export interface Delivered {
  /** Where the PDF is; empty when the labels went to a printer. */
  path: string
  /** The printer's name; empty for a PDF. */
  to: string
  result: LabelResult
}

/** What came of it; null when the person named no file or stopped it in time. Nothing is printed when `result.labels` is 0. */
export async function deliver({ to, file, save, send }: Job): Promise<Delivered | null> {
  try {
    if (to) return { path: '', to, result: await send({ printer: to, language: null }) }
    const path = await host.pick_save_file(file)
    return path ? { path, to: '', result: await save(path) } : null
  } catch (thrown) {
    if (wasStopped(asError(thrown))) return null
    throw thrown
  } finally {
    work.done('labels')
    work.done('send')
  }
}
