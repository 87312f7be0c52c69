// Written by `cargo xtask types` from src-tauri/src/commands. Do not edit.
import type { Certificate } from './Certificate'
import type { Choice } from './Choice'
import type { CommuneChoice } from './CommuneChoice'
import type { Connection } from './Connection'
import type { DeliveryState } from './DeliveryState'
import type { Hit } from './Hit'
import type { ImportReport } from './ImportReport'
import type { KnownPrinter } from './KnownPrinter'
import type { LabelBalance } from './LabelBalance'
import type { LabelPages } from './LabelPages'
import type { LabelPreview } from './LabelPreview'
import type { LabelRequest } from './LabelRequest'
import type { LabelResult } from './LabelResult'
import type { LotDetail } from './LotDetail'
import type { LotPage } from './LotPage'
import type { LotQuery } from './LotQuery'
import type { MoveRequest } from './MoveRequest'
import type { MoveRow } from './MoveRow'
import type { NewLot } from './NewLot'
import type { Outbox } from './Outbox'
import type { Paper } from './Paper'
import type { PictureInfo } from './PictureInfo'
import type { PrintQuery } from './PrintQuery'
import type { PrintRow } from './PrintRow'
import type { Printer } from './Printer'
import type { PrinterFit } from './PrinterFit'
import type { Product } from './Product'
import type { Profile } from './Profile'
import type { ReprintRequest } from './ReprintRequest'
import type { RulerMarks } from './RulerMarks'
import type { SendTo } from './SendTo'
import type { Settings } from './Settings'
import type { SheetChoice } from './SheetChoice'
import type { Start } from './Start'
import type { SyncSummary } from './SyncSummary'
import type { TemplateChoice } from './TemplateChoice'
import type { Today } from './Today'
import type { VoidRequest } from './VoidRequest'

/** Carries a command to the program. */
export type Invoke = <T>(command: string, args?: Record<string, unknown>) => Promise<T>

/** What the window may ask. Every promise rejects with an AppError (`{code, args, detail}`). */
export interface Commands {
  /** Kinds of certificates for the picker. */
  certificate_kinds(): Promise<Choice[]>
  /** Every certificate in sight, the oldest first. */
  certificates(): Promise<Certificate[]>
  /** A new certificate when its id is empty, else a changed one. */
  save_certificate(certificate: Certificate): Promise<Certificate>
  /** Takes a certificate out of sight; labels no longer carry it. `restore_certificate` brings it back. */
  delete_certificate(id: string): Promise<void>
  /** Brings a deleted certificate back. */
  restore_certificate(id: string): Promise<void>
  /** Sets the cooperative up, once. */
  create_cooperative(profile: Profile): Promise<Profile>
  /** Changes the cooperative's data. */
  update_profile(profile: Profile): Promise<Profile>
  /** At most 50 communes by name, province or code. */
  communes(text: string): Promise<CommuneChoice[]>
  /** A spreadsheet chosen by the person, or null. */
  pick_open_file(): Promise<string | null>
  /** A PNG or JPEG chosen by the person, or null. */
  pick_picture(): Promise<string | null>
  /** A template file chosen by the person, or null. */
  pick_template(): Promise<string | null>
  /** Where to put a file of the kind that the suggested name ends with, or null. */
  pick_save_file(suggested: string): Promise<string | null>
  /** Opens a web address in the browser. */
  open_link(url: string): Promise<void>
  /** Opens a PDF that this window has just saved. */
  open_path(path: string): Promise<void>
  /** Closes the program, after the note about unsent records. */
  quit(): Promise<void>
  /** What importing this file would do, to the letter; nothing is kept. */
  import_preview(path: string): Promise<ImportReport>
  /** Imports a ledger: good rows come in, in one transaction; the others are reported. */
  import_apply(path: string): Promise<ImportReport>
  /** Makes the sample cooperative and imports the sample ledger, with progress of job `import`. */
  use_sample(): Promise<ImportReport>
  /** Says of printed labels that they are on no pack and never will be. */
  void_labels(request: VoidRequest): Promise<PrintRow>
  /** What was printed, the newest first. */
  label_ledger(query: PrintQuery): Promise<PrintRow[]>
  /** Labels of a lot against its packs. */
  label_balance(lot: string): Promise<LabelBalance>
  /** A page of the lot list. */
  lots(query: LotQuery): Promise<LotPage>
  /** Everything about a lot, by its id or code. */
  lot(id: string): Promise<LotDetail>
  /** A lot typed in by hand, with the harvest that made it. */
  create_lot(lot: NewLot): Promise<LotDetail>
  /** A named person answers for every known pre-harvest conflict of a lot, with a reason. */
  override_phi(lot: string, by: string, reason: string): Promise<LotDetail>
  /** `on_hold`, `recalled`, `closed` or `released`: by whom, and why. */
  set_lot_status(lot: string, status: string, by: string, reason: string): Promise<LotDetail>
  /** Labels go to a market. */
  send_to_market(moved: MoveRequest): Promise<MoveRow>
  /** Labels that were not sold come back. */
  take_back_from_market(moved: MoveRequest): Promise<MoveRow>
  /** A lot's ways to markets and back, the newest first. */
  label_moves(lot: string): Promise<MoveRow[]>
  /** Label papers: shipped ones and own ones. */
  papers(): Promise<SheetChoice[]>
  /** A new own paper, or a changed one. */
  save_paper(paper: Paper): Promise<SheetChoice>
  /** Takes an own paper out of every list; `restore_paper` brings it back. */
  delete_paper(id: string): Promise<void>
  /** Brings a deleted paper back. */
  restore_paper(id: string): Promise<void>
  /** What the ruler page of a paper measures when a printer is exact. */
  ruler_marks(paper: string): Promise<RulerMarks>
  /** Writes a paper's ruler page as a PDF. */
  ruler_page(paper: string, path: string): Promise<void>
  /** Takes in a logo or a mark; records name it by its hash (`profile.logo`, `certificate.picture`). */
  import_picture(path: string): Promise<PictureInfo>
  /** A picture as a `data:` address. */
  picture(hash: string): Promise<string>
  /** Prints to a printer. */
  print_labels_to(request: LabelRequest, to: SendTo): Promise<LabelResult>
  /** Prints labels of an earlier print again, to a printer; those labels are entered as spoilt. */
  reprint_labels_to(request: ReprintRequest, to: SendTo): Promise<LabelResult>
  /** The label and the first page as they would be printed, with what the checker found. */
  label_preview(request: LabelRequest): Promise<LabelPreview>
  /** Prints into a PDF, which `open_path` may open then. With a finding that is an error, nothing is written. */
  print_labels(request: LabelRequest, path: string): Promise<LabelResult>
  /** Prints labels of an earlier print again, into a PDF; those labels are entered as spoilt. */
  reprint_labels(request: ReprintRequest, path: string): Promise<LabelResult>
  /** Pages for the system's print dialog; the print is in the label ledger then. */
  print_labels_in_window(request: LabelRequest): Promise<LabelPages>
  /** Labels of an earlier print again, as pages for the system's print dialog. */
  reprint_labels_in_window(request: ReprintRequest): Promise<LabelPages>
  /**
   * Opens the dialog for what the page shows to paper of that width and height in micrometres. True once it is done;
   * false where the page's own `afterprint` tells.
   */
  print_dialog(paper: [number, number]): Promise<boolean>
  /** The digit that tells this computer's pallets from those of others; null until a person chose one. */
  sscc_digit(): Promise<number | null>
  /** Gives this computer its digit, 0 to 9, which no other computer of the cooperative may have. */
  set_sscc_digit(digit: number): Promise<void>
  /** Every printer and paper whose ruler page was read. */
  alignments(): Promise<PrinterFit[]>
  /** Keeps what was read off the ruler page of a printer and a paper. */
  save_alignment(alignment: PrinterFit): Promise<PrinterFit>
  /** Forgets what was read; pages come out uncorrected again. */
  forget_alignment(printer: string, paper: string): Promise<void>
  /** Printers that labels are sent to: own ones, then the system's queues. */
  printers(): Promise<KnownPrinter[]>
  /** Adds a printer, or changes the one of that name. */
  save_printer(printer: Printer): Promise<Printer>
  /** Forgets an own printer, and what was read off its ruler pages. */
  remove_printer(name: string): Promise<void>
  /** Sends the paper's ruler page. Sending tells its progress as job `send` in bytes, and is stopped as `labels`. */
  test_printer(to: SendTo, paper: string): Promise<void>
  /** Products whose code, name or GTIN holds every typed word, with or without tones; all for an empty text. */
  products(text: string): Promise<Product[]>
  /** A product by its id, also a deleted one. */
  product(id: string): Promise<Product>
  /** A new product when its id is empty, else a changed one. */
  save_product(product: Product): Promise<Product>
  /** Takes a product out of every list; `restore_product` brings it back. */
  delete_product(id: string): Promise<void>
  /** Brings a deleted product back. */
  restore_product(id: string): Promise<Product>
  /** Groups of goods for the picker. */
  goods_groups(): Promise<Choice[]>
  /** Units of measure for the picker. */
  units(): Promise<Choice[]>
  /** What the window needs to know before it shows anything. */
  start(): Promise<Start>
  /** Changes this laptop's own choices. */
  set_settings(settings: Settings): Promise<void>
  /** Today's tasks, the newest lots, the harvest by week. */
  today(): Promise<Today>
  /** Lots, products, households and plots for what was typed or scanned. */
  search(text: string): Promise<Hit[]>
  /** Enrols at a registry with the one-time code that it gave. */
  connect(url: string, code: string): Promise<Connection>
  /** Forgets the registry's token and stops sending; receipts and what was printed stay. */
  disconnect(): Promise<void>
  /** Delivers what waits, now. */
  sync(): Promise<SyncSummary>
  /** The outbox: counts, the connection, the newest rows of one state or of all. */
  outbox(state: DeliveryState | null): Promise<Outbox>
  /** Puts a refused record back into the queue; the ones behind it follow. */
  retry(delivery: string): Promise<void>
  /** Asks long work (`import`, `labels`, `sync`) to stop where it stands; one that is over hears nothing. */
  cancel(job: string): Promise<void>
  /** Label templates: shipped ones, then own ones. */
  templates(): Promise<TemplateChoice[]>
  /** JSON of a template, shipped or own: to be edited, or to begin an own one with. */
  template_text(id: string): Promise<string>
  /** A label as a text that is still being edited lays it out; `request.template` is not looked at. */
  template_preview(text: string, request: LabelRequest): Promise<LabelPreview>
  /** Keeps a template as an own one, under the id that its text bears unless that is a shipped one's or none. */
  save_template(text: string): Promise<TemplateChoice>
  /** Takes an own template out of every list; `restore_template` brings it back. */
  delete_template(id: string): Promise<void>
  /** Brings a deleted template back. */
  restore_template(id: string): Promise<void>
  /** Text of a template file; nothing is kept. */
  read_template(path: string): Promise<string>
  /** Writes a template to a file. */
  export_template(text: string, path: string): Promise<void>
}

export function commandsOver(invoke: Invoke): Commands {
  return {
    certificate_kinds: () => invoke('certificate_kinds'),
    certificates: () => invoke('certificates'),
    save_certificate: (certificate) => invoke('save_certificate', { certificate }),
    delete_certificate: (id) => invoke('delete_certificate', { id }),
    restore_certificate: (id) => invoke('restore_certificate', { id }),
    create_cooperative: (profile) => invoke('create_cooperative', { profile }),
    update_profile: (profile) => invoke('update_profile', { profile }),
    communes: (text) => invoke('communes', { text }),
    pick_open_file: () => invoke('pick_open_file'),
    pick_picture: () => invoke('pick_picture'),
    pick_template: () => invoke('pick_template'),
    pick_save_file: (suggested) => invoke('pick_save_file', { suggested }),
    open_link: (url) => invoke('open_link', { url }),
    open_path: (path) => invoke('open_path', { path }),
    quit: () => invoke('quit'),
    import_preview: (path) => invoke('import_preview', { path }),
    import_apply: (path) => invoke('import_apply', { path }),
    use_sample: () => invoke('use_sample'),
    void_labels: (request) => invoke('void_labels', { request }),
    label_ledger: (query) => invoke('label_ledger', { query }),
    label_balance: (lot) => invoke('label_balance', { lot }),
    lots: (query) => invoke('lots', { query }),
    lot: (id) => invoke('lot', { id }),
    create_lot: (lot) => invoke('create_lot', { lot }),
    override_phi: (lot, by, reason) => invoke('override_phi', { lot, by, reason }),
    set_lot_status: (lot, status, by, reason) => invoke('set_lot_status', { lot, status, by, reason }),
    send_to_market: (moved) => invoke('send_to_market', { moved }),
    take_back_from_market: (moved) => invoke('take_back_from_market', { moved }),
    label_moves: (lot) => invoke('label_moves', { lot }),
    papers: () => invoke('papers'),
    save_paper: (paper) => invoke('save_paper', { paper }),
    delete_paper: (id) => invoke('delete_paper', { id }),
    restore_paper: (id) => invoke('restore_paper', { id }),
    ruler_marks: (paper) => invoke('ruler_marks', { paper }),
    ruler_page: (paper, path) => invoke('ruler_page', { paper, path }),
    import_picture: (path) => invoke('import_picture', { path }),
    picture: (hash) => invoke('picture', { hash }),
    print_labels_to: (request, to) => invoke('print_labels_to', { request, to }),
    reprint_labels_to: (request, to) => invoke('reprint_labels_to', { request, to }),
    label_preview: (request) => invoke('label_preview', { request }),
    print_labels: (request, path) => invoke('print_labels', { request, path }),
    reprint_labels: (request, path) => invoke('reprint_labels', { request, path }),
    print_labels_in_window: (request) => invoke('print_labels_in_window', { request }),
    reprint_labels_in_window: (request) => invoke('reprint_labels_in_window', { request }),
    print_dialog: (paper) => invoke('print_dialog', { paper }),
    sscc_digit: () => invoke('sscc_digit'),
    set_sscc_digit: (digit) => invoke('set_sscc_digit', { digit }),
    alignments: () => invoke('alignments'),
    save_alignment: (alignment) => invoke('save_alignment', { alignment }),
    forget_alignment: (printer, paper) => invoke('forget_alignment', { printer, paper }),
    printers: () => invoke('printers'),
    save_printer: (printer) => invoke('save_printer', { printer }),
    remove_printer: (name) => invoke('remove_printer', { name }),
    test_printer: (to, paper) => invoke('test_printer', { to, paper }),
    products: (text) => invoke('products', { text }),
    product: (id) => invoke('product', { id }),
    save_product: (product) => invoke('save_product', { product }),
    delete_product: (id) => invoke('delete_product', { id }),
    restore_product: (id) => invoke('restore_product', { id }),
    goods_groups: () => invoke('goods_groups'),
    units: () => invoke('units'),
    start: () => invoke('start'),
    set_settings: (settings) => invoke('set_settings', { settings }),
    today: () => invoke('today'),
    search: (text) => invoke('search', { text }),
    connect: (url, code) => invoke('connect', { url, code }),
    disconnect: () => invoke('disconnect'),
    sync: () => invoke('sync'),
    outbox: (state) => invoke('outbox', { state }),
    retry: (delivery) => invoke('retry', { delivery }),
    cancel: (job) => invoke('cancel', { job }),
    templates: () => invoke('templates'),
    template_text: (id) => invoke('template_text', { id }),
    template_preview: (text, request) => invoke('template_preview', { text, request }),
    save_template: (text) => invoke('save_template', { text }),
    delete_template: (id) => invoke('delete_template', { id }),
    restore_template: (id) => invoke('restore_template', { id }),
    read_template: (path) => invoke('read_template', { path }),
    export_template: (text, path) => invoke('export_template', { text, path }),
  }
}
