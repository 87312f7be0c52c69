// The fake host against what the real engine was recorded to answer: equal where it can be, else of the same shape.
// So the fake is never kinder than the program.
import { describe, expect, test, vi } from 'vitest'
import errors from '../../../assets/locales/vi/errors.json'
import imports from '../../../assets/locales/vi/import.json'
import type { LotRow } from '../../src/generated/LotRow'
import type { Host } from '../../src/host'

const loadHost = async (scene: string): Promise<Host> => {
  vi.resetModules()
  vi.stubGlobal('location', { search: `?scene=${scene}` })
  return (await import('../fake/host')).host
}
vi.stubGlobal('location', { search: '?scene=recorded' })
const { recorded } = await import('../fake/recorded')
const ask = (host: Host, { command, args }: (typeof recorded)[number]): Promise<unknown> =>
  (host[command] as (...args: unknown[]) => Promise<unknown>)(...args)
const name = ({ command, args }: (typeof recorded)[number]) => `${command} ${JSON.stringify(args)}`

/** Templates and labels are drawn by hand; of the outbox only the first rows are recorded. */
const SHAPE_ALONE = ['templates', 'label_preview', 'outbox']

/** The engine puts lots of one day in another order when text was typed: their order within a day is not compared. */
function ordered(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('rows' in answer)) return answer
  const byDay = (row: LotRow) => `${row.harvested_on} ${row.lot}`
  return { ...answer, rows: [...(answer.rows as LotRow[])].sort((a, b) => byDay(a).localeCompare(byDay(b))) }
}

/** Where the shapes differ, as paths; empty: they do not. Absent and empty values fit everything. */
function differences(real: unknown, fake: unknown, path = ''): string[] {
  if (real === null || fake === null) return []
  if (Array.isArray(real) && Array.isArray(fake))
    return real.length === 0 ? [] : fake.flatMap((one) => differences(real[0], one, `${path}[]`))
  // The arguments of a sentence are as many as it needs.
  if (path.endsWith('.args')) return []
  if (typeof real === 'object' && typeof fake === 'object') {
    const keys = [...new Set([...Object.keys(real), ...Object.keys(fake)])]
    return keys.flatMap((key) => {
      const [ours, theirs] = [(real as never)[key], (fake as never)[key]]
      if (ours === undefined || theirs === undefined) return [`${path}.${key}`]
      return differences(ours, theirs, `${path}.${key}`)
    })
  }
  return typeof real === typeof fake ? [] : [path]
}

describe('the sample as it was imported', async () => {
  const host = await loadHost('recorded')
  const equal = recorded.filter(({ command }) => !SHAPE_ALONE.includes(command))
  test.concurrent.each(equal.map((one) => [name(one), one] as const))('%s', async (_, question) => {
    expect(ordered(await ask(host, question))).toEqual(ordered(question.answer))
  })
})

describe('the sample after some weeks has the same shapes', async () => {
  const host = await loadHost('sample')
  test.concurrent.each(recorded.map((one) => [name(one), one] as const))('%s', async (_, question) => {
    expect(differences(question.answer, await ask(host, question))).toEqual([])
  })
})

test('the profile shows the name of its commune, not the code', async () => {
  const host = await loadHost('recorded')
  const { profile } = await host.start()
  const found = await host.communes(profile?.commune_code ?? '')
  expect(found.map((one) => one.label)).toEqual(['Xã Bình Lư, Lai Châu'])
})

const sources = import.meta.glob<string>('../fake/*.ts', { eager: true, query: '?raw', import: 'default' })

test('the fake refuses with codes that the program has', () => {
  const refused = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/\bfail\(\s*'(\w+)'/g)].map((one) => one[1]),
  )
  expect(refused.length).toBeGreaterThan(10)
  const known = { ...errors, ...imports }
  expect(refused.filter((code) => !(`errors.${code}` in known))).toEqual([])
})

test('the fake speaks in sentences that the program has', () => {
  const tables = import.meta.glob<Record<string, string>>('../../../assets/locales/vi/*.json', {
    eager: true,
    import: 'default',
  })
  const known = Object.assign({}, ...Object.values(tables)) as Record<string, string>
  const said = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/key: '([^']+)'/g)].map((one) => one[1] ?? ''),
  )
  expect(said.length).toBeGreaterThan(3)
  expect(said.filter((key) => !(key in known))).toEqual([])
})

test('shapes that differ are found', () => {
  expect(differences({ a: 1, b: [{ c: '' }] }, { a: 2, b: [{ c: 3 }] })).toEqual(['.b[].c'])
  expect(differences({ a: 1 }, { a: 1, more: 2 })).toEqual(['.more'])
  expect(differences([{ a: null }], [{ a: 'x' }, {}])).toEqual(['[].a'])
})
