// A form's life: problems by field (found here or by the engine), one submission at a time, the focus on the first
// problem.

import { tick } from 'svelte'
import type { AppError } from '../generated/AppError'
import { asError } from './errors'
import { fieldOf } from './field'
import { sayError } from './session.svelte'

export class Form {
  busy = $state(false)
  /** An error that belongs to no field of this form. */
  error = $state.raw<AppError | null>(null)
  #tried = $state(false)
  #refused = $state.raw<{ error: AppError; field: string } | null>(null)
  #check: () => Record<string, string>
  #problems = $derived.by(() => this.#check())
  #element: HTMLElement | null = null

  /** `check` gives a sentence by field name; empty for none. Shown after the first try. */
  constructor(check: () => Record<string, string> = () => ({})) {
    this.#check = check
  }

  watch = (element: HTMLElement) => {
    this.#element = element
    const forget = () => (this.#refused = null)
    const save = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && element instanceof HTMLFormElement)
        element.requestSubmit()
    }
    element.addEventListener('input', forget)
    element.addEventListener('keydown', save)
    return () => {
      element.removeEventListener('input', forget)
      element.removeEventListener('keydown', save)
    }
  }

  at(field: string): string | undefined {
    if (this.#refused?.field === field) return sayError(this.#refused.error)
    return (this.#tried && this.#problems[field]) || undefined
  }

  async send(action: () => Promise<void>): Promise<void> {
    this.#tried = true
    this.error = null
    if (this.busy || Object.values(this.#problems).some(Boolean)) return this.#focusFirst()
    this.busy = true
    try {
      await action()
    } catch (thrown) {
      this.#take(asError(thrown))
    } finally {
      this.busy = false
    }
    await this.#focusFirst()
  }

  /** Something beside the submission, such as deleting: only its error is the form's. */
  aside = async (action: () => Promise<void>): Promise<void> => {
    this.error = null
    try {
      await action()
    } catch (thrown) {
      this.#take(asError(thrown))
    }
  }

  #take(error: AppError): void {
    const named = [...(this.#element?.querySelectorAll('[name]') ?? [])].map(
      (input) => input.getAttribute('name') ?? '',
    )
    const field = fieldOf(error, named)
    if (field) this.#refused = { error, field }
    else this.error = error
  }

  async #focusFirst(): Promise<void> {
    await tick()
    this.#element?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }
}

/** For `onsubmit`: the page must not load itself. */
export const prevented = (then: () => unknown) => (event: Event) => {
  event.preventDefault()
  void then()
}
