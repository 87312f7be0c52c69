// What is to be printed: the choices of last time and now, and what they come to with today's templates, papers and
// printers.

import type { KnownPrinter } from '../../generated/KnownPrinter'
import type { LabelRequest } from '../../generated/LabelRequest'
import type { LotRow } from '../../generated/LotRow'
import type { PrinterFit } from '../../generated/PrinterFit'
import type { Product } from '../../generated/Product'
import type { SheetChoice } from '../../generated/SheetChoice'
import type { TemplateChoice } from '../../generated/TemplateChoice'
import { host } from '../../host'
import { Live } from '../../lib/live.svelte'
import { keepChoices, lastChoices, printerIn, paperFor, targetOf, usedAfter } from './choices'

interface Offers {
  templates: TemplateChoice[]
  papers: SheetChoice[]
  /** Printers that a ruler page was read for. */
  alignments: PrinterFit[]
}

export class Order {
  choices = $state(lastChoices())
  lot = $state.raw<LotRow | null>(null)
  offers = new Live<Offers>(['papers', 'templates'], async () => ({
    templates: await host.templates(),
    papers: await host.papers(),
    alignments: await host.alignments(),
  }))
  /** Asks the system for its queues, which may take a while: never waited for. */
  reachable = new Live<KnownPrinter[]>(['papers'], () => host.printers())
  /** Tells this computer's pallets from others'. It stands in no record, so no topic tells of it. */
  digit = new Live<number | null>([], () => host.sscc_digit())
  #product = new Live<Product | null>(['products'], async () => {
    const lot = this.lot
    return lot ? ((await host.products(lot.sku)).find((one) => one.sku === lot.sku) ?? null) : null
  })

  papers = $derived(this.offers.value?.papers ?? [])
  /** Without those that were made for other goods. */
  templates = $derived.by(() => {
    const group = this.#product.value?.goods_group
    return (this.offers.value?.templates ?? []).filter(
      (one) => one.groups.length === 0 || (group !== undefined && one.groups.includes(group)),
    )
  })
  template = $derived(this.templates.find((one) => one.id === this.choices.template) ?? this.templates[0])
  paper = $derived.by(() => {
    const id = paperFor(this.template, this.papers, this.choices)
    return this.papers.find((one) => one.id === id)
  })
  per_page = $derived(this.paper ? this.paper.geometry.columns * this.paper.geometry.rows : 1)
  skip = $derived(this.choices.used[this.paper?.id ?? ''] ?? 0)
  alignments = $derived(this.offers.value?.alignments ?? [])
  printers = $derived(this.reachable.value ?? [])
  /** The printer that labels go to; `DIALOG`; empty: a PDF. A name that nobody knows any more is a PDF, too. */
  to = $derived(targetOf(this.choices.to, this.reachable.value))
  /** The printer that labels are sent to without a dialog; empty: none. */
  sends = $derived(printerIn(this.to))
  /** Whose ruler page corrects the print. */
  printer = $derived(
    this.sends || (this.alignments.some((one) => one.printer === this.choices.printer) ? this.choices.printer : ''),
  )
  alignment = $derived(this.alignments.find((one) => one.printer === this.printer && one.sheet === this.paper?.id))
  /** On paper of the label's own size, the page shows nothing that the label does not. */
  bare = $derived(
    this.paper !== undefined &&
      this.paper.geometry.page_width === this.paper.geometry.label_width &&
      this.paper.geometry.page_height === this.paper.geometry.label_height,
  )
  /** Pallets have their own numbers instead of serial ones. */
  pallet = $derived(this.template?.pallet ?? false)

  request = $derived.by((): LabelRequest | null => {
    const { count, other_lang, serials, dpi, cartons } = this.choices
    if (!this.lot || !this.template || !this.paper || count < 1) return null
    const common = {
      lot: this.lot.id,
      template: this.template.id,
      sheet: this.paper.id,
      printer: this.printer,
      count,
      skip: this.skip,
      other_lang,
      ...(dpi ? { dpi } : {}),
    }
    return this.pallet ? { ...common, serials: false, cartons } : { ...common, serials }
  })

  constructor() {
    $effect(() => keepChoices($state.snapshot(this.choices)))
  }

  setPaper = (id: string): void => {
    this.choices.sheet = id
    if (this.template) this.choices.papers = { ...this.choices.papers, [this.template.id]: id }
  }

  setSkip = (cell: number): void => {
    if (this.paper) this.choices.used = { ...this.choices.used, [this.paper.id]: cell }
  }

  /** After a print: the tray's sheet is that much more used. */
  printed(request: LabelRequest, per_page: number): void {
    this.choices.used = { ...this.choices.used, [request.sheet]: usedAfter(request, per_page) }
  }
}
