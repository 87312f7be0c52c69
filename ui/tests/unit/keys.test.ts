import { expect, test } from 'vitest'
import { commandFor, SHORTCUTS } from '../../src/lib/keys'

const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

test('no two commands share their keys', () => {
  expect(new Set(SHORTCUTS.map(({ keys }) => keys)).size).toBe(SHORTCUTS.length)
})

test('Ctrl+K opens the palette, from inside a field too, and with Caps Lock', () => {
  expect(commandFor(press('k', { ctrlKey: true }), true)).toEqual({ kind: 'palette' })
  expect(commandFor(press('K', { ctrlKey: true }), false)).toEqual({ kind: 'palette' })
  expect(commandFor(press('k', { metaKey: true }), false)).toEqual({ kind: 'palette' })
})

test('plain characters belong to the field that is typed in', () => {
  expect(commandFor(press('/'), true)).toBeNull()
  expect(commandFor(press('/'), false)).toEqual({ kind: 'find' })
  expect(commandFor(press('k'), false)).toBeNull()
})

test('every screen has its number', () => {
  expect(['1', '2', '3', '4', '5', '6'].map((key) => commandFor(press(key, { altKey: true }), false)?.kind)).toEqual(
    Array(6).fill('go'),
  )
})
