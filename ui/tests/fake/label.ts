// A stand-in drawing of a label and a page: enough to judge the screen around it, nothing of the real geometry.
import type { LabelPreview } from '../../src/generated/LabelPreview'
import type { LabelRequest } from '../../src/generated/LabelRequest'
import type { LotRow } from '../../src/generated/LotRow'
import { drawing, element } from './svg'

const label = (lot: LotRow, w: number, h: number) => `
  <rect x="0.3" y="0.3" width="${w - 0.6}" height="${h - 0.6}" rx="1.5" fill="#fff" stroke="#999" stroke-width="0.1"/>
  <g fill="#000" font-family="Be Vietnam Pro" font-size="2.4">
    <text x="2.5" y="5.5" font-weight="600" font-size="2.9">${lot.product}</text>
    <text x="2.5" y="10">HTX Nông nghiệp mẫu Lai Châu</text>
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

export function preview(lot: LotRow, request: LabelRequest, digit: number | null = 0): LabelPreview {
  const roll = request.sheet !== 'tomy-135'
  const [w, h] = request.sheet === 'roll-100x150' ? [100, 150] : roll ? [50, 30] : [66, 40]
  const one = drawing(w, h, label(lot, w, h))
  const phi = {
    code: 'phi_running',
    severity: 'error',
    message: '',
    field: 'lot.phi',
    places: [[2200, 15600, 20000, 3000]] as [number, number, number, number][],
    text: {
      key:
        'Lô có lần thu hoạch khi chưa hết thời gian cách ly. ' +
        'Hãy xem lại ngày trong sổ hoặc để người có trách nhiệm cho phép.',
      args: {},
    },
  }
  const usage = {
    code: 'missing',
    severity: 'warning',
    message: '',
    field: 'product.usage',
    places: [] as [number, number, number, number][],
    text: { key: 'Thiếu hướng dẫn sử dụng: hãy bổ sung ở mục Sản phẩm.', args: {} },
  }
  const small = {
    code: 'letters_small',
    severity: 'note',
    message: '',
    field: '',
    places: [[2200, 3000, w * 600, 3300]] as [number, number, number, number][],
    text: { key: 'Tên sản phẩm dài: chữ được thu nhỏ còn 85 % để vừa tem.', args: {} },
  }
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
    findings:
      request.template === 'pallet' && digit === null
        ? [
            {
              code: 'sscc_needs_digit',
              severity: 'error',
              message: '',
              field: 'settings.sscc_digit',
              places: [],
              text: { key: 'core.finding.sscc_needs_digit', args: {} },
            },
          ]
        : lot.phi_conflict
          ? [phi, usage, small]
          : [usage, small],
  }
}
