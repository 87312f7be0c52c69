// A label template as the engine reads and writes it (assets/templates/README.md). Every length is whole micrometres;
// a box is [x, y, width, height].

/** x, y, width, height. */
export type Area = readonly [x: number, y: number, width: number, height: number]

export interface Row {
  fields?: string[]
  /** The template's own words, by language, instead of fields. */
  text?: Record<string, string>
  optional?: boolean
  needed?: boolean
  /** Only the first of the fields that has a value. */
  either?: boolean
  caption?: boolean
  size: number
  min_size: number
  bold?: string
  max_lines?: number
  title?: boolean
  gap?: number
  rule?: number
}

export interface Part {
  kind: string
  area: Area
  /** Only of `flow`. */
  rows?: Row[]
  align?: string
  valign?: string
  leading?: number
  level?: string
  symbology?: string
  of?: string
  size?: number
  min_size?: number
}

export interface Form {
  width: number
  height: number
  elements: Part[]
}

export interface Template {
  id: string
  name: Record<string, string>
  goods_label: boolean
  forms: Form[]
}

/** Something in a template: a form, one of its elements, one of that one's rows. Nothing chosen is null. */
export interface Place {
  form: number
  element: number | null
  row: number | null
}

/** What a row may say. Links and GS1 elements are for codes. */
export const TEXT_FIELDS = [
  'product',
  'cooperative',
  'address',
  'contact',
  'tax_code',
  'lot',
  'date',
  'expiry',
  'net_quantity',
  'origin',
  'ingredients',
  'nutrition',
  'warnings',
  'usage',
  'storage',
  'ethanol',
  'standards',
  'certificates',
  'price',
  'pack_count',
  'short_code',
  'serial',
  'gtin',
  'elements',
  'sscc',
  'ocop',
  'product_other',
  'ingredients_other',
  'usage_other',
  'storage_other',
  'warnings_other',
  'origin_other',
] as const

export const KINDS = ['flow', 'qr', 'datamatrix', 'barcode', 'image', 'stars', 'rule'] as const
export const PICTURES = ['logo', 'mark_1', 'mark_2', 'mark_3'] as const
export const LEVELS = ['L', 'M', 'Q', 'H'] as const

/** The engine's word for "as many lines as it takes". */
export const ANY_LINES = 65_535
/** What the engine takes: letters in micrometres, labels in micrometres, parts of a form. */
export const LETTERS = { least: 1_000, most: 100_000 } as const
export const LABEL = { least: 10_000, most: 2_000_000 } as const
export const MOST_PARTS = 200
/** One point, as in Word: 1/72 inch. */
export const POINT = 25_400 / 72
/** Height of a small x, of the size of its letters (Be Vietnam Pro). */
export const X_HEIGHT = 0.53

/** Kinds that have a place in their box, from left to right and from top to bottom. */
export const aligns = (kind: string): boolean => kind !== 'rule'
export const valigns = (kind: string): boolean => !['rule', 'barcode'].includes(kind)

const isArea = (value: unknown): value is Area =>
  Array.isArray(value) && value.length === 4 && value.every((one) => Number.isInteger(one))
const isPart = (value: unknown): value is Part => {
  const part = value as Partial<Part> | null
  return typeof part?.kind === 'string' && isArea(part.area) && (part.kind !== 'flow' || Array.isArray(part.rows))
}

/**
 * A template of a file's or the engine's text, or null where it is none. The engine has the last word on what is in
 * it.
 */
export function readTemplate(text: string): Template | null {
  try {
    const read = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<Template> | null
    const forms = read?.forms
    const whole =
      Array.isArray(forms) &&
      forms.length > 0 &&
      forms.every(
        (form) => form.width > 0 && form.height > 0 && Array.isArray(form.elements) && form.elements.every(isPart),
      )
    return read && whole
      ? { ...read, id: String(read.id ?? ''), name: { ...read.name }, goods_label: read.goods_label === true, forms }
      : null
  } catch {
    return null
  }
}

/** The id of one that is not stored yet: the engine gives it its own. */
export const NEW = 'new'

export const writeTemplate = (template: Template): string => `${JSON.stringify(template, null, 2)}\n`

/**
 * What stands on a line (from 1) of a written template: the engine names mistakes by it. Null where it is none of a
 * form.
 */
export function placeAt(text: string, line: number): Place | null {
  const opens = [4, 8, 12].map((indent) => `${' '.repeat(indent)}{`)
  const at: [number, number, number] = [-1, -1, -1]
  for (const one of text.split('\n').slice(0, line)) {
    const depth = opens.indexOf(one)
    if (depth < 0) continue
    at[depth as 0] += 1
    at.fill(-1, depth + 1)
  }
  const [form, element, row] = at
  return form < 0 ? null : { form, element: element < 0 ? null : element, row: row < 0 ? null : row }
}
