// Moving and sizing boxes. Pure, in whole micrometres.

import type { Area, Form } from './model'

/** A step of the arrow keys and of the grid; the fine one with Shift. */
export const STEP = 500
export const FINE = 100
/** The smallest side that can be dragged to; numbers may be smaller (a line). */
export const SMALLEST = 500

/** Which edges a handle moves: −1 the left or top one, 1 the right or bottom one. */
export interface Handle {
  x: -1 | 0 | 1
  y: -1 | 0 | 1
}

export const HANDLES: Handle[] = ([-1, 0, 1] as const)
  .flatMap((y) => ([-1, 0, 1] as const).map((x) => ({ x, y })))
  .filter(({ x, y }) => x !== 0 || y !== 0)

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, Math.max(least, most)))

/** The box with its corner at x, y, kept on the label. */
export function placed([, , w, h]: Area, x: number, y: number, form: Form): Area {
  return [within(Math.round(x), 0, form.width - w), within(Math.round(y), 0, form.height - h), w, h]
}

export const moved = (area: Area, dx: number, dy: number, form: Form): Area =>
  placed(area, area[0] + dx, area[1] + dy, form)

function stretched(
  from: number,
  length: number,
  edge: -1 | 0 | 1,
  by: number,
  end: number,
  smallest: number,
): [number, number] {
  const to = from + length
  if (edge < 0) {
    const start = within(Math.round(from + by), 0, to - smallest)
    return [start, to - start]
  }
  if (edge > 0) return [from, within(Math.round(to + by), from + smallest, end) - from]
  return [from, length]
}

/** The box with the handle's edges moved, kept on the label and never turned inside out. */
export function resized([x, y, w, h]: Area, handle: Handle, dx: number, dy: number, form: Form): Area {
  const [left, width] = stretched(x, w, handle.x, dx, form.width, Math.min(SMALLEST, w))
  const [top, height] = stretched(y, h, handle.y, dy, form.height, Math.min(SMALLEST, h))
  return [left, top, width, height]
}

export interface Snapped {
  /** How far to go on from where the pointer is. */
  by: number
  /** The edge that was met, to be drawn as a guide. */
  guide: number | null
}

/** The nearest of `targets` that one of `edges` reaches, or else the grid. */
export function snap(edges: number[], targets: number[], reach: number): Snapped {
  let best: Snapped | null = null
  for (const edge of edges) {
    for (const target of targets) {
      const by = target - edge
      if (Math.abs(by) <= reach && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, guide: target }
    }
  }
  const [first = 0] = edges
  return best ?? { by: Math.round(first / STEP) * STEP - first, guide: null }
}

/** Edges and middles that boxes are put against: of the label and of its other boxes. */
export function targets(form: Form, but: number): { x: number[]; y: number[] } {
  const others = form.elements.filter((_, at) => at !== but).map((part) => part.area)
  return {
    x: [0, form.width / 2, form.width, ...others.flatMap(([x, , w]) => [x, x + w])],
    y: [0, form.height / 2, form.height, ...others.flatMap(([, y, , h]) => [y, y + h])],
  }
}

export interface Dragged {
  area: Area
  guides: { x: number | null; y: number | null }
}

/** A drag of the whole box (no handle) or of an edge; `reach` 0 moves freely in fine steps. */
export function dragged(
  form: Form,
  at: number,
  start: Area,
  handle: Handle | null,
  dx: number,
  dy: number,
  reach: number,
): Dragged {
  const to = reach > 0 ? targets(form, at) : { x: [], y: [] }
  const [x, y, w, h] = start
  const along = (from: number, length: number, edge: -1 | 0 | 1 | null, by: number, wanted: number[]): Snapped => {
    if (edge === 0) return { by: 0, guide: null }
    if (reach <= 0) return { by: Math.round(by / FINE) * FINE - by, guide: null }
    const edges =
      edge === null
        ? [from + by, from + length + by, from + length / 2 + by]
        : [edge < 0 ? from + by : from + length + by]
    return snap(edges, wanted, reach)
  }
  const sx = along(x, w, handle ? handle.x : null, dx, to.x)
  const sy = along(y, h, handle ? handle.y : null, dy, to.y)
  const area = handle
    ? resized(start, handle, dx + sx.by, dy + sy.by, form)
    : moved(start, dx + sx.by, dy + sy.by, form)
  return { area, guides: { x: sx.guide, y: sy.guide } }
}

/** The smallest box over a point: large ones lie behind what stands in them. */
export function hit(form: Form, x: number, y: number): number | null {
  let found: number | null = null
  let least = Infinity
  form.elements.forEach(({ area: [left, top, w, h] }, at) => {
    const inside = x >= left && x <= left + w && y >= top && y <= top + h
    if (inside && w * h < least) [found, least] = [at, w * h]
  })
  return found
}

/** The form on a label of another size: its boxes stretched to it, edges that touch go on touching. */
export function fitted(form: Form, width: number, height: number): Form {
  const across = (at: number) => Math.round((at * width) / form.width)
  const down = (at: number) => Math.round((at * height) / form.height)
  const elements = form.elements.map((part) => {
    const [x, y, w, h] = part.area
    const [left, top] = [across(x), down(y)]
    return { ...part, area: [left, top, Math.max(1, across(x + w) - left), Math.max(1, down(y + h) - top)] as const }
  })
  return { ...form, width, height, elements }
}
