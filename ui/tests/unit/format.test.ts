import { expect, test } from 'vitest'
import { fold, formatBytes, formatDate, formatNumber, formatTime, parseNumber } from '../../src/lib/format'

test('dates read as people of the language write them', () => {
  expect(formatDate('2026-10-20', 'vi')).toBe('20/10/2026')
  expect(formatDate('2026-10-05', 'en')).toBe('5 Oct 2026')
  expect(formatDate('20 tháng 10', 'vi')).toBe('20 tháng 10')
  expect(formatDate(null, 'vi')).toBe('')
})

test('an instant is shown in this laptop’s time', () => {
  const here = new Date(2026, 9, 20, 7, 5)
  expect(formatTime(here.toISOString(), 'vi')).toBe('Th 3 20/10/2026 07:05')
  expect(formatTime(here.toISOString(), 'en')).toBe('Tue 20 Oct 2026 07:05')
  expect(formatTime('2026-10-20T07:05:00+07:00[+07:00]', 'vi')).toContain('/10/2026')
})

test('numbers use the language’s marks', () => {
  expect(formatNumber(1234.5, 'vi')).toBe('1.234,5')
  expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  expect(formatNumber(1000000, 'vi')).toBe('1.000.000')
  expect(formatNumber(0.1 + 0.2, 'vi')).toBe('0,3')
  expect(formatNumber(100, 'vi')).toBe('100')
  expect(formatNumber(-2, 'vi')).toBe('−2')
})

test('a typed number accepts either decimal mark', () => {
  expect(parseNumber('1,5')).toBe(1.5)
  expect(parseNumber(' 1.5 ')).toBe(1.5)
  expect(parseNumber('12')).toBe(12)
  expect(['', 'abc', '-3', '1,2,3', '1e5'].map(parseNumber)).toEqual([null, null, null, null, null])
})

test('sizes are short', () => {
  expect(formatBytes(900, 'vi')).toBe('900 B')
  expect(formatBytes(48213, 'vi')).toBe('48,2 kB')
  expect(formatBytes(3_400_000, 'en')).toBe('3.4 MB')
})

test('folding forgets tones, also when they are written apart', () => {
  expect(fold('Chè Tam Đường')).toBe('che tam duong')
  expect(fold('Séng Cù'.normalize('NFD'))).toBe('seng cu')
})
