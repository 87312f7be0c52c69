// The template editor's own arithmetic: boxes stay on the label, every change can be taken back, nothing is lost in
// the file.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  addForm,
  addPart,
  addRow,
  canRemove,
  duplicate,
  remove,
  reorder,
  ruled,
  settled,
  shrunk,
  sized,
  sizeForm,
  spaced,
  spoken,
  swapField,
  withField,
  withPart,
  withRow,
  worded,
} from '../../src/features/template/edit'
import { dragged, fitted, HANDLES, hit, moved, resized, snap } from '../../src/features/template/geometry'
import { begun, closed, redone, stepped, undone } from '../../src/features/template/history'
import {
  KINDS,
  placeAt,
  readTemplate,
  writeTemplate,
  type Area,
  type Form,
  type Template,
} from '../../src/features/template/model'

// As it was shipped once: what is shipped may change.
const goods = readTemplate(readFileSync(join(import.meta.dirname, '../fake/goods.json'), 'utf8')) as Template
const folder = join(import.meta.dirname, '../../../assets/templates')
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
const label: Form = {
  width: 50_000,
  height: 30_000,
  elements: [
    { kind: 'flow', area: [2_000, 2_000, 46_000, 26_000], rows: [] },
    { kind: 'qr', area: [35_000, 15_000, 12_500, 12_500] },
  ],
}
const start = { form: 0, element: null, row: null }

// A small fixed generator: the same walk on every run.
function dice(seed: number) {
  return (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
}

const onLabel = ([x, y, w, h]: Area, form: Form) =>
  x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= form.width && y + h <= form.height

test('whatever is dragged, boxes stay on the label, in whole micrometres', () => {
  const roll = dice(7)
  for (let turn = 0; turn < 2_000; turn++) {
    const at = roll(2)
    const from = label.elements[at]!.area
    const handle = roll(3) ? HANDLES[roll(8)]! : null
    const { area } = dragged(label, at, from, handle, roll(120_000) - 60_000, roll(120_000) - 60_000, roll(2) ? 800 : 0)
    expect(onLabel(area, label), `${handle?.x} ${handle?.y} ${area}`).toBe(true)
    expect(area.every(Number.isInteger)).toBe(true)
    if (!handle) expect(area.slice(2)).toEqual(from.slice(2))
  }
})

test('a box moves by what was asked and stops at the edge', () => {
  expect(moved([1_000, 1_000, 5_000, 5_000], 500, -500, label)).toEqual([1_500, 500, 5_000, 5_000])
  expect(moved([1_000, 1_000, 5_000, 5_000], -9_000, 90_000, label)).toEqual([0, 25_000, 5_000, 5_000])
})

test('an edge that is dragged leaves the opposite one where it is', () => {
  expect(resized([10_000, 5_000, 20_000, 10_000], { x: -1, y: 0 }, 3_000, 0, label)).toEqual([
    13_000, 5_000, 17_000, 10_000,
  ])
  expect(resized([10_000, 5_000, 20_000, 10_000], { x: 1, y: 1 }, 2_000, -4_000, label)).toEqual([
    10_000, 5_000, 22_000, 6_000,
  ])
  // Never inside out.
  expect(resized([10_000, 5_000, 20_000, 10_000], { x: -1, y: 0 }, 90_000, 0, label)).toEqual([
    29_500, 5_000, 500, 10_000,
  ])
  // A hair line can be made longer without growing thicker.
  expect(resized([10_000, 5_000, 20_000, 150], { x: 1, y: 0 }, 1_000, 0, label)).toEqual([10_000, 5_000, 21_000, 150])
})

test('edges snap to other boxes, else to half millimetres; with Shift to tenths', () => {
  expect(snap([34_700], [35_000], 600)).toEqual({ by: 300, guide: 35_000 })
  expect(snap([34_180], [35_000], 600)).toEqual({ by: -180, guide: null })
  // The QR code's left edge meets the flow's.
  expect(dragged(label, 1, [35_000, 15_000, 12_500, 12_500], null, -32_800, 10, 600).area[0]).toBe(2_000)
  expect(dragged(label, 1, [35_000, 15_000, 12_500, 12_500], null, 130, 0, 0).area[0]).toBe(35_100)
})

test('the smallest box under the pointer is meant', () => {
  expect(hit(label, 40_000, 20_000)).toBe(1)
  expect(hit(label, 5_000, 5_000)).toBe(0)
  expect(hit(label, 500, 500)).toBe(null)
})

test('another label size stretches the boxes and keeps them on it', () => {
  const form = fitted(label, 66_000, 40_000)
  expect(form.elements.every((part) => onLabel(part.area, form))).toBe(true)
  expect(form.elements[0]?.area).toEqual([2_640, 2_667, 60_720, 34_666])
})

test('every kind of element can be added, and each lies on the label', () => {
  for (const kind of KINDS) {
    const { template, at } = addPart(goods, start, kind)
    const form = template.forms[0]!
    expect(form.elements.length).toBe(goods.forms[0]!.elements.length + 1)
    expect(form.elements[at.element!]?.kind).toBe(kind)
    expect(onLabel(form.elements[at.element!]!.area, form)).toBe(true)
  }
})

test('a form keeps an element, a text a row, a template a form', () => {
  let { template, at } = remove(goods, { form: 0, element: 0, row: null })
  expect(template.forms[0]!.elements.map((part) => part.kind)).toEqual(['flow'])
  expect(canRemove(template, at)).toBe(false)
  expect(remove(template, at).template).toBe(template)
  for (let rows = 13; rows > 1; rows--) ({ template, at } = remove(template, { form: 0, element: 0, row: 0 }))
  expect(canRemove(template, at)).toBe(false)
  ;({ template } = remove(template, { form: 1, element: null, row: null }))
  expect(canRemove(template, start)).toBe(false)
})

describe('rows', () => {
  const at = { form: 0, element: 1, row: 1 }
  const row = goods.forms[0]!.elements[1]!.rows![1]!

  test('a new row stands below the chosen one and looks like it', () => {
    const made = addRow(goods, at)
    const added = made.template.forms[0]!.elements[1]!.rows![2]!
    expect(made.at.row).toBe(2)
    expect([added.size, added.rule, added.gap]).toEqual([row.size, 0, 0])
  })

  test('one up, one down is as before, and the ends stay', () => {
    const up = reorder(goods, at, -1)
    expect(up.at.row).toBe(0)
    expect(reorder(up.template, up.at, 1).template).toEqual(goods)
    expect(reorder(goods, { ...at, row: 0 }, -1).template).toBe(goods)
    expect(reorder(goods, { form: 0, element: 1, row: null }, 1).template).toBe(goods)
  })

  test('fields or words, never both', () => {
    expect(spoken(row, 'Ngon')).toMatchObject({ fields: [], caption: false, text: { vi: 'Ngon' } })
    expect(spoken(spoken(row, 'Ngon'), null)).toMatchObject({ fields: ['product'], text: {} })
    expect(swapField(withField(row, 'price'), 2, -1).fields).toEqual(['net_quantity', 'price', 'lot'])
  })

  test('a line never takes more than a third of its space, letters never shrink to more than they are', () => {
    expect(ruled({ ...row, gap: 300 }, 200)).toMatchObject({ rule: 200, gap: 600 })
    expect(spaced({ ...row, rule: 200 }, 300)).toMatchObject({ rule: 100, gap: 300 })
    expect(sized(row, 1_500)).toMatchObject({ size: 1_500, min_size: 1_500 })
    expect(shrunk(row, 3_000)).toMatchObject({ size: 3_000, min_size: 3_000 })
  })
})

test('a change leaves the old template as it was', () => {
  const before = JSON.stringify(goods)
  withPart(goods, { form: 0, element: 0, row: null }, (part) => ({ ...part, area: [0, 0, 1, 1] }))
  withRow(goods, { form: 0, element: 1, row: 0 }, (row) => sized(row, 9_000))
  duplicate(goods, { form: 0, element: 0, row: null })
  addForm(goods, start)
  sizeForm(goods, start, 80_000, 50_000)
  expect(JSON.stringify(goods)).toBe(before)
})

test('any walk of changes can be undone to the beginning and done again', () => {
  const roll = dice(11)
  let history = begun({ template: goods, at: settled(goods, start) })
  for (let turn = 0; turn < 60; turn++) {
    const { template, at } = history.now
    const place = settled(template, { form: roll(3), element: roll(2), row: roll(2) ? roll(12) : null })
    const made = [
      addRow,
      duplicate,
      remove,
      (t: Template, p: typeof at) => reorder(t, p, 1),
      (t: Template, p: typeof at) => addPart(t, p, KINDS[roll(7)]!),
    ][roll(5)]!(template, place)
    expect(settled(made.template, made.at)).toEqual(made.at)
    history = stepped(history, made)
  }
  const end = history.now
  for (let turn = 0; turn < 60; turn++) history = undone(history)
  expect(history.now.template).toBe(goods)
  expect(undone(history)).toEqual(history)
  for (let turn = 0; turn < 60; turn++) history = redone(history)
  expect(history.now).toBe(end)
})

test('what is typed into one field is one step; a new step forgets what was undone', () => {
  let history = stepped(stepped(begun(''), 'c', 'name'), 'ch', 'name')
  expect(undone(history).now).toBe('')
  history = stepped(closed(history), 'chè', 'name')
  expect(undone(history).now).toBe('ch')
  expect(redone(stepped(undone(history), 'x')).now).toBe('x')
})

test('shipped templates come back from their text as they are; what is none is none', () => {
  expect(shipped.length).toBeGreaterThan(5)
  for (const text of shipped) expect(JSON.parse(writeTemplate(readTemplate(text)!))).toEqual(JSON.parse(text))
  for (const text of [
    '',
    '[]',
    '{"forms":[]}',
    '{"forms":[{"width":1,"height":1,"elements":[{"kind":"qr","area":[1,2]}]}]}',
    'null',
  ])
    expect(readTemplate(text)).toBe(null)
})

test('a mistake that is named by its line leads to its place', () => {
  const { template, at } = addPart(goods, start, 'stars')
  const text = writeTemplate(template)
  const line = (needle: string, from = 0) => text.slice(0, text.indexOf(needle, from)).split('\n').length
  expect(placeAt(text, line('"stars"'))).toEqual({ form: 0, element: at.element, row: null })
  expect(placeAt(text, line('"nutrition"'))).toEqual({ form: 0, element: 1, row: 5 })
  expect(placeAt(text, line('"origin"', text.indexOf('66000')))).toEqual({ form: 1, element: 1, row: 12 })
  expect(placeAt(text, line('"height": 40000'))).toEqual({ form: 1, element: null, row: null })
  expect(placeAt(text, 2)).toBe(null)
})

test('no English is no English', () => {
  expect(worded({ vi: 'Chè' }, 'en', 'Tea')).toEqual({ vi: 'Chè', en: 'Tea' })
  expect(worded({ vi: 'Chè', en: 'T' }, 'en', '')).toEqual({ vi: 'Chè' })
  expect(worded({ vi: 'C' }, 'vi', '')).toEqual({ vi: '' })
})
