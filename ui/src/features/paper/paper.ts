// A paper's form: millimetres as typed, micrometres in the record.

import type { Geometry } from '../../generated/Geometry'
import type { Paper } from '../../generated/Paper'
import type { SheetChoice } from '../../generated/SheetChoice'
import { parseNumber } from '../../lib/format'
import { t } from '../../lib/session.svelte'
import { millimetres } from '../../lib/units'

export const LENGTHS = [
  'label_width',
  'label_height',
  'gap_x',
  'gap_y',
  'margin_left',
  'margin_top',
  'page_width',
  'page_height',
] as const
export const COUNTS = ['columns', 'rows'] as const

export type TypedPaper = Record<'name' | 'dot' | (typeof LENGTHS)[number] | (typeof COUNTS)[number], string>

/** A dot of the printers that take rolls: 203 dpi is 8 dots a millimetre. */
export const THERMAL_DOT = 125

export function typedPaper(from: SheetChoice | undefined, name: string): TypedPaper {
  const g = from?.geometry
  const lengths = Object.fromEntries(LENGTHS.map((key) => [key, g ? millimetres(g[key]) : '']))
  const counts = Object.fromEntries(COUNTS.map((key) => [key, g ? String(g[key]) : '']))
  return { name, dot: String(g?.dot ?? 0), ...lengths, ...counts } as TypedPaper
}

/** What was typed as a geometry; NaN where it is no number. */
export function geometryOf(typed: TypedPaper): Geometry {
  const lengths = LENGTHS.map((key) => [key, Math.round((parseNumber(typed[key]) ?? NaN) * 1000)])
  const counts = COUNTS.map((key) => [key, /^\d{1,4}$/.test(typed[key].trim()) ? Number(typed[key]) : NaN])
  return { dot: Number(typed.dot), ...Object.fromEntries([...lengths, ...counts]) } as Geometry
}

export const isWhole = (g: Geometry): boolean => Object.values(g).every((value) => Number.isFinite(value))

/** What can be seen without asking the engine; the engine has the last word. */
export function checkPaper(typed: TypedPaper): Record<string, string> {
  const g = geometryOf(typed)
  const problems = [...LENGTHS, ...COUNTS].map((key) => [
    key,
    Number.isFinite(g[key])
      ? ''
      : t(key === 'columns' || key === 'rows' ? 'ui.paper.count_bad' : 'ui.paper.length_bad'),
  ])
  return { name: typed.name.trim() ? '' : t('ui.paper.name_missing'), ...Object.fromEntries(problems) }
}

export const paperOf = (id: string, typed: TypedPaper): Paper => ({
  id,
  name: typed.name.trim(),
  geometry: geometryOf(typed),
})

/** Corners of a page's cells, and whether each lies on the page. At most as many as a drawing can show. */
export function cells(g: Geometry): { x: number; y: number; fits: boolean }[] {
  if (!isWhole(g) || g.columns * g.rows > 2000) return []
  return Array.from({ length: g.columns * g.rows }, (_, at) => {
    const x = g.margin_left + (at % g.columns) * (g.label_width + g.gap_x)
    const y = g.margin_top + Math.floor(at / g.columns) * (g.label_height + g.gap_y)
    return { x, y, fits: x + g.label_width <= g.page_width && y + g.label_height <= g.page_height }
  })
}
