// A stand-in drawing of a label and a page: enough to judge the screen around it, nothing of the real geometry.
import type { Finding } from '../../src/generated/Finding'
import type { Severity } from '../../src/generated/Severity'
import type { LabelPreview } from '../../src/generated/LabelPreview'
import type { LabelRequest } from '../../src/generated/LabelRequest'
import type { LotRow } from '../../src/generated/LotRow'
import { pageOf } from './ledger'
import { drawing, element } from './svg'

const label = (lot: LotRow, w: number, h: number) => `
  <rect x="0.3" y="0.3" width="${w - 0.6}" height="${h - 0.6}" rx="1.5" fill="#fff" stroke="#999" stroke-width="0.1"/>
  <g fill="#000" font-family="Be Vietnam Pro" font-size="2.4">
    <text x="2.5" y="5.5" font-weight="600" font-size="2.9">${lot.product}</text>
    <text x="2.5" y="10">Hợp tác xã Mẫu Tam Đường</text>
    <text x="2.5" y="14">Lô: ${lot.lot}</text>
    <text x="2.5" y="18">NSX: ${lot.harvested_on ?? ''}</text>
    <text x="2.5" y="22">Xuất xứ: Việt Nam</text>
  </g>
  ${code(w - 17, h - 17)}`

/** Something that looks like a QR code. */
function code(x: number, y: number): string {
  const dark = Array.from({ length: 100 }, (_, at) => at).filter((at) => ((at * 7919) % 13) % 2)
  const cell = (at: number) => ({ x: x + (at % 10) * 1.4, y: y + Math.floor(at / 10) * 1.4, width: 1.4, height: 1.4 })
  return dark.map((at) => element('rect', cell(at))).join('')
}

function page(lot: LotRow, request: LabelRequest): string {
  const empty = { width: 66, height: 40, stroke: '#bbb', stroke_width: 0.2 }
  const cells = Array.from({ length: 21 }, (_, cell) => {
    const state = cell < request.skip ? 'skipped' : cell < request.skip + request.count ? 'label' : 'free'
    const inside =
      state === 'label'
        ? label(lot, 66, 40)
        : element('rect', { ...empty, fill: state === 'skipped' ? '#ccc' : '#fff' })
    const transform = `translate(${4 + (cell % 3) * 68} ${8.5 + Math.floor(cell / 3) * 40})`
    return element('g', { data_cell: cell, class: state, transform }, inside)
  })
  return drawing(210, 297, cells.join(''))
}

const finding = (
  code: string,
  severity: Severity,
  field: string,
  area: 'core' | 'labels',
  args: Record<string, string>,
  places: Finding['places'] = [],
): Finding => ({ code, severity, message: '', field, places, text: { key: `${area}.finding.${code}`, args } })

/** The first conflict of the lot's page, as the engine's sentence takes it. */
function conflictOf(lot: LotRow): Record<string, string> {
  const first = pageOf(lot).sources.flatMap((one) => one.phi)[0]
  if (!first) return {}
  const { pesticide, sprayed_on, interval_days, safe_on } = first
  return { lot: lot.lot, pesticide, sprayed_on, days: String(interval_days), safe_on }
}

export function preview(lot: LotRow, request: LabelRequest, digit: number | null = 0): LabelPreview {
  const roll = request.sheet !== 'tomy-135'
  const [w, h] = request.sheet === 'roll-100x150' ? [100, 150] : roll ? [50, 30] : [66, 40]
  const one = drawing(w, h, label(lot, w, h))
  const phi = finding('phi_conflict', 'error', 'lot.phi', 'core', conflictOf(lot), [[2200, 15600, 20000, 3000]])
  const usage = finding('field_missing', 'warning', 'product.usage', 'labels', {
    field: 'labels.field.usage',
    source: '37/2026/NĐ-CP',
  })
  const letters = { height_mm: '0.9', face_cm2: '80', least_mm: '1.2' }
  const small = finding('letters_for_small_face', 'note', '', 'labels', letters, [[2200, 3000, w * 600, 3300]])
  const digitless = finding('sscc_needs_digit', 'error', 'settings.sscc_digit', 'core', {})
  const found = lot.phi_conflict ? [phi, usage, small] : [usage, small]
  return {
    label_svg: one,
    label_width_um: w * 1000,
    label_height_um: h * 1000,
    symbols: [
      {
        kind: 'qr',
        identifier: ']Q1',
        version: 4,
        level: 'M',
        modules: 33,
        module_um: 375,
        dots: roll ? 3 : null,
        area: [(w - 17) * 1000, (h - 17) * 1000, 14000, 14000],
      },
      {
        kind: 'ean_13',
        identifier: ']E0',
        version: null,
        level: '',
        modules: 95,
        module_um: 330,
        dots: null,
        area: [0, 0, 31000, 14000],
      },
    ],
    page_svg: roll
      ? one.replace('<rect', '<g data-cell="0" class="label"><rect').replace('</svg>', '</g></svg>')
      : page(lot, request),
    pages: roll ? request.count : Math.ceil((request.skip + request.count) / 21),
    per_page: roll ? 1 : 21,
    payload: `https://truyxuat.example.vn/01/${lot.gtin ?? ''}/10/${lot.lot}`,
    findings: request.template === 'pallet' && digit === null ? [digitless] : found,
  }
}
