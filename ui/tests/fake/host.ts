// The window's host without a program behind it. The address says which scene:
// `?scene=first|sample|empty|offline&lang=en&theme=dark&text=150`.
import type { AppError } from '../../src/generated/AppError'
import type { Certificate } from '../../src/generated/Certificate'
import type { Delivery } from '../../src/generated/Delivery'
import type { DeliveryState } from '../../src/generated/DeliveryState'
import type { ImportReport } from '../../src/generated/ImportReport'
import type { LotDecision } from '../../src/generated/LotDecision'
import type { LotDetail } from '../../src/generated/LotDetail'
import type { LotRow } from '../../src/generated/LotRow'
import type { Outbox } from '../../src/generated/Outbox'
import type { PrintRow } from '../../src/generated/PrintRow'
import type { PrinterFit } from '../../src/generated/PrinterFit'
import type { Profile } from '../../src/generated/Profile'
import type { Progress } from '../../src/generated/Progress'
import type { Settings } from '../../src/generated/Settings'
import type { SheetChoice } from '../../src/generated/SheetChoice'
import type { Topic } from '../../src/generated/Topic'
import type { Host } from '../../src/host'
import { fold } from '../../src/lib/format'
import { preview } from './label'
import { drawing, element } from './svg'
import { templates } from './templates'
import { Markets, Printers } from './printing'
import { lots as allLots, place, products as allProducts } from './ledger'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'sample'
const MOUNTAINS = 'M0 90 60 20 100 70 140 30 200 90z'
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
const fail = (code: string, args: Record<string, string> = {}, detail = ''): never => {
  throw { code, args, detail } satisfies AppError
}

let settings: Settings = {
  language: query.get('lang') ?? 'vi',
  theme: query.get('theme') ?? 'light',
  text_percent: Number(query.get('text') ?? 100),
  person: 'Lò Thị Mai',
}
let profile: Profile | null =
  scene === 'first'
    ? null
    : {
        name: 'HTX Nông nghiệp mẫu Lai Châu',
        tax_code: '6200000001',
        address_detail: 'Bản Nà Tăm',
        commune_code: '03390',
        representative: 'Lò Văn Mẫu',
        phone: '0213 3000 000',
        email: '',
        gcp: '9520120',
        gln: null,
        link_base: null,
        logo: null,
        sample: true,
      }
let products = scene === 'empty' || scene === 'first' ? [] : [...allProducts]
let lots: LotRow[] = scene === 'empty' || scene === 'first' ? [] : allLots
const certificate = (id: string, more: Partial<Certificate>): Certificate => ({
  id,
  kind: 'vietgap',
  name: '',
  number: 'VG-18-26-0042',
  issuer: 'Trung tâm Chứng nhận Tây Bắc',
  valid_from: '2026-01-15',
  valid_to: '2028-01-14',
  all_products: true,
  products: [],
  picture: null,
  state: 'valid',
  ...more,
})
let certificates: Certificate[] =
  scene === 'empty' || scene === 'first'
    ? []
    : [
        certificate('c0', {}),
        certificate('c1', {
          kind: 'organic',
          number: 'HC 07/2025',
          issuer: 'Vinacert',
          valid_to: new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10),
          all_products: false,
          products: ['p1', 'p2'],
          state: 'expiring',
        }),
        certificate('c2', {
          kind: 'food_safety',
          number: '125/GCN-ATTP',
          issuer: 'Chi cục Quản lý chất lượng',
          valid_from: null,
          valid_to: '2026-05-01',
          state: 'expired',
        }),
      ]
let goneCertificates: Certificate[] = []
let connected = scene !== 'empty' && scene !== 'first' && scene !== 'alone'
const changed = new Set<(topics: Topic[]) => void>()
const progressed = new Set<(progress: Progress) => void>()
const tell = (...topics: Topic[]) => changed.forEach((listener) => listener(topics))

function delivery(lot: LotRow, kind: string): Delivery {
  const reason =
    lot.delivery === 'refused'
      ? { key: 'Cổng truy xuất chưa có sản phẩm này. Hãy kiểm tra mã sản phẩm rồi gửi lại.', args: {} }
      : null
  return {
    id: `${kind}-${lot.id}`,
    kind,
    lot_id: lot.id,
    lot: lot.lot,
    product: lot.product,
    date: lot.harvested_on ?? '',
    state: lot.delivery,
    receipt: lot.delivery === 'accepted' ? '261122-000017' : null,
    at: '2026-11-22T14:05:00+07:00',
    reason,
    detail: reason ? 'HTTP 400\n{"type":"epcisException:ValidationException","title":"unknown epcClass"}' : '',
    field: reason ? 'product.sku' : '',
  }
}

const deliveries = (state: DeliveryState | null) =>
  lots
    .filter((lot) => state === null || lot.delivery === state)
    .flatMap((lot) => [delivery(lot, 'harvest'), delivery(lot, 'lot')])

function outbox(state: DeliveryState | null): Outbox {
  const count = (one: DeliveryState) => (connected || one === 'local' ? deliveries(one).length : 0)
  const offline = scene === 'offline'
  return {
    connection: connected
      ? {
          url: 'https://truyxuat.laichau.example.vn',
          organisation: 'HTX Nông nghiệp mẫu Lai Châu',
          public_base: 'https://truyxuat.laichau.example.vn',
          needs_enrolment: false,
          token_store: 'keyring',
        }
      : null,
    local: count('local'),
    waiting: count('waiting'),
    sent: count('sent'),
    accepted: count('accepted'),
    refused: count('refused'),
    running: false,
    last: connected
      ? {
          sent: 120,
          accepted: 118,
          refused: 2,
          waiting: count('waiting'),
          bytes_sent: 48213,
          notice: offline ? { key: 'sync.notice.offline', args: {} } : null,
          at: '2026-11-22T14:05:00+07:00',
        }
      : null,
    next_try: offline ? '2026-11-22T14:20:00+07:00' : null,
    rows: deliveries(state).slice(0, 200),
  }
}

const problem = (sheet: string, row: number, field: string, value: string, message: string) => ({
  sheet,
  row,
  field,
  code: field,
  value,
  message,
})
const count = (added: number) => ({
  added,
  unchanged: 0,
  refused: [] as ReturnType<typeof problem>[],
  warnings: [] as ReturnType<typeof problem>[],
})

function report(dry_run: boolean): ImportReport {
  const harvests = count(220)
  harvests.refused = [
    problem('Thu hoạch', 60, 'quantity', '-12', 'Số lượng phải lớn hơn 0. Hãy sửa lại theo phiếu cân.'),
    problem('Thu hoạch', 80, 'plot', 'T099', 'Không có thửa T099 trong sổ thửa. Hãy thêm thửa hoặc sửa mã.'),
    problem('Thu hoạch', 193, 'date', '31/02/2026', 'Không có ngày này trong lịch. Hãy ghi ngày/tháng/năm.'),
  ]
  harvests.warnings = [
    problem(
      'Thu hoạch',
      41,
      'date',
      '03-05-26',
      'Thu hoạch khi thửa T014 chưa hết thời gian cách ly (đến 09/05/2026).',
    ),
  ]
  const made = count(10)
  made.warnings = [
    problem(
      'Sản phẩm',
      9,
      'gtin',
      '9520120070056',
      'Mã vạch sai chữ số kiểm tra. Sản phẩm vẫn được nhận, không kèm mã vạch.',
    ),
  ]
  return {
    products: made,
    households: count(30),
    plots: count(45),
    sprays: count(60),
    harvests,
    lots_added: 226,
    phi_conflicts: 18,
    ignored_sheets: [],
    dry_run,
  }
}

async function work(job: string, total: number) {
  for (let done = 0; done <= total; done += total / 5) {
    progressed.forEach((listener) => listener({ job, done, total }))
    await wait(60)
  }
}

const lotOf = (id: string): LotRow => lots.find((lot) => lot.id === id) ?? fail('not_found', { what: id })
const matches = (text: string, ...fields: (string | null)[]) =>
  fold(text)
    .split(/\s+/)
    .every((word) => fold(fields.join(' ')).includes(word))
const FILTERS: Record<string, (lot: LotRow) => boolean> = {
  phi: (lot) => lot.phi_conflict,
  waiting: (lot) => lot.delivery === 'waiting',
  refused: (lot) => lot.delivery === 'refused',
}

const decisions = new Map<string, LotDecision>()
for (const lot of lots.filter((one) => one.status === 'on_hold'))
  decisions.set(lot.id, {
    status: 'on_hold',
    by: 'Lò Văn Mẫu',
    reason: 'chờ kết quả phân tích dư lượng',
    at: '2026-11-22T09:40:00+07:00',
  })
for (const lot of lots.filter((one) => one.status === 'recalled'))
  decisions.set(lot.id, {
    status: 'recalled',
    by: 'Lò Văn Mẫu',
    reason: 'khách báo bao bì hở, gói bị ẩm',
    at: '2026-11-21T16:10:00+07:00',
  })

function detail(id: string): LotDetail {
  const row = lotOf(id)
  const phi = row.phi_conflict
    ? [{ sprayed_on: '2026-09-24', pesticide: 'Thuốc mẫu A 250EC', interval_days: 10, safe_on: '2026-10-04' }]
    : []
  return {
    row,
    production_date: row.harvested_on,
    expiry_date: '2028-10-08',
    phi_override: null,
    decision: decisions.get(id) ?? null,
    short_code: '7K3M-92QX',
    published: row.delivery === 'accepted',
    labels_printed: 42,
    sources: [
      {
        date: row.harvested_on ?? '',
        ...place(row),
        place: 'Xã Tả Lèng, Lai Châu',
        quantity: row.quantity,
        unit: row.unit,
        moisture_permille: 135,
        phi,
      },
    ],
    link: `https://truyxuat.laichau.example.vn/01/${row.gtin ?? ''}/10/${row.lot}`,
    deliveries: [delivery(row, 'harvest'), delivery(row, 'lot')],
    history: [
      { at: '2026-11-22T14:00:00+07:00', actor: 'Lò Thị Mai', message: { key: 'Đã in 42 tem', args: {} } },
      {
        at: '2026-11-20T08:30:00+07:00',
        actor: 'Lò Thị Mai',
        message: { key: 'Nhập từ sổ so-htx-mau.xlsx', args: {} },
      },
    ],
  }
}

const printRow = (short: string, lot: LotRow, at: string, labels: number, more: Partial<PrintRow> = {}): PrintRow => ({
  id: `019abcde-0000-7000-8000-000000${short}`,
  short,
  at,
  person: 'Lò Thị Mai',
  lot_id: lot.id,
  lot: lot.lot,
  product: lot.product,
  template: 'trace',
  sheet: 'tomy-135',
  payload: '',
  first_serial: null,
  last_serial: null,
  first_sscc: null,
  last_sscc: null,
  file: `tem-${lot.lot}.pdf`,
  labels,
  void: 0,
  spoilt: 0,
  in_use: labels,
  reprint_of: '',
  reason: '',
  can_reprint: true,
  ...more,
})
let prints: PrintRow[] =
  scene === 'empty' || scene === 'first'
    ? []
    : lots
        .filter((lot) => lot.id === 'l3')
        .flatMap((lot) => [
          printRow('7d20aa', lot, '2026-11-22T15:05:00+07:00', 8, {
            reprint_of: '7d1f3c',
            reason: 'kẹt giấy',
            file: `tem-${lot.lot}-7d1f3c.pdf`,
          }),
          printRow('7d1f3c', lot, '2026-11-22T14:05:00+07:00', 42, {
            spoilt: 8,
            void: 4,
            in_use: 30,
            first_serial: '4K7Q2M9XA0001',
            last_serial: '4K7Q2M9XA0042',
          }),
        ])
const printOf = (id: string): PrintRow => prints.find((one) => one.id === id) ?? fail('print_not_found', { print: id })
const change = (row: PrintRow): PrintRow => {
  prints = prints.map((one) => (one.id === row.id ? row : one))
  tell('labels', 'lots')
  return row
}

const geometry = (columns: number, rows: number, width: number, height: number, more = {}) => ({
  page_width: width,
  page_height: height,
  columns,
  rows,
  label_width: width,
  label_height: height,
  gap_x: 0,
  gap_y: 0,
  margin_left: 0,
  margin_top: 0,
  dot: 0,
  ...more,
})
let alignments: PrinterFit[] = []
let digit: number | null = null
const printers = new Printers(scene)
const markets = new Markets(scene)
let papers: SheetChoice[] = [
  {
    id: 'roll-100x150',
    vi: 'Cuộn 100×150 mm',
    en: 'Roll 100×150 mm',
    own: false,
    geometry: geometry(1, 1, 100000, 150000, { dot: 125 }),
  },
  {
    id: 'roll-50x30',
    vi: 'Cuộn 50×30 mm',
    en: 'Roll 50×30 mm',
    own: false,
    geometry: geometry(1, 1, 50000, 30000, { dot: 125 }),
  },
  {
    id: 'tomy-135',
    vi: 'Tomy 135 (A4, 66×40 mm, 3×7)',
    en: 'Tomy 135 (A4, 66×40 mm, 3×7)',
    own: false,
    geometry: geometry(3, 7, 66000, 40000, {
      page_width: 210000,
      page_height: 297000,
      margin_left: 6000,
      margin_top: 8000,
    }),
  },
]

export const host: Host = {
  start: async () => ({
    profile,
    settings,
    version: '0.1.0',
    data_dir: 'C:\\Users\\mai\\AppData\\Roaming\\vn.nuong.desktop',
    first_run: scene === 'first' && !query.has('lang'),
  }),
  set_settings: async (next) => void (settings = next),
  create_cooperative: async (made) => (made.tax_code === '0000000000' ? fail('tax_code_bad') : (profile = made)),
  use_sample: async () => {
    await work('import', 400)
    profile = {
      name: 'HTX Nông nghiệp mẫu Lai Châu',
      tax_code: '6200000001',
      address_detail: '',
      commune_code: '',
      representative: '',
      phone: '',
      email: '',
      gcp: '952',
      gln: null,
      link_base: null,
      logo: null,
      sample: true,
    }
    products = [...allProducts]
    lots = allLots
    tell('products', 'lots', 'profile')
    return report(false)
  },
  update_profile: async (next) => (profile = next),
  communes: async (text) =>
    [
      { code: '03390', label: 'Xã Bình Lư, Lai Châu' },
      { code: '03394', label: 'Xã Tả Lèng, Lai Châu' },
      { code: '03408', label: 'Xã Khun Há, Lai Châu' },
    ].filter((one) => matches(text, one.label, one.code)),
  goods_groups: async () => [
    { code: 'food', vi: 'Thực phẩm', en: 'Food' },
    { code: 'grain', vi: 'Lương thực', en: 'Grain' },
    { code: 'liquor', vi: 'Rượu', en: 'Liquor' },
    { code: 'material', vi: 'Nguyên liệu thực phẩm', en: 'Food material' },
  ],
  units: async () => [
    { code: 'g', vi: 'g', en: 'g' },
    { code: 'kg', vi: 'kg', en: 'kg' },
    { code: 'ml', vi: 'ml', en: 'ml' },
    { code: 'l', vi: 'lít', en: 'l' },
    { code: 'item', vi: 'cái', en: 'pieces' },
  ],
  today: async () => ({
    tasks:
      lots.length === 0
        ? []
        : [
            {
              code: 'refused',
              severity: 'act',
              target: 'sync?state=refused',
              text: { key: '2 bản ghi bị cổng truy xuất từ chối: hãy xem lý do và sửa.', args: {} },
            },
            {
              code: 'phi',
              severity: 'act',
              target: 'lots?filter=phi',
              text: { key: '18 lô thu hoạch khi chưa hết thời gian cách ly: hãy xem lại trước khi in tem.', args: {} },
            },
            {
              code: 'bad_gtin',
              severity: 'act',
              target: 'products',
              text: { key: '1 sản phẩm có mã vạch sai chữ số kiểm tra.', args: {} },
            },
            {
              code: 'waiting',
              severity: 'note',
              target: 'sync?state=waiting',
              text: { key: '198 bản ghi chờ gửi; sẽ gửi khi có mạng.', args: {} },
            },
          ],
    recent: lots.slice(0, 5),
    products: products.length,
    lots: lots.length,
    weeks:
      lots.length === 0
        ? []
        : Array.from({ length: 26 }, (_, at) => ({
            week: new Date(Date.UTC(2026, 2, 2 + at * 7)).toISOString().slice(0, 10),
            kg: 900 + 3600 * Math.abs(Math.sin(at / 4)) + ((at * 577) % 800),
          })),
  }),
  search: async (text) => {
    await wait(120)
    const code = /(?:\/10\/|\]d2.{16}10)([\w.-]+)$/.exec(text)?.[1]
    if (code)
      return lots
        .filter((one) => one.lot === code)
        .map((one) => ({ kind: 'lot', id: one.id, title: one.lot, subtitle: one.product, date: one.harvested_on }))
    return [
      ...products
        .filter((one) => matches(text, one.name, one.sku))
        .slice(0, 4)
        .map((one) => ({ kind: 'product', id: one.id, title: one.name, subtitle: one.sku, date: null })),
      ...lots
        .filter((one) => matches(text, one.lot, one.product))
        .slice(0, 8)
        .map((one) => ({ kind: 'lot', id: one.id, title: one.lot, subtitle: one.product, date: one.harvested_on })),
    ]
  },
  products: async (text) => products.filter((one) => matches(text, one.name, one.sku, one.gtin)),
  product: async (id) => products.find((one) => one.id === id) ?? fail('not_found', { what: id }),
  save_product: async (next) => {
    if (products.some((one) => one.sku === next.sku && one.id !== next.id))
      fail('sku_taken', { field: 'sku', sku: next.sku })
    const stored = { ...next, id: next.id || `p${products.length}` }
    products = [stored, ...products.filter((one) => one.id !== stored.id)]
    tell('products')
    return stored
  },
  delete_product: async (id) => {
    products = products.filter((one) => one.id !== id)
    tell('products')
  },
  restore_product: async (id) => {
    products = [...allProducts.filter((one) => one.id === id), ...products]
    tell('products')
    return allProducts.find((one) => one.id === id) ?? fail('product_not_found')
  },
  lots: async ({ text, filter, offset, limit }) => {
    const found = lots.filter((lot) => matches(text, lot.lot, lot.product) && (FILTERS[filter]?.(lot) ?? true))
    return { rows: found.slice(offset, offset + limit), total: found.length }
  },
  lot: async (id) => detail(id),
  create_lot: async (made) => {
    if (!/^\d{1,2}\/\d{1,2}(\/\d{4})?$/.test(made.date)) fail('date_unreadable', { field: 'date', value: made.date })
    const product = products.find((one) => one.id === made.product) ?? fail('product_not_found')
    const row: LotRow = {
      id: `n${lots.length}`,
      lot: made.lot || `${product.sku}-261122-1`,
      product: product.name,
      sku: product.sku,
      gtin: product.gtin,
      quantity: Number(made.quantity.replace(',', '.')),
      unit: made.unit,
      status: 'draft',
      phi_conflict: false,
      harvested_on: '2026-11-22',
      delivery: 'local',
    }
    lots = [row, ...lots]
    tell('lots')
    return detail(row.id)
  },
  set_lot_status: async (id, status, by, reason) => {
    decisions.set(id, { status, by, reason, at: '2026-11-22T15:20:00+07:00' })
    lots = lots.map((lot) => (lot.id === id ? { ...lot, status: status === 'released' ? 'draft' : status } : lot))
    tell('lots')
    return detail(id)
  },
  override_phi: async (id) => {
    lots = lots.map((lot) => (lot.id === id ? { ...lot, phi_conflict: false } : lot))
    tell('lots')
    return detail(id)
  },
  ...templates(tell, fail, (request) => lotOf(request.lot)),
  certificate_kinds: async () => [
    { code: 'vietgap', vi: 'VietGAP', en: 'VietGAP' },
    { code: 'organic', vi: 'Hữu cơ', en: 'Organic' },
    { code: 'food_safety', vi: 'ATTP', en: 'Food safety' },
    { code: 'other', vi: 'Khác', en: 'Other' },
  ],
  certificates: async () => certificates,
  save_certificate: async (one) => {
    const iso = (typed: string) => typed.split('/').reverse().join('-')
    if (one.kind === 'other' && !one.name) fail('certificate_name_missing')
    const made = {
      ...one,
      id: one.id || `c${certificates.length}`,
      valid_to: iso(one.valid_to),
      valid_from: one.valid_from && iso(one.valid_from),
      state: 'valid',
    }
    certificates = [...certificates.filter((other) => other.id !== made.id), made]
    tell('certificates')
    return made
  },
  delete_certificate: async (id) => {
    goneCertificates = certificates.filter((one) => one.id === id)
    certificates = certificates.filter((one) => one.id !== id)
    tell('certificates')
  },
  restore_certificate: async () => {
    certificates = [...certificates, ...goneCertificates]
    tell('certificates')
  },
  import_picture: async (path) =>
    path.endsWith('.png') ? { hash: 'a'.repeat(64), width: 400, height: 200 } : fail('picture_unknown', { path }),
  picture: async () => `data:image/svg+xml,${encodeURIComponent(drawing(200, 100, element('path', { d: MOUNTAINS })))}`,
  papers: async () => papers,
  save_paper: async ({ id, name, geometry }) => {
    const reach = geometry.margin_left + geometry.columns * (geometry.label_width + geometry.gap_x) - geometry.gap_x
    if (reach > geometry.page_width)
      fail('paper_too_wide', { reach: String(reach / 1000), page: String(geometry.page_width / 1000) })
    const made = { id: id || 'own-3f09a1', vi: name, en: name, own: true, geometry }
    papers = [...papers.filter((one) => one.id !== made.id), made]
    tell('papers')
    return made
  },
  delete_paper: async (id) => {
    papers = papers.filter((one) => one.id !== id)
    tell('papers')
  },
  restore_paper: async () => tell('papers'),
  alignments: async () => alignments,
  ruler_marks: async (id) => {
    const { page_width, page_height } = (papers.find((one) => one.id === id) ?? fail('sheet_not_found')).geometry
    const inset = Math.min(20000, Math.min(page_width, page_height) / 5)
    return { left: inset, top: inset, width: page_width - 2 * inset, height: page_height - 2 * inset }
  },
  ruler_page: async () => {},
  save_alignment: async (taught) => {
    if (taught.read.width > 178500)
      fail('ruler_length', { field: 'core.field.printer.width', expected: '170', least: '161.5', most: '178.5' })
    alignments = [...alignments.filter((one) => one.printer !== taught.printer || one.sheet !== taught.sheet), taught]
    tell('papers')
    return taught
  },
  forget_alignment: async (printer, sheet) => {
    alignments = alignments.filter((one) => one.printer !== printer || one.sheet !== sheet)
    tell('papers')
  },
  printers: async () => {
    await wait(60)
    return printers.known(alignments)
  },
  save_printer: async (printer) => {
    tell('papers')
    return printers.save(printer)
  },
  remove_printer: async (name) => {
    printers.remove(name)
    tell('papers')
  },
  test_printer: async ({ printer }) => {
    if (printer === 'Brother kho') fail('printer_no_answer', { name: printer, value: '192.168.1.52:9100' }, 'timed out')
    await work('send', 48000)
  },
  print_labels_to: async (request, { printer }) => {
    await work('labels', request.count)
    await work('send', 480000)
    const row = printRow(`9f${prints.length}000`, lotOf(request.lot), '2026-11-22T15:40:00+07:00', request.count)
    prints = [row, ...prints]
    tell('labels', 'lots')
    const partly =
      request.count > 20
        ? {
            print: row.id,
            labels: 12,
            next: 13,
            bytes: 274000,
            of_bytes: 480000,
            error: {
              code: 'printer_stalled',
              args: { name: printer, value: '192.168.1.50:9100', seconds: '30' },
              detail: 'write: timed out',
            },
          }
        : null
    return { labels: request.count, pages: 1, payload: '', findings: [], print: row.id, sent_partly: partly }
  },
  reprint_labels_to: async (request) => host.reprint_labels(request, ''),
  print_labels_in_window: async (request) => {
    const { page_svg, pages } = await host.label_preview(request)
    const result = await host.print_labels_to(request, { printer: '', language: null })
    prints = prints.map((one) => (one.id === result.print ? { ...one, file: '' } : one))
    const { page_width, page_height } = (await host.papers()).find((one) => one.id === request.sheet)!.geometry
    return {
      result: { ...result, pages, sent_partly: null },
      pages: Array<string>(pages).fill(page_svg),
      paper: [page_width, page_height],
    }
  },
  reprint_labels_in_window: async (request) => ({
    result: await host.reprint_labels(request, ''),
    pages: ['<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    paper: [210_000, 297_000],
  }),
  // The walk takes what a printer would get.
  print_dialog: async () => {
    await (window as { onPaper?: () => Promise<void> }).onPaper?.()
    return true
  },
  label_preview: async (request) => preview(lotOf(request.lot), request, digit),
  print_labels: async (request) => {
    await wait(200)
    return {
      labels: request.count,
      pages: Math.ceil((request.skip + request.count) / 21),
      payload: '',
      findings: [],
      print: '',
      sent_partly: null,
    }
  },
  reprint_labels: async ({ print, from, reason }) => {
    const old = printOf(print)
    const labels = old.labels - old.spoilt - from + 1
    await wait(200)
    prints = [
      printRow(`8e${prints.length}000`, lotOf(old.lot_id), '2026-11-22T15:30:00+07:00', labels, {
        reprint_of: old.short,
        reason,
      }),
      ...prints,
    ]
    change({ ...old, spoilt: old.spoilt + labels, in_use: old.in_use - labels })
    return { labels, pages: 1, payload: '', findings: [], print: '', sent_partly: null }
  },
  void_labels: async ({ print, labels: asked, first_serial, last_serial }) => {
    const old = printOf(print)
    const at = (serial: string) =>
      serial.startsWith('4K7Q2M9XA')
        ? Number(serial.slice(-4))
        : fail('serial_not_found', { field: 'first_serial', serial })
    const labels = first_serial ? at(last_serial ?? first_serial) - at(first_serial) + 1 : asked
    return change({ ...old, void: old.void + (labels ?? old.in_use), in_use: old.in_use - (labels ?? old.in_use) })
  },
  label_ledger: async ({ lot, offset, limit }) =>
    prints.filter((one) => !lot || one.lot_id === lot).slice(offset, offset + limit),
  label_balance: async (lot) => {
    const sum = (of: (row: PrintRow) => number) =>
      prints.filter((one) => one.lot_id === lot).reduce((all, one) => all + of(one), 0)
    const at = markets.of(lot)
    return {
      markets: at,
      in_stock: sum((one) => one.in_use) - at.reduce((all, one) => all + one.labels, 0),
      printed: sum((one) => one.labels),
      lost: sum((one) => one.void + one.spoilt),
      in_use: sum((one) => one.in_use),
      packs: 36,
    }
  },
  send_to_market: async (request) => {
    const row = markets.move(request, 1)
    tell('labels')
    return row
  },
  take_back_from_market: async (request) => {
    const row = markets.move(request, -1)
    tell('labels')
    return row
  },
  sscc_digit: async () => digit,
  set_sscc_digit: async (chosen) => {
    digit = chosen
  },
  label_moves: async (lot) => markets.moves(lot),
  import_preview: async () => {
    await work('import', 400)
    return report(true)
  },
  import_apply: async () => {
    await work('import', 400)
    return report(false)
  },
  connect: async (url, code) => {
    if (code === 'x') fail('code_refused', {}, 'HTTP 403')
    connected = true
    tell('sync')
    return {
      url,
      organisation: 'HTX Nông nghiệp mẫu Lai Châu',
      public_base: url,
      needs_enrolment: false,
      token_store: 'keyring',
    }
  },
  disconnect: async () => {
    connected = false
    tell('sync')
  },
  sync: async () => {
    await work('sync', 120)
    return {
      sent: 4,
      accepted: 4,
      refused: 0,
      waiting: 0,
      bytes_sent: 5213,
      notice: null,
      at: '2026-11-22T14:10:00+07:00',
    }
  },
  outbox: async (state) => outbox(state),
  retry: async () => tell('sync'),
  cancel: async () => {},
  pick_open_file: async () => 'D:\\So sach\\so-htx-mau.xlsx',
  pick_template: async () => 'D:\\Tem\\mau.json',
  pick_picture: async () => 'D:\\Hinh\\logo.png',
  pick_save_file: async (suggested) => `D:\\Tem\\${suggested}`,
  open_link: async () => {},
  open_path: async () => {},
  quit: async () => {},
  on_changed: async (then) => {
    changed.add(then)
    return () => changed.delete(then)
  },
  on_progress: async (then) => {
    progressed.add(then)
    return () => progressed.delete(then)
  },
  on_closing: async (then) => {
    if (query.has('closing')) setTimeout(() => then(198), 400)
    return () => {}
  },
}
