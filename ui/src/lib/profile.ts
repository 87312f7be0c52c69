import type { Profile } from '../generated/Profile'

export const emptyProfile = (): Profile => ({
  name: '',
  tax_code: '',
  organisation: '',
  address_detail: '',
  commune_code: '',
  representative: '',
  phone: '',
  email: '',
  gcp: null,
  gln: null,
  link_base: null,
  logo: null,
  sample: false,
})
