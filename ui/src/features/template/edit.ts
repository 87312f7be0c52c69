// Changes to a template: each gives a new one and leaves the old as it is, so that undoing is going back to it. Pure.

import { fitted, placed, STEP } from './geometry'
import { MOST_PARTS, type Area, type Form, type Part, type Place, type Row, type Template } from './model'

export interface Edited {
  template: Template
  at: Place
}

const replaced = <T>(list: readonly T[], at: number, by: T): T[] => list.map((one, index) => (index === at ? by : one))
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)
const inserted = <T>(list: readonly T[], at: number, one: T): T[] => [...list.slice(0, at), one, ...list.slice(at)]

function swapped<T>(list: readonly T[], at: number, by: number): T[] {
  const [one, other] = [list[at], list[at + by]]
  return one === undefined || other === undefined ? [...list] : replaced(replaced(list, at, other), at + by, one)
}

export const formAt = (template: Template, at: Place): Form | undefined => template.forms[at.form]
export const partAt = (template: Template, at: Place): Part | undefined =>
  at.element === null ? undefined : formAt(template, at)?.elements[at.element]
export const rowAt = (template: Template, at: Place): Row | undefined =>
  at.row === null ? undefined : partAt(template, at)?.rows?.[at.row]

/** The place, or the nearest one that the template has. */
export function settled(template: Template, at: Place): Place {
  const form = Math.max(0, Math.min(at.form, template.forms.length - 1))
  const parts = template.forms[form]?.elements ?? []
  if (at.element === null || parts.length === 0) return { form, element: null, row: null }
  const element = Math.max(0, Math.min(at.element, parts.length - 1))
  const rows = parts[element]?.rows?.length ?? 0
  const row = at.row === null || element !== at.element || rows === 0 ? null : Math.max(0, Math.min(at.row, rows - 1))
  return { form, element, row }
}

const withForm = (template: Template, at: Place, change: (form: Form) => Form): Template => {
  const form = formAt(template, at)
  return form ? { ...template, forms: replaced(template.forms, at.form, change(form)) } : template
}

export function withPart(template: Template, at: Place, change: (part: Part) => Part): Template {
  const { element } = at
  const part = partAt(template, at)
  if (element === null || !part) return template
  return withForm(template, at, (form) => ({ ...form, elements: replaced(form.elements, element, change(part)) }))
}

export function withRow(template: Template, at: Place, change: (row: Row) => Row): Template {
  const { row } = at
  const old = rowAt(template, at)
  if (row === null || !old) return template
  return withPart(template, at, (part) => ({ ...part, rows: replaced(part.rows ?? [], row, change(old)) }))
}

/** Of a form: as large as most rolls' small letters. */
const letters = (form: Form) =>
  form.width < 60_000 ? { size: 1_900, min_size: 1_700 } : { size: 2_400, min_size: 1_700 }

const newRow = (form: Form): Row => ({ fields: ['product'], caption: true, bold: 'caption', ...letters(form) })

/** What a new element of a kind is, in the middle of the label. */
export function newPart(kind: string, form: Form): Part {
  const side = Math.round(Math.min(form.width, form.height) * 0.4)
  const wide = Math.round(form.width * 0.6)
  const centred = (w: number, h: number): Area =>
    placed(
      [0, 0, w, h],
      Math.round((form.width - w) / 2 / STEP) * STEP,
      Math.round((form.height - h) / 2 / STEP) * STEP,
      form,
    )
  switch (kind) {
    case 'flow':
      return { kind, area: centred(wide, Math.round(form.height * 0.3)), rows: [newRow(form)] }
    case 'qr':
      return { kind, area: centred(side, side), level: 'M' }
    case 'barcode':
      return { kind, area: centred(wide, Math.min(side, 15_000)), symbology: 'ean', align: 'center', ...letters(form) }
    case 'image':
      return { kind, area: centred(side, side), of: 'logo', align: 'center', valign: 'middle' }
    case 'stars':
      return { kind, area: centred(Math.min(wide, 25_000), Math.min(side, 5_000)) }
    case 'rule':
      return { kind, area: centred(wide, 200) }
    default:
      return { kind, area: centred(side, side) }
  }
}

export function addPart(template: Template, at: Place, kind: string): Edited {
  const form = formAt(template, at)
  if (!form || form.elements.length >= MOST_PARTS) return { template, at }
  const elements = [...form.elements, newPart(kind, form)]
  return {
    template: withForm(template, at, () => ({ ...form, elements })),
    at: { ...at, element: elements.length - 1, row: null },
  }
}

/**
 * A form keeps at least one element, a text at least one row, a template at least one form: the engine refuses
 * others.
 */
export const canRemove = (template: Template, at: Place): boolean => {
  const part = partAt(template, at)
  if (at.row !== null) return (part?.rows?.length ?? 0) > 1
  if (at.element !== null) return (formAt(template, at)?.elements.length ?? 0) > 1
  return template.forms.length > 1
}

export function remove(template: Template, at: Place): Edited {
  const { element, row } = at
  if (!canRemove(template, at)) return { template, at }
  let made: Template
  if (element === null) made = { ...template, forms: without(template.forms, at.form) }
  else if (row === null)
    made = withForm(template, at, (form) => ({ ...form, elements: without(form.elements, element) }))
  else made = withPart(template, at, (part) => ({ ...part, rows: without(part.rows ?? [], row) }))
  return { template: made, at: settled(made, at) }
}

export function addRow(template: Template, at: Place): Edited {
  const form = formAt(template, at)
  const rows = partAt(template, at)?.rows
  if (!form || !rows || rows.length >= MOST_PARTS) return { template, at }
  const to = at.row === null ? rows.length : at.row + 1
  const model = rows[to - 1] ?? newRow(form)
  // Like the row above, so that it looks as if it belonged there; its own line above stays the other's.
  const row: Row = { ...model, title: false, gap: 0, rule: 0, text: {}, fields: ['standards'] }
  const made = withPart(template, at, (part) => ({ ...part, rows: inserted(rows, to, row) }))
  return { template: made, at: { ...at, row: to } }
}

/** A second one beside it, a little lower. */
export function duplicate(template: Template, at: Place): Edited {
  const form = formAt(template, at)
  const [part, row] = [partAt(template, at), rowAt(template, at)]
  if (!form || !part) return { template, at }
  if (row && at.row !== null) {
    const to = at.row + 1
    return {
      template: withPart(template, at, (one) => ({ ...one, rows: inserted(one.rows ?? [], to, row) })),
      at: { ...at, row: to },
    }
  }
  const copy = { ...part, area: placed(part.area, part.area[0] + 2 * STEP, part.area[1] + 2 * STEP, form) }
  return {
    template: withForm(template, at, () => ({ ...form, elements: [...form.elements, copy] })),
    at: { ...at, element: form.elements.length, row: null },
  }
}

/** One earlier (−1) or later (1) in its list. */
export function reorder(template: Template, at: Place, by: -1 | 1): Edited {
  const { element, row } = at
  const length = row !== null ? partAt(template, at)?.rows?.length : formAt(template, at)?.elements.length
  const to = (row ?? element ?? 0) + by
  if (element === null || to < 0 || to >= (length ?? 0)) return { template, at }
  if (row !== null)
    return {
      template: withPart(template, at, (part) => ({ ...part, rows: swapped(part.rows ?? [], row, by) })),
      at: { ...at, row: to },
    }
  return {
    template: withForm(template, at, (form) => ({ ...form, elements: swapped(form.elements, element, by) })),
    at: { ...at, element: to },
  }
}

/** Another label size, begun as a copy of the one that is open. */
export function addForm(template: Template, at: Place): Edited {
  const form = formAt(template, at)
  if (!form || template.forms.length >= MOST_PARTS) return { template, at }
  return {
    template: { ...template, forms: [...template.forms, form] },
    at: { form: template.forms.length, element: null, row: null },
  }
}

export const sizeForm = (template: Template, at: Place, width: number, height: number): Template =>
  withForm(template, at, (form) => fitted(form, width, height))

/** A row of fields becomes one of words, and back: the engine takes either. */
export const spoken = (row: Row, words: string | null): Row =>
  words !== null
    ? { ...row, fields: [], caption: false, needed: false, text: { vi: words } }
    : { ...row, fields: ['product'], text: {} }

export const isSpoken = (row: Row): boolean => Object.keys(row.text ?? {}).length > 0

/** Words of a language; none of English are no words of it. */
export function worded(
  words: Record<string, string> | undefined,
  language: string,
  text: string,
): Record<string, string> {
  const { [language]: _before, ...rest } = words ?? {}
  return text || language === 'vi' ? { ...rest, [language]: text } : rest
}

export const withField = (row: Row, field: string): Row => ({ ...row, fields: [...(row.fields ?? []), field] })
export const withoutField = (row: Row, at: number): Row => ({ ...row, fields: without(row.fields ?? [], at) })
export const swapField = (row: Row, at: number, by: -1 | 1): Row => ({
  ...row,
  fields: swapped(row.fields ?? [], at, by),
})

/** A line above a row takes at most a third of the space above it: the space grows with it. */
export const ruled = (row: Row, rule: number): Row => ({ ...row, rule, gap: Math.max(row.gap ?? 0, rule * 3) })
export const spaced = (row: Row, gap: number): Row => ({
  ...row,
  gap,
  rule: Math.min(row.rule ?? 0, Math.floor(gap / 3)),
})
/** Letters never shrink to more than they are. */
export const sized = <T extends { size?: number; min_size?: number }>(one: T, size: number): T => ({
  ...one,
  size,
  min_size: Math.min(one.min_size ?? size, size),
})
export const shrunk = <T extends { size?: number; min_size?: number }>(one: T, min_size: number): T => ({
  ...one,
  min_size,
  size: Math.max(one.size ?? min_size, min_size),
})
