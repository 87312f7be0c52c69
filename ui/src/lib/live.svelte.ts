// Records on screen that reload when a write, here or by a sync, made their topic stale. Never by guess, never by
// timer.

import type { AppError } from '../generated/AppError'
import type { Topic } from '../generated/Topic'
import { host } from '../host'
import { asError } from './errors'

const listeners = new Set<(topics: Topic[]) => void>()

/** Once, when the window starts. */
export const listenForChanges = () => host.on_changed((topics) => listeners.forEach((listener) => listener(topics)))

/** Call while a component is being made: stops with it. */
export function onTopics(topics: Topic[], then: () => void): void {
  $effect(() => {
    const listener = (changed: Topic[]) => {
      if (changed.some((topic) => topics.includes(topic))) then()
    }
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
}

export class Live<T> {
  value = $state.raw<T | null>(null)
  error = $state.raw<AppError | null>(null)
  #load: () => Promise<T>
  #turn = 0

  /** Loads now, again when what `load` reads changes, and again when one of `topics` went stale. */
  constructor(topics: Topic[], load: () => Promise<T>) {
    this.#load = load
    $effect(() => {
      void this.#run(load())
    })
    onTopics(topics, () => this.reload())
  }

  reload = (): Promise<void> => this.#run(this.#load())

  // A slow old answer must not overwrite a newer one.
  async #run(answer: Promise<T>): Promise<void> {
    const turn = ++this.#turn
    try {
      const value = await answer
      if (turn !== this.#turn) return
      this.value = value
      this.error = null
    } catch (thrown) {
      if (turn === this.#turn) this.error = asError(thrown)
    }
  }
}
