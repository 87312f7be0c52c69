import { expect, test } from 'vitest'
import { paperFor, suits, targetOf, usedAfter } from '../../src/features/print/choices'
import { marked } from '../../src/features/label/findings'
import { serialIn, serialsOf } from '../../src/features/label_ledger/serials'
import { fitting, step } from '../../src/features/label/zoom'
import type { Finding } from '../../src/generated/Finding'
import type { SheetChoice } from '../../src/generated/SheetChoice'
import type { TemplateChoice } from '../../src/generated/TemplateChoice'

const paper = (id: string, label_width: number, label_height: number): SheetChoice =>
  ({ id, vi: id, en: id, own: false, geometry: { label_width, label_height } }) as SheetChoice
const template = (...sizes: [number, number][]) => ({ id: 't', sizes }) as TemplateChoice
const papers = [paper('roll', 50_000, 30_000), paper('tomy-135', 66_000, 40_000), paper('a5', 148_000, 210_000)]

test('a template suits labels about as large as it was drawn for, not turned ones', () => {
  expect(suits(template([148_000, 210_000]), paper('a5', 150_000, 205_000))).toBe(true)
  expect(suits(template([148_000, 210_000]), paper('a5-landscape', 210_000, 148_000))).toBe(false)
  expect(suits(undefined, paper('roll', 50_000, 30_000))).toBe(false)
})

test("a template's own last paper comes first, then the last one where it suits, then one that does", () => {
  const small = template([50_000, 30_000], [66_000, 40_000])
  expect(paperFor(small, papers, { sheet: '', papers: {} })).toBe('tomy-135')
  expect(paperFor(small, papers, { sheet: 'roll', papers: {} })).toBe('roll')
  expect(paperFor(template([148_000, 210_000]), papers, { sheet: 'roll', papers: {} })).toBe('a5')
  expect(paperFor(small, papers, { sheet: 'roll', papers: { t: 'a5' } })).toBe('a5')
  expect(paperFor(small, papers, { sheet: 'roll', papers: { t: 'gone' } })).toBe('roll')
  expect(paperFor(small, [], { sheet: '', papers: {} })).toBe('')
})

test('a printer that is gone is a PDF; one that nobody could ask about yet is itself', () => {
  const known = [{ printer: { name: 'HP' } }] as Parameters<typeof targetOf>[1]
  expect(targetOf('HP', known)).toBe('HP')
  expect(targetOf('Zebra', known)).toBe('')
  expect(targetOf('Zebra', null)).toBe('Zebra')
})

test('full sheets leave nothing over, and a roll never does', () => {
  expect(usedAfter({ skip: 4, count: 3 }, 21)).toBe(7)
  expect(usedAfter({ skip: 0, count: 21 }, 21)).toBe(0)
  expect(usedAfter({ skip: 0, count: 5 }, 1)).toBe(0)
})

test('the worst finding comes first; what has a place has a number', () => {
  const finding = (severity: string, places: [number, number, number, number][]) => ({ severity, places }) as Finding
  const found = marked([finding('note', [[0, 0, 1, 1]]), finding('warning', []), finding('error', [[0, 0, 1, 1]])])
  expect(found.map(({ finding, number }) => [finding.severity, number])).toEqual([
    ['error', 1],
    ['warning', null],
    ['note', 2],
  ])
})

test('steps of the zoom go on from any scale and end at the last', () => {
  expect([1, 1.2, 1.5, 4, 6].map((scale) => step(scale, 1))).toEqual([1.5, 1.5, 2, 4, 6])
  expect([6, 4, 1.2, 1, 0.4].map((scale) => step(scale, -1))).toEqual([4, 2, 1, 1, 0.4])
  expect(fitting(25_400, 25_400, { width: 96, height: 192 })).toBeCloseTo(1)
})

test('a serial number is typed, or stands in what was scanned', () => {
  expect(serialIn(' 4K7Q2M9XA0001 ')).toBe('4K7Q2M9XA0001')
  expect(serialIn('https://h.example/01/09520120070062/10/L-1/21/4K7Q2M9XA0001?x=1')).toBe('4K7Q2M9XA0001')
  expect(serialIn('(01)09520120070062(10)L1(21)4K7Q2M9XA0001')).toBe('4K7Q2M9XA0001')
  expect(serialsOf({ first: '', last: 'A' })).toEqual({})
  expect(serialsOf({ first: 'A', last: '' })).toEqual({ first_serial: 'A' })
})
