// The one door between the window and the program: every command and event, typed by the records that the engine
// exports.
// No other file imports @tauri-apps, so every screen also runs in a plain browser against a fake host (ui/tests/fake).

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'

import type { Certificate } from './generated/Certificate'
import type { Choice } from './generated/Choice'
import type { CommuneChoice } from './generated/CommuneChoice'
import type { Connection } from './generated/Connection'
import type { DeliveryState } from './generated/DeliveryState'
import type { Hit } from './generated/Hit'
import type { ImportReport } from './generated/ImportReport'
import type { KnownPrinter } from './generated/KnownPrinter'
import type { LabelBalance } from './generated/LabelBalance'
import type { LabelPages } from './generated/LabelPages'
import type { LabelPreview } from './generated/LabelPreview'
import type { LabelRequest } from './generated/LabelRequest'
import type { LabelResult } from './generated/LabelResult'
import type { LotDetail } from './generated/LotDetail'
import type { LotPage } from './generated/LotPage'
import type { LotQuery } from './generated/LotQuery'
import type { MoveRequest } from './generated/MoveRequest'
import type { MoveRow } from './generated/MoveRow'
import type { NewLot } from './generated/NewLot'
import type { Outbox } from './generated/Outbox'
import type { Paper } from './generated/Paper'
import type { PictureInfo } from './generated/PictureInfo'
import type { PrintQuery } from './generated/PrintQuery'
import type { PrintRow } from './generated/PrintRow'
import type { Printer } from './generated/Printer'
import type { PrinterFit } from './generated/PrinterFit'
import type { Product } from './generated/Product'
import type { Profile } from './generated/Profile'
import type { Progress } from './generated/Progress'
import type { ReprintRequest } from './generated/ReprintRequest'
import type { RulerMarks } from './generated/RulerMarks'
import type { SendTo } from './generated/SendTo'
import type { Settings } from './generated/Settings'
import type { SheetChoice } from './generated/SheetChoice'
import type { Start } from './generated/Start'
import type { SyncSummary } from './generated/SyncSummary'
import type { TemplateChoice } from './generated/TemplateChoice'
import type { Today } from './generated/Today'
import type { Topic } from './generated/Topic'
import type { VoidRequest } from './generated/VoidRequest'

export type Unlisten = () => void

/** Every promise rejects with an AppError (`{code, args, detail}`). */
export interface Host {
  start(): Promise<Start>
  set_settings(settings: Settings): Promise<void>
  create_cooperative(profile: Profile): Promise<Profile>
  /** Makes the sample cooperative and imports the sample ledger, with progress of job `import`. */
  use_sample(): Promise<ImportReport>
  update_profile(profile: Profile): Promise<Profile>
  communes(text: string): Promise<CommuneChoice[]>
  goods_groups(): Promise<Choice[]>
  units(): Promise<Choice[]>

  today(): Promise<Today>
  search(text: string): Promise<Hit[]>

  products(text: string): Promise<Product[]>
  product(id: string): Promise<Product>
  save_product(product: Product): Promise<Product>
  delete_product(id: string): Promise<void>
  restore_product(id: string): Promise<Product>

  certificate_kinds(): Promise<Choice[]>
  certificates(): Promise<Certificate[]>
  save_certificate(certificate: Certificate): Promise<Certificate>
  delete_certificate(id: string): Promise<void>
  restore_certificate(id: string): Promise<void>
  /** Takes in a logo or a mark; records name it by its hash (`profile.logo`, `certificate.picture`). */
  import_picture(path: string): Promise<PictureInfo>
  /** A picture as a `data:` address. */
  picture(hash: string): Promise<string>

  lots(query: LotQuery): Promise<LotPage>
  lot(id: string): Promise<LotDetail>
  create_lot(lot: NewLot): Promise<LotDetail>
  override_phi(lot: string, by: string, reason: string): Promise<LotDetail>
  /** `on_hold`, `recalled`, `closed` or `released`. */
  set_lot_status(lot: string, status: string, by: string, reason: string): Promise<LotDetail>

  templates(): Promise<TemplateChoice[]>
  /** JSON of a template, shipped or own: to be edited, or to begin an own one with. */
  template_text(id: string): Promise<string>
  /** A label as a text that is still being edited lays it out; `request.template` is not looked at. */
  template_preview(text: string, request: LabelRequest): Promise<LabelPreview>
  /** A new own template, unless the text bears the id of one. */
  save_template(text: string): Promise<TemplateChoice>
  delete_template(id: string): Promise<void>
  restore_template(id: string): Promise<void>
  /** Text of a template file; nothing is kept. */
  read_template(path: string): Promise<string>
  export_template(text: string, path: string): Promise<void>
  papers(): Promise<SheetChoice[]>
  save_paper(paper: Paper): Promise<SheetChoice>
  delete_paper(id: string): Promise<void>
  restore_paper(id: string): Promise<void>
  alignments(): Promise<PrinterFit[]>
  ruler_marks(paper: string): Promise<RulerMarks>
  ruler_page(paper: string, path: string): Promise<void>
  save_alignment(alignment: PrinterFit): Promise<PrinterFit>
  forget_alignment(printer: string, paper: string): Promise<void>
  /** Printers that labels are sent to: own ones, then the system's queues. */
  printers(): Promise<KnownPrinter[]>
  save_printer(printer: Printer): Promise<Printer>
  remove_printer(name: string): Promise<void>
  /** Sends the paper's ruler page. Sending tells its progress as job `send` in bytes, and is stopped as `labels`. */
  test_printer(to: SendTo, paper: string): Promise<void>
  print_labels_to(request: LabelRequest, to: SendTo): Promise<LabelResult>
  reprint_labels_to(request: ReprintRequest, to: SendTo): Promise<LabelResult>
  /** Pages for the system's print dialog; the print is in the ledger then. */
  print_labels_in_window(request: LabelRequest): Promise<LabelPages>
  reprint_labels_in_window(request: ReprintRequest): Promise<LabelPages>
  /**
   * Opens the dialog for what the page shows to paper of that width and height in micrometres. True once it is
   * done; false where the page's own `afterprint` tells.
   */
  print_dialog(paper: [number, number]): Promise<boolean>
  label_preview(request: LabelRequest): Promise<LabelPreview>
  print_labels(request: LabelRequest, path: string): Promise<LabelResult>
  reprint_labels(request: ReprintRequest, path: string): Promise<LabelResult>
  void_labels(request: VoidRequest): Promise<PrintRow>
  label_ledger(query: PrintQuery): Promise<PrintRow[]>
  label_balance(lot: string): Promise<LabelBalance>
  send_to_market(moved: MoveRequest): Promise<MoveRow>
  take_back_from_market(moved: MoveRequest): Promise<MoveRow>
  label_moves(lot: string): Promise<MoveRow[]>
  /** The digit that tells this computer's pallets from those of others; null until a person chose one. */
  sscc_digit(): Promise<number | null>
  set_sscc_digit(digit: number): Promise<void>

  import_preview(path: string): Promise<ImportReport>
  import_apply(path: string): Promise<ImportReport>

  connect(url: string, code: string): Promise<Connection>
  disconnect(): Promise<void>
  sync(): Promise<SyncSummary>
  outbox(state: DeliveryState | null): Promise<Outbox>
  retry(delivery: string): Promise<void>
  /** Asks long work (`import`, `labels`, `sync`) to stop where it stands. */
  cancel(job: string): Promise<void>

  /** A spreadsheet chosen by the person, or null. */
  pick_open_file(): Promise<string | null>
  /** A PNG or JPEG chosen by the person, or null. */
  pick_picture(): Promise<string | null>
  /** A template file chosen by the person, or null. */
  pick_template(): Promise<string | null>
  /** Where to put a file of the kind that the suggested name ends with, or null. */
  pick_save_file(suggested: string): Promise<string | null>
  open_link(url: string): Promise<void>
  /** Opens a PDF that this window has just saved. */
  open_path(path: string): Promise<void>
  /** Closes the program, after the note about unsent records. */
  quit(): Promise<void>

  on_changed(then: (topics: Topic[]) => void): Promise<Unlisten>
  on_progress(then: (progress: Progress) => void): Promise<Unlisten>
  /** The person closes the window while `unsent` records wait. */
  on_closing(then: (unsent: number) => void): Promise<Unlisten>
}

export const host: Host = {
  start: () => invoke('start'),
  set_settings: (settings) => invoke('set_settings', { settings }),
  create_cooperative: (profile) => invoke('create_cooperative', { profile }),
  use_sample: () => invoke('use_sample'),
  update_profile: (profile) => invoke('update_profile', { profile }),
  communes: (text) => invoke('communes', { text }),
  goods_groups: () => invoke('goods_groups'),
  units: () => invoke('units'),
  today: () => invoke('today'),
  search: (text) => invoke('search', { text }),
  products: (text) => invoke('products', { text }),
  product: (id) => invoke('product', { id }),
  save_product: (product) => invoke('save_product', { product }),
  delete_product: (id) => invoke('delete_product', { id }),
  restore_product: (id) => invoke('restore_product', { id }),
  certificate_kinds: () => invoke('certificate_kinds'),
  certificates: () => invoke('certificates'),
  save_certificate: (certificate) => invoke('save_certificate', { certificate }),
  delete_certificate: (id) => invoke('delete_certificate', { id }),
  restore_certificate: (id) => invoke('restore_certificate', { id }),
  import_picture: (path) => invoke('import_picture', { path }),
  picture: (hash) => invoke('picture', { hash }),
  lots: (query) => invoke('lots', { query }),
  lot: (id) => invoke('lot', { id }),
  create_lot: (lot) => invoke('create_lot', { lot }),
  override_phi: (lot, by, reason) => invoke('override_phi', { lot, by, reason }),
  set_lot_status: (lot, status, by, reason) => invoke('set_lot_status', { lot, status, by, reason }),
  templates: () => invoke('templates'),
  template_text: (id) => invoke('template_text', { id }),
  template_preview: (text, request) => invoke('template_preview', { text, request }),
  save_template: (text) => invoke('save_template', { text }),
  delete_template: (id) => invoke('delete_template', { id }),
  restore_template: (id) => invoke('restore_template', { id }),
  read_template: (path) => invoke('read_template', { path }),
  export_template: (text, path) => invoke('export_template', { text, path }),
  papers: () => invoke('papers'),
  save_paper: (paper) => invoke('save_paper', { paper }),
  delete_paper: (id) => invoke('delete_paper', { id }),
  restore_paper: (id) => invoke('restore_paper', { id }),
  alignments: () => invoke('alignments'),
  ruler_marks: (paper) => invoke('ruler_marks', { paper }),
  ruler_page: (paper, path) => invoke('ruler_page', { paper, path }),
  save_alignment: (alignment) => invoke('save_alignment', { alignment }),
  forget_alignment: (printer, paper) => invoke('forget_alignment', { printer, paper }),
  printers: () => invoke('printers'),
  save_printer: (printer) => invoke('save_printer', { printer }),
  remove_printer: (name) => invoke('remove_printer', { name }),
  test_printer: (to, paper) => invoke('test_printer', { to, paper }),
  print_labels_to: (request, to) => invoke('print_labels_to', { request, to }),
  reprint_labels_to: (request, to) => invoke('reprint_labels_to', { request, to }),
  print_labels_in_window: (request) => invoke('print_labels_in_window', { request }),
  reprint_labels_in_window: (request) => invoke('reprint_labels_in_window', { request }),
  print_dialog: (paper) => invoke('print_dialog', { paper }),
  label_preview: (request) => invoke('label_preview', { request }),
  print_labels: (request, path) => invoke('print_labels', { request, path }),
  reprint_labels: (request, path) => invoke('reprint_labels', { request, path }),
  void_labels: (request) => invoke('void_labels', { request }),
  label_ledger: (query) => invoke('label_ledger', { query }),
  label_balance: (lot) => invoke('label_balance', { lot }),
  send_to_market: (moved) => invoke('send_to_market', { moved }),
  take_back_from_market: (moved) => invoke('take_back_from_market', { moved }),
  label_moves: (lot) => invoke('label_moves', { lot }),
  sscc_digit: () => invoke('sscc_digit'),
  set_sscc_digit: (digit) => invoke('set_sscc_digit', { digit }),
  import_preview: (path) => invoke('import_preview', { path }),
  import_apply: (path) => invoke('import_apply', { path }),
  connect: (url, code) => invoke('connect', { url, code }),
  disconnect: () => invoke('disconnect'),
  sync: () => invoke('sync'),
  outbox: (state) => invoke('outbox', { state }),
  retry: (delivery) => invoke('retry', { delivery }),
  cancel: (job) => invoke('cancel', { job }),
  pick_open_file: () => invoke('pick_open_file'),
  pick_picture: () => invoke('pick_picture'),
  pick_template: () => invoke('pick_template'),
  pick_save_file: (suggested) => invoke('pick_save_file', { suggested }),
  open_link: (url) => invoke('open_link', { url }),
  open_path: (path) => invoke('open_path', { path }),
  quit: () => invoke('quit'),
  on_changed: (then) => listen<Topic[]>('changed', (event) => then(event.payload)),
  on_progress: (then) => listen<Progress>('progress', (event) => then(event.payload)),
  on_closing: (then) => listen<number>('closing', (event) => then(event.payload)),
}
