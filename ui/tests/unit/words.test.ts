import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fill, lookup } from '../../src/lib/words'

const root = join(import.meta.dirname, '../..')
const table = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, `../assets/locales/${language}/ui.json`), 'utf8'))
const vi = table('vi')
const en = table('en')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.includes('generated'))
  .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }))
// Keys made at run time: the names of columns and of records come from the engine.
const MADE = /^ui\.(field|record)\./

test('every key in the sources stands in both languages', () => {
  const used = sources.flatMap(({ text }) => [...text.matchAll(/'(ui\.[a-z0-9_.]+)'/g)].map((match) => match[1] ?? ''))
  expect(used.length).toBeGreaterThan(200)
  expect(used.filter((key) => !(key in vi) || !(key in en))).toEqual([])
})

test('no sentence is left that nothing shows', () => {
  const all = sources.map(({ text }) => text).join('\n')
  expect(Object.keys(vi).filter((key) => !MADE.test(key) && !all.includes(`'${key}'`))).toEqual([])
})

test('both languages have the same keys and the same placeholders', () => {
  const names = (sentence = '') =>
    [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((match) => match[1]))].filter((name) => name !== 'count').sort()
  expect(Object.keys(en)).toEqual(Object.keys(vi))
  expect(Object.keys(vi).filter((key) => names(vi[key]).join() !== names(en[key]).join())).toEqual([])
})

test('no words stand in the sources', () => {
  // The two languages' own names are the same in both; the greeting is shown before anybody has chosen.
  const allowed = ['views/FirstRun.svelte', 'views/Settings.svelte']
  const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i
  const code = (text: string) =>
    text
      .replace(/\/\/.*|<!--[^]*?-->|\/\*[^]*?\*\//g, '')
      .replaceAll('Nương', '')
      .replace(/\/[đĐ]\/g/g, '')
  expect(
    sources.filter(({ path, text }) => !allowed.includes(path) && vietnamese.test(code(text))).map(({ path }) => path),
  ).toEqual([])
})

test('a sentence takes numbers, dates and the singular', () => {
  expect(fill('{count} {count|lot|lots}', { count: 1 }, 'en')).toBe('1 lot')
  expect(fill('{count} {count|lot|lots}', { count: 12 }, 'en')).toBe('12 lots')
  expect(fill('{quantity} kg', { quantity: '781.0' }, 'vi')).toBe('781 kg')
  expect(fill('{quantity} kg', { quantity: '7.25' }, 'vi')).toBe('7,25 kg')
  expect(fill('từ {safe}', { safe: '2026-10-04' }, 'vi')).toBe('từ 04/10/2026')
  expect(fill('giữ {missing}', {}, 'vi')).toBe('giữ {missing}')
})

test('an argument that is a key is shown as its words', () => {
  expect(fill('{field}', { field: 'ui.field.plot' }, 'en')).toBe('Plot')
  expect(lookup('vi', 'ui.nope')).toBe('ui.nope')
})
