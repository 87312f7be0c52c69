// From "mend this" to the field itself: findings and refusals name a field (`product.ingredients`, `profile.address`,
// `lot.phi`).

import { host } from '../host'
import { go } from './route.svelte'

/** Fields of the cooperative as the label checker calls them, and their names in the form. */
const PROFILE: Record<string, string> = {
  address: 'address_detail',
  contact: 'phone',
  cooperative: 'name',
  tax_code: 'tax_code',
  gcp: 'gcp',
  gln: 'gln',
}

async function productOf(lot: string): Promise<string> {
  const { row } = await host.lot(lot)
  const found = await host.products(row.sku)
  return found.find((product) => product.sku === row.sku)?.id ?? ''
}

/** `certificate` is the id of the one that a finding is about. */
export async function jumpTo(field: string, lot: string, certificate = ''): Promise<void> {
  const [area = '', name = ''] = field.includes('.')
    ? field.split('.')
    : [field in PROFILE ? 'profile' : 'product', field]
  if (area === 'profile') return go(`settings?field=${PROFILE[name] ?? name}`)
  if (area === 'certificate') return go(`settings?certificate=${certificate}`)
  if (area === 'lot') return go(`lots/${lot}?field=${name}`)
  if (area === 'product') return go(`products/${await productOf(lot)}?field=${name}`)
  document.querySelector<HTMLElement>(`[name="${area === 'settings' ? name : area}"]`)?.focus()
}

/** Puts the focus on the field that the address names. For a form, once it is on screen. */
export const focusField = (name: string | undefined) => (form: HTMLElement) => {
  if (!name) return
  requestAnimationFrame(() => form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus())
}
