import type { Finding } from '../../src/generated/Finding'
import type { Code } from '../../src/generated/Code'
// Templates without a program behind them: two templates as they were shipped once (what is shipped may change), and
// a rough drawing of whatever the editor makes of them.
import goods from './goods.json'
import trace from './trace.json'
import type { LabelPreview } from '../../src/generated/LabelPreview'
import type { LabelRequest } from '../../src/generated/LabelRequest'
import type { LotRow } from '../../src/generated/LotRow'
import type { TemplateChoice } from '../../src/generated/TemplateChoice'
import type { Topic } from '../../src/generated/Topic'
import type { Part, Row, Template } from '../../src/features/template/model'
import type { Host } from '../../src/host'
import { drawing, element } from './svg'

const pallet = {
  id: 'pallet',
  name: { vi: 'Nhãn pa-lét (SSCC)', en: 'Pallet label (SSCC)' },
  goods_label: false,
  forms: [
    {
      width: 100_000,
      height: 150_000,
      elements: [{ kind: 'barcode', symbology: 'gs1_128', of: 'sscc', area: [10_000, 100_000, 80_000, 35_000] }],
    },
  ],
}
const shipped = [trace, goods, pallet] as unknown as Template[]
const WORDS: Record<string, string> = {
  cooperative: 'Hợp tác xã Mẫu Tam Đường',
  address: 'Bản Mẫu, Xã Bình Lư, Lai Châu',
  contact: '0213 000 0952',
  net_quantity: '500 g',
  date: '08/10/2026',
  expiry: '08/10/2028',
  origin: 'Xã Tả Lèng, Lai Châu',
  ingredients: '100 % búp chè Shan tuyết',
  storage: 'Nơi khô mát, tránh ánh nắng',
  usage: 'Pha 5 g với 200 ml nước sôi',
  price: '125.000 đ/gói',
  standards: 'VietGAP',
}
const CAPTIONS: Record<string, string> = {
  lot: 'Lô: ',
  date: 'NSX: ',
  expiry: 'HSD: ',
  net_quantity: 'Khối lượng tịnh: ',
  cooperative: 'Chịu trách nhiệm: ',
  address: 'Địa chỉ: ',
  origin: 'Xuất xứ: ',
  ingredients: 'Thành phần: ',
  storage: 'Bảo quản: ',
  usage: 'Cách dùng: ',
  price: 'Giá: ',
}

function said(row: Row, lot: LotRow): string {
  if (row.text && Object.keys(row.text).length) return row.text.vi ?? ''
  const values: Record<string, string> = { ...WORDS, product: lot.product, lot: lot.lot }
  return (row.fields ?? [])
    .filter((field) => values[field])
    .map((field) => `${row.caption ? (CAPTIONS[field] ?? '') : ''}${values[field]}`)
    .join(' · ')
}

const escaped = (text: string) => text.replace(/[<&]/g, (letter) => `&#${letter.charCodeAt(0)};`)

function drawn(part: Part, lot: LotRow): string {
  const [x, y, w, h] = part.area
  if (part.kind === 'rule') return `<rect x="${x}" y="${y}" width="${w}" height="${h}"/>`
  if (part.kind === 'qr' || part.kind === 'datamatrix') {
    const dark = Array.from({ length: 625 }, (_, at) => at).filter((at) => ((at * 7919) % 13) % 2)
    const place = (at: number) => ({ x: x + ((at % 25) * w) / 25, y: y + (Math.floor(at / 25) * h) / 25 })
    return dark.map((at) => element('rect', { ...place(at), width: w / 25, height: h / 25 })).join('')
  }
  if (part.kind === 'barcode')
    return Array.from({ length: 60 }, (_, at) =>
      (at * 31) % 3 ? `<rect x="${x + (at * w) / 60}" y="${y}" width="${w / 130}" height="${h * 0.8}"/>` : '',
    ).join('')
  if (part.kind === 'stars') {
    const star = { cy: y + h / 2, r: Math.min(h / 2.4, w / 12) }
    const hollow = { fill: 'none', stroke: '#000', stroke_width: 100 }
    const all = [0, 1, 2, 3, 4]
    return all
      .map((at) => element('circle', { cx: x + (at + 0.5) * (w / 5), ...star, ...(at < 4 ? {} : hollow) }))
      .join('')
  }
  if (part.kind !== 'flow') return ''
  let down = y
  return (part.rows ?? [])
    .map((row) => {
      const text = said(row, lot)
      if (!text) return ''
      down += row.size * 1.22 + (row.gap ?? 0)
      const line = row.rule ? `<rect x="${x}" y="${down - row.size * 1.22}" width="${w}" height="${row.rule}"/>` : ''
      const anchor = part.align === 'center' ? 'middle' : part.align === 'right' ? 'end' : 'start'
      const at = { start: x, middle: x + w / 2, end: x + w }[anchor]
      if (down > y + h) return ''
      const weight = row.bold === 'all' ? 700 : 400
      const letters = { font_size: row.size, text_anchor: anchor, font_weight: weight }
      return line + element('text', { x: at, y: down - row.size * 0.25, ...letters }, escaped(text))
    })
    .join('')
}

function preview(template: Template, lot: LotRow): LabelPreview {
  const form = template.forms[0]!
  const parts = form.elements.map((part) => drawn(part, lot)).join('')
  const letters = element('g', { font_family: 'Be Vietnam Pro' }, parts)
  const svg = drawing(form.width / 1000, form.height / 1000, letters, 1000)
  const qr = form.elements.find((part) => part.kind === 'qr')
  const dense: Finding[] =
    qr && qr.area[2] < 12_000
      ? [
          {
            code: 'code_too_dense',
            severity: 'error',
            message: '',
            field: '',
            places: [[...qr.area] as [number, number, number, number]],
            text: { key: 'labels.finding.code_too_dense', args: { module_mm: '0.303', least_mm: '0.375' } },
          },
        ]
      : []
  return {
    label_svg: svg,
    page_svg: svg,
    label_width_um: form.width,
    label_height_um: form.height,
    symbols: [],
    pages: 1,
    per_page: 1,
    payload: '',
    findings: dense,
  }
}

const choice = (template: Template, own: boolean): TemplateChoice => ({
  id: template.id,
  vi: template.name.vi ?? '',
  en: template.name.en ?? template.name.vi ?? '',
  own,
  goods_label: template.goods_label,
  groups: [],
  pallet: template.forms.some((form) => form.elements.some((part) => part.of === 'sscc')),
  sizes: template.forms.map((form) => [form.width, form.height]),
})

type Answered =
  | 'templates'
  | 'template_text'
  | 'template_preview'
  | 'save_template'
  | 'delete_template'
  | 'restore_template'
  | 'read_template'
  | 'export_template'

export function templates(
  tell: (...topics: Topic[]) => void,
  fail: (code: Code, args?: Record<string, string>, detail?: string) => never,
  lotOf: (request: LabelRequest) => LotRow,
): Pick<Host, Answered> {
  let own: Template[] = []
  let gone: Template[] = []
  return {
    templates: async () => [...shipped.map((one) => choice(one, false)), ...own.map((one) => choice(one, true))],
    template_text: async (id) =>
      JSON.stringify([...shipped, ...own].find((one) => one.id === id) ?? fail('template_not_found', { value: id })),
    template_preview: async (text, request) => preview(JSON.parse(text) as Template, lotOf(request)),
    save_template: async (text) => {
      const made = JSON.parse(text) as Template
      if (!made.name.vi?.trim()) fail('template_invalid', { mistake: 'labels.template.name', line: '3' })
      const lines = text.split('\n')
      const wordless = lines.findIndex((line) => line.trim() === '"vi": ""')
      if (wordless > 0) fail('template_invalid', { mistake: 'labels.template.row_text', line: String(wordless + 1) })
      const stored = { ...made, id: own.some((one) => one.id === made.id) ? made.id : `own-3f09a1c2d4e${own.length}` }
      own = [...own.filter((one) => one.id !== stored.id), stored]
      tell('templates')
      return choice(stored, true)
    },
    delete_template: async (id) => {
      gone = own.filter((one) => one.id === id)
      own = own.filter((one) => one.id !== id)
      tell('templates')
    },
    restore_template: async () => {
      own = [...own, ...gone]
      tell('templates')
    },
    read_template: async () =>
      JSON.stringify({ ...goods, id: 'own-other', name: { vi: 'Nhãn chợ phiên (HTX bạn)', en: 'Market label' } }),
    export_template: async () => {},
  }
}
