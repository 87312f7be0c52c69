// What the window's sources may know of each other. (`tests/tests/commands.rs` compares the commands with the shell's.)
import { expect, test } from 'vitest'
import type { Code } from '../../src/generated/Code'
import { fieldOf } from '../../src/lib/field'

test('only host.ts knows Tauri', () => {
  const files = import.meta.glob<string>('../../src/**/*.{ts,svelte}', {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  expect(Object.keys(files).length).toBeGreaterThan(60)
  expect(
    Object.entries(files)
      .filter(([, text]) => text.includes("'@tauri-apps"))
      .map(([path]) => path),
  ).toEqual(['../../src/host.ts'])
})

test('imports go one way: components → features → views', () => {
  const files = import.meta.glob<string>('../../src/{components,features}/**/*.{ts,svelte}', {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  expect(Object.keys(files).length).toBeGreaterThan(40)
  const wrong = Object.entries(files).filter(([path, text]) => {
    const forbidden = path.includes('/components/')
      ? /from '\.\.\/(features|views|lib|host|generated)/
      : /from '(\.\.\/)+views/
    return forbidden.test(text)
  })
  expect(wrong.map(([path]) => path)).toEqual([])
})

test('no two folders of features lean on each other', () => {
  const files = import.meta.glob<string>('../../src/features/*/*', { eager: true, query: '?raw', import: 'default' })
  const uses = new Map<string, Set<string>>()
  for (const [path, text] of Object.entries(files)) {
    const folder = path.split('/').at(-2) ?? ''
    const named = [...text.matchAll(/from '\.\.\/(\w+)\//g)].map((match) => match[1] ?? '')
    uses.set(folder, new Set([...(uses.get(folder) ?? []), ...named]))
  }
  expect(uses.size).toBeGreaterThan(15)
  // Whoever leans on nothing that is left is taken away, until nothing is left.
  const left = new Map(uses)
  for (let round = 0; round < uses.size; round++) {
    for (const [folder, named] of left) if (![...named].some((one) => left.has(one))) left.delete(folder)
  }
  expect([...left.keys()]).toEqual([])
})

test('an error finds its field by name or by its code', () => {
  const form = ['name', 'sku', 'net_quantity', 'gtin']
  const error = (code: Code, args: Record<string, string> = {}) => ({ code, args, detail: '' })
  expect(fieldOf(error('sku_taken'), form)).toBe('sku')
  expect(fieldOf(error('quantity_negative'), form)).toBe('net_quantity')
  expect(fieldOf(error('quantity_negative'), ['quantity', 'date'])).toBe('quantity')
  expect(fieldOf(error('text_too_long', { field: 'core.field.product.name' }), form)).toBe('name')
  expect(fieldOf(error('disk_full'), form)).toBeUndefined()
})
