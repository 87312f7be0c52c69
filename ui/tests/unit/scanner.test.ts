import { expect, test } from 'vitest'
import { gtinShown, typedDate } from '../../src/lib/format'
import { isCode, Scanner, SEPARATOR } from '../../src/lib/scanner'

function scan(text: string, pause: number, ends = true) {
  const scanner = new Scanner()
  let at = 1000
  for (const key of text)
    scanner.take(
      key === SEPARATOR
        ? { key: ']', ctrlKey: true, timeStamp: (at += pause) }
        : { key, ctrlKey: false, timeStamp: (at += pause) },
    )
  return ends ? scanner.take({ key: 'Enter', ctrlKey: false, timeStamp: at + pause }) : scanner.busy
}

test('a burst that ends with Enter is a code; a person typing is not', () => {
  expect(scan('https://a.vn/01/09520120070062/10/L1', 5)).toBe('https://a.vn/01/09520120070062/10/L1')
  expect(scan(`]d2010952012007006210L1${SEPARATOR}3103000500`, 15)).toBe(
    `]d2010952012007006210L1${SEPARATOR}3103000500`,
  )
  expect(scan('MACCA-261023-2', 120)).toBeNull()
  expect(scan('L1', 5)).toBeNull()
  expect(scan('https:', 5, false)).toBe(true)
  expect(scan('https:', 200, false)).toBe(false)
})

test('a Shift between two letters of a scan does not end it', () => {
  const scanner = new Scanner()
  for (const [at, key] of ['Shift', 'L', 'o', 't', 'Shift', 'A', '1', '2'].entries())
    scanner.take({ key, ctrlKey: false, timeStamp: at * 5 })
  expect(scanner.take({ key: 'Enter', ctrlKey: false, timeStamp: 45 })).toBe('LotA12')
})

test('codes are told from words', () => {
  expect(
    ['https://a.vn/01/1/10/2', ']d201095', '(01)09520120070062(10)L1', '09520120070062', `10L1${SEPARATOR}21X`].every(
      isCode,
    ),
  ).toBe(true)
  expect(['chè tam đường', 'MACCA-261023-2', '2026', ''].some(isCode)).toBe(false)
})

test('a GTIN is shown as under its bars, a day as it is typed', () => {
  expect(gtinShown('09520120070062')).toBe('9520120070062')
  expect(gtinShown('19520120070069')).toBe('19520120070069')
  expect(gtinShown(null)).toBe('')
  expect(typedDate(new Date(2026, 9, 5))).toBe('05/10/2026')
})
