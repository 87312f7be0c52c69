// What a product form takes and gives back, and what the law asks of each goods group.
import { expect, test, vi } from 'vitest'

vi.stubGlobal('location', { hash: '' })
vi.stubGlobal('addEventListener', () => {})
const { parseDong } = await import('../../src/lib/format')
const { asking } = await import('../../src/lib/law')
const { MM, PT } = await import('../../src/lib/units')
const { emptyProduct, fromProduct, toProduct, check } = await import('../../src/features/product/typed')
const { grouped, translated } = await import('../../src/features/product/groups')
const { daysLeft } = await import('../../src/features/certificate/typed')

test('đồng are typed as people write them, and never taken for something else', () => {
  for (const typed of ['125000', '125.000', '125,000', ' 125 000 đ', '125.000 VNĐ', '125.000₫'])
    expect(parseDong(typed), typed).toBe(125_000)
  for (const typed of ['', '125.5', '12.50', '1,2,3', '-5', '125k', '1.25.000'])
    expect(parseDong(typed), typed).toBe(null)
})

test('what is stored comes back as it was typed', () => {
  const product = {
    ...emptyProduct(),
    name: 'Rượu ngô',
    sku: 'RN',
    price: 1_250_000,
    ethanol_permille: 395,
    ocop_stars: 4,
    ocop_valid_to: '2028-12-31',
    packs_per_carton: 24,
    net_quantity: 1234.5,
  }
  const typed = fromProduct(product)
  expect([typed.price, typed.ethanol_permille, typed.ocop_valid_to, typed.net_quantity]).toEqual([
    '1.250.000',
    '39,5',
    '31/12/2028',
    '1234,5',
  ])
  expect(toProduct(product, typed)).toEqual({ ...product, ocop_valid_to: '31/12/2028' })
  expect(Object.values(check(typed)).filter(Boolean)).toEqual([])
  expect(check({ ...typed, ocop_valid_to: '' }).ocop_valid_to).not.toBe('')
})

test('lengths read back to the last micrometre', () => {
  for (const um of [35_125, 38_100, 150, 1_234_500]) expect(MM.read(MM.show(um))).toBe(um)
  expect(PT.read('8')).toBe(2822)
})

test('the law asks each group for its own words', () => {
  expect([asking('liquor', 'ethanol'), asking('food', 'ethanol')]).toEqual(['must', 'not'])
  expect([asking('food', 'usage'), asking('health_food', 'usage')]).toEqual(['either', 'must'])
  expect([asking('grain', 'warnings'), asking('nothing', 'warnings')]).toEqual(['may', 'not'])
  const empty = fromProduct(emptyProduct())
  expect(grouped('liquor', empty, undefined).asked[0]).toEqual({ word: 'ethanol_permille', asking: 'must' })
  expect(grouped('food', empty, undefined).rest).not.toContain('ethanol_permille')
  // A strength that is there, or that a finding names, is never out of sight.
  expect(grouped('food', { ...empty, ethanol_permille: '5' }, undefined).rest).toContain('ethanol_permille')
  expect(grouped('food', empty, 'ethanol_permille').rest).toContain('ethanol_permille')
  expect(translated(empty, 'usage_other').map(([name]) => name)).toEqual(['usage_other'])
})

test('the last day of a certificate is day 0', () => {
  const today = new Date(2026, 10, 22, 23, 59)
  expect([daysLeft('2026-11-22', today), daysLeft('2026-12-22', today), daysLeft('2026-11-21', today)]).toEqual([
    0, 30, -1,
  ])
})
