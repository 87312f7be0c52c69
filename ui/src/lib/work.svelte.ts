// Long work and the outbox's state, known to the whole window: progress by job, the last run, whether the network was
// there.

import type { ImportReport } from '../generated/ImportReport'
import type { Outbox } from '../generated/Outbox'
import type { Progress } from '../generated/Progress'
import { host } from '../host'
import { asError } from './errors'
import { router } from './route.svelte'
import { bytes, say, sayError, t } from './session.svelte'
import { toasts } from './toasts.svelte'

class Work {
  progress = $state.raw<Record<string, Progress>>({})
  /** Counts only; the sync screen asks for the rows. */
  outbox = $state.raw<Outbox | null>(null)
  syncing = $state(false)
  online = $state(navigator.onLine)
  preparing = $state(false)

  readonly unsent = $derived((this.outbox?.waiting ?? 0) + (this.outbox?.sent ?? 0))
  readonly running = $derived(this.syncing || (this.outbox?.running ?? false))
  readonly offline = $derived(!this.online || (this.outbox?.last?.notice?.key.endsWith('offline') ?? false))

  async listen(): Promise<void> {
    await host.on_progress((progress) => {
      this.progress = { ...this.progress, [progress.job]: progress }
    })
    addEventListener('online', () => (this.online = true))
    addEventListener('offline', () => (this.online = false))
  }

  async count(): Promise<void> {
    this.outbox = await host.outbox(null)
  }

  done(job: string): void {
    const { [job]: _finished, ...rest } = this.progress
    this.progress = rest
  }

  /** One summary for the run, never one note per record. */
  async sync(): Promise<void> {
    if (this.running) return
    this.syncing = true
    toasts.drop('sync')
    try {
      const run = await host.sync()
      const counts = t('ui.sync.summary', {
        sent: run.sent,
        accepted: run.accepted,
        refused: run.refused,
        waiting: run.waiting,
        size: bytes(run.bytes_sent),
      })
      // The sync screen shows the run itself.
      if (router.route.screen !== 'sync') toasts.show(run.notice ? say(run.notice) : counts, undefined, 'sync')
    } catch (thrown) {
      toasts.show(sayError(asError(thrown)), undefined, 'sync')
    } finally {
      this.syncing = false
      this.done('sync')
      await this.count()
    }
  }

  /** The sample cooperative exists before its ledger is in: the first screen stays until it is. */
  async sample(): Promise<ImportReport> {
    this.preparing = true
    try {
      return await host.use_sample()
    } finally {
      this.done('import')
      this.preparing = false
    }
  }
}

export const work = new Work()
