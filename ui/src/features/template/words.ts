// What parts of a template are called, for people.

import { number, sayOr, t } from '../../lib/session.svelte'
import { millimetres } from '../../lib/units'
import type { Key } from '../../lib/words'
import { isSpoken } from './edit'
import type { Area, Form, Part, Row } from './model'

const ICONS: Record<string, string> = {
  flow: 'type',
  qr: 'qr-code',
  datamatrix: 'grid-2x2',
  barcode: 'barcode',
  image: 'image',
  stars: 'star',
  rule: 'minus',
}
const NAMES: Record<string, Key> = {
  flow: 'ui.template.kind.flow',
  qr: 'ui.template.kind.qr',
  datamatrix: 'ui.template.kind.datamatrix',
  barcode: 'ui.template.kind.barcode',
  image: 'ui.template.kind.image',
  stars: 'ui.template.kind.stars',
  rule: 'ui.template.kind.rule',
}
const PICTURES: Record<string, Key> = {
  logo: 'ui.template.picture.logo',
  mark_1: 'ui.template.picture.mark_1',
  mark_2: 'ui.template.picture.mark_2',
  mark_3: 'ui.template.picture.mark_3',
}

export const iconOf = (kind: string): string => ICONS[kind] ?? 'layers'

export function kindName(kind: string): string {
  const key = NAMES[kind]
  return key ? t(key) : kind
}

export function pictureName(of: string | undefined): string {
  const key = PICTURES[of ?? '']
  return key ? t(key) : (of ?? '')
}

/** A field as people call it, with a capital: the checker's own word for it, without what it adds in brackets. */
export function fieldName(field: string): string {
  const name = sayOr(`labels.field.${field}`, field).replace(/ \(.*\)$/, '')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function rowName(row: Row): string {
  if (isSpoken(row)) return `“${row.text?.vi || row.text?.en || t('ui.template.no_words')}”`
  return row.fields?.length ? row.fields.map(fieldName).join(' · ') : t('ui.template.no_fields')
}

/** An element in the list: its kind, and what tells it from others of that kind. */
export function partName(part: Part): string {
  if (part.kind === 'image') return pictureName(part.of)
  if (part.kind !== 'flow') return kindName(part.kind)
  const [first] = part.rows ?? []
  return first ? `${kindName('flow')}: ${rowName(first)}` : kindName('flow')
}

export const sizeName = (form: Pick<Form, 'width' | 'height'>): string =>
  `${millimetres(form.width)} × ${millimetres(form.height)} mm`

/** Said to who does not see the label. */
export const areaName = ([x, y, width, height]: Area): string =>
  t('ui.template.where', {
    x: number(x / 1000),
    y: number(y / 1000),
    width: number(width / 1000),
    height: number(height / 1000),
  })
