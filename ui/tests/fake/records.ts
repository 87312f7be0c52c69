// The cooperative, its products and its certificates.
import type { Certificate } from '../../src/generated/Certificate'
import type { Host } from '../../src/host'
import { products as imported } from './ledger'
import { answerTo, known } from './recorded'
import { fail, lived, matches, tell } from './scene'
import { state } from './state'
import { drawing, element } from './svg'

const MOUNTAINS = 'M0 90 60 20 100 70 140 30 200 90z'

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

let certificates: Certificate[] = lived
  ? [
      certificate('c0', {}),
      certificate('c1', {
        kind: 'organic',
        number: 'HC 07/2025',
        issuer: 'Vinacert',
        valid_to: new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10),
        all_products: false,
        products: ['p-CHE-ST', 'p-GAO-SC5'],
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
  : []
let gone: Certificate[] = []

type Cooperative = 'create_cooperative' | 'update_profile' | 'communes'

export const cooperative: Pick<Host, Cooperative> = {
  create_cooperative: async (made) =>
    made.tax_code === '0000000000' ? fail('tax_code_invalid', { value: made.tax_code }) : (state.profile = made),
  update_profile: async (next) => (state.profile = next),
  communes: async (text) =>
    answerTo('communes', text) ??
    known('communes', 'lai chau').filter((one) => one.code === text.trim() || matches(text, one.label)),
}

type Products =
  'goods_groups' | 'units' | 'products' | 'product' | 'save_product' | 'delete_product' | 'restore_product'

export const products: Pick<Host, Products> = {
  goods_groups: async () => known('goods_groups'),
  units: async () => known('units'),
  products: async (text) => state.products.filter((one) => matches(text, one.name, one.sku, one.gtin)),
  product: async (id) => state.products.find((one) => one.id === id) ?? fail('product_not_found'),
  save_product: async (next) => {
    if (state.products.some((one) => one.sku === next.sku && one.id !== next.id))
      fail('sku_taken', { field: 'sku', sku: next.sku })
    const stored = { ...next, id: next.id || `p${state.products.length}` }
    state.products = [stored, ...state.products.filter((one) => one.id !== stored.id)]
    tell('products')
    return stored
  },
  delete_product: async (id) => {
    state.products = state.products.filter((one) => one.id !== id)
    tell('products')
  },
  restore_product: async (id) => {
    const back = imported.find((one) => one.id === id) ?? fail('product_not_found')
    state.products = [back, ...state.products]
    tell('products')
    return back
  },
}

const iso = (typed: string) => typed.split('/').reverse().join('-')

type Certificates =
  | 'certificate_kinds'
  | 'certificates'
  | 'save_certificate'
  | 'delete_certificate'
  | 'restore_certificate'
  | 'import_picture'
  | 'picture'

export const certified: Pick<Host, Certificates> = {
  certificate_kinds: async () => known('certificate_kinds'),
  certificates: async () => certificates,
  save_certificate: async (one) => {
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
    gone = certificates.filter((one) => one.id === id)
    certificates = certificates.filter((one) => one.id !== id)
    tell('certificates')
  },
  restore_certificate: async () => {
    certificates = [...certificates, ...gone]
    tell('certificates')
  },
  import_picture: async (path) =>
    path.endsWith('.png') ? { hash: 'a'.repeat(64), width: 400, height: 200 } : fail('picture_unknown', { path }),
  picture: async () => `data:image/svg+xml,${encodeURIComponent(drawing(200, 100, element('path', { d: MOUNTAINS })))}`,
}
