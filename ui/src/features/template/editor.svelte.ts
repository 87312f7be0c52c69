// What the editor holds: the template as it stands, what is chosen in it, the way back, and the draft on this laptop.

import { dropDraft, keepDraft, readDraft } from '../../lib/drafts'
import { withPart, withRow, formAt, partAt, rowAt, settled, type Edited } from './edit'
import { begun, closed, redone, stepped, undone, type History } from './history'
import type { Area, Part, Place, Row, Template } from './model'

export class Editor {
  #history: History<Edited> = $state.raw(
    begun({ template: { id: '', name: {}, goods_label: false, forms: [] }, at: { form: 0, element: null, row: null } }),
  )
  #saved = $state('')
  /** Whether a draft of an earlier visit was put back. */
  restored = $state(false)
  #draft: string
  #begun = ''

  readonly template = $derived(this.#history.now.template)
  readonly at = $derived(this.#history.now.at)
  readonly form = $derived(formAt(this.template, this.at))
  readonly part = $derived(partAt(this.template, this.at))
  readonly row = $derived(rowAt(this.template, this.at))
  readonly dirty = $derived(JSON.stringify(this.template) !== this.#saved)
  readonly canUndo = $derived(this.#history.past.length > 0)
  readonly canRedo = $derived(this.#history.future.length > 0)

  /** `stored`: the store has it as it is. `draft` names what is kept on leaving. */
  constructor(template: Template, stored: boolean, draft: string) {
    this.#draft = draft
    this.#begun = JSON.stringify(template)
    this.#saved = stored ? this.#begun : ''
    const kept = readDraft<Template>(draft)
    this.restored = kept !== null && JSON.stringify(kept) !== this.#begun
    const now = kept ?? template
    this.#history = begun({ template: now, at: settled(now, { form: 0, element: null, row: null }) })
    $effect(() => {
      if (JSON.stringify(this.template) === this.#begun) dropDraft(this.#draft)
      else keepDraft(this.#draft, this.template)
    })
  }

  /** Another place is looked at: no step of its own, and the next change begins one. */
  choose = (at: Partial<Place>): void => {
    const { template } = this.#history.now
    const form = at.form ?? this.at.form
    this.#history = closed({
      ...this.#history,
      now: { template, at: settled(template, { form, element: null, row: null, ...at }) },
    })
  }

  change = (edited: Edited, about = ''): void => {
    const { template } = this.#history.now
    if (edited.template === template) this.choose(edited.at)
    else this.#history = stepped(this.#history, edited, about)
  }

  /** A change that stays where it is; the same `about` again is the same step. */
  set = (template: Template, about = ''): void =>
    this.change({ template, at: this.at }, about && `${about} ${this.at.form} ${this.at.element} ${this.at.row}`)
  setPart = (change: (part: Part) => Part, about = ''): void =>
    this.set(withPart(this.template, this.at, change), about)
  setRow = (change: (row: Row) => Row, about = ''): void => this.set(withRow(this.template, this.at, change), about)
  setArea = (area: Area, about = ''): void => this.setPart((part) => ({ ...part, area }), about)

  undo = (): void => void (this.#history = undone(this.#history))
  redo = (): void => void (this.#history = redone(this.#history))
  /** What comes now is a step of its own: a drag ended, a field was left. */
  close = (): void => void (this.#history = closed(this.#history))

  /** The draft is thrown away for what the store has. */
  forget(template: Template): void {
    this.restored = false
    this.change({ template, at: settled(template, this.at) })
  }

  /** It is stored, as it stands. */
  kept(): void {
    this.#begun = JSON.stringify(this.template)
    this.#saved = this.#begun
    this.restored = false
    dropDraft(this.#draft)
  }
}
