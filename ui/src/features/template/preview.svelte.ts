// The label as the engine draws it while it is edited: of a lot, on a paper, a moment after the last change.

import type { LotRow } from '../../generated/LotRow'
import type { SheetChoice } from '../../generated/SheetChoice'
import { host } from '../../host'
import { keepDraft, readDraft } from '../../lib/drafts'
import { Live } from '../../lib/live.svelte'
import { marked, type Marked } from '../label/findings'
import type { Editor } from './editor.svelte'
import { placeAt, writeTemplate, type Form, type Place, type Template } from './model'

/** Milliseconds between two drawings. */
const PAUSE = 120
const NAME = 'template.seen'

/** How far a paper's label is from a form's size: 0 for the same. */
function distance(form: Form, { geometry: { label_width, label_height } }: SheetChoice): number {
  const [x, y] = [label_width / form.width, label_height / form.height]
  return Math.abs(Math.log(x)) + Math.abs(Math.log(y))
}

export class Preview {
  lot = $state.raw<LotRow | null>(null)
  /** The second language of labels, or none. */
  other = $state(readDraft<string>(NAME) ?? '')
  #picked = $state('')
  #editor: Editor
  #drawn: Template = $state.raw({ id: '', name: {}, goods_label: false, forms: [] })
  #timer = 0
  #label: Live<Awaited<ReturnType<typeof host.template_preview>> | null>
  readonly offered: Live<SheetChoice[]>
  /** Whether there is any lot to be shown with. */
  readonly any: Live<boolean>

  constructor(editor: Editor) {
    this.#editor = editor
    this.#drawn = editor.template
    this.offered = new Live(['papers'], () => host.papers())
    this.any = new Live(['lots'], () => this.#firstLot())
    this.#label = new Live(['products', 'profile', 'lots', 'papers', 'certificates'], () => this.#draw())
    $effect(() => {
      const { template } = editor
      if (template === this.#drawn) return
      // Not put off by each next change: who drags sees the label move.
      this.#timer ||= window.setTimeout(() => {
        this.#timer = 0
        this.#drawn = editor.template
      }, PAUSE)
    })
    $effect(() => keepDraft(NAME, this.other))
  }

  /** Papers, the ones whose label is the form's size first. */
  readonly papers = $derived.by(() => {
    const form = this.#editor.form
    const all = this.offered.value ?? []
    return form ? [...all].sort((a, b) => distance(form, a) - distance(form, b)) : all
  })
  readonly paper = $derived(this.papers.find((one) => one.id === this.#picked) ?? this.papers[0])
  /** No paper has labels of the form's size: it is shown stretched. */
  readonly stretched = $derived.by(() =>
    Boolean(this.#editor.form && this.paper && distance(this.#editor.form, this.paper) > 0),
  )
  /** The newest drawing that could be made. */
  get view() {
    return this.#label.value
  }
  get error() {
    return this.#label.error
  }
  readonly found: Marked[] = $derived.by(() => (this.error ? [] : marked(this.view?.findings ?? [])))
  /** Number of the finding that is looked at. */
  lit = $state<number | null>(null)

  /** Where it cannot be drawn. */
  get place(): Place | null {
    const line = this.error?.args.line
    const form = this.#drawn.forms[this.#editor.at.form]
    const at = line && form ? placeAt(writeTemplate({ ...this.#drawn, forms: [form] }), Number(line)) : null
    return at && { ...at, form: this.#editor.at.form }
  }

  pick = (id: string): void => void (this.#picked = id)

  async #firstLot(): Promise<boolean> {
    const { rows } = await host.lots({ text: '', filter: 'all', offset: 0, limit: 1 })
    this.lot ??= rows[0] ?? null
    return rows.length > 0
  }

  // Only the form that is open: whatever the paper, it is that one that is seen.
  #draw() {
    const form = this.#drawn.forms[this.#editor.at.form]
    const { lot, paper, other } = this
    if (!form || !lot || !paper) return Promise.resolve(null)
    const text = writeTemplate({ ...this.#drawn, forms: [form] })
    return host.template_preview(text, {
      lot: lot.id,
      template: '',
      sheet: paper.id,
      printer: '',
      count: 1,
      skip: 0,
      other_lang: other,
    })
  }
}
