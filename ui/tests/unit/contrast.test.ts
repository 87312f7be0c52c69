import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../src/tokens.css'), 'utf8')
const [light = '', dark = ''] = css.split(":root[data-theme='dark']")

const tokens = (text: string) =>
  Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]])) as Record<
    string,
    string
  >

function luminance(hex: string): number {
  const part = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const GROUNDS = ['paper', 'paper-sunk', 'card', 'card-hover']
const TEXT = [
  ...['ink', 'ink-2', 'ink-3', 'accent-ink', 'bad', 'warn', 'calm', 'sent'].flatMap((ink) =>
    GROUNDS.map((ground) => [ink, ground]),
  ),
  ...['accent', 'warn', 'bad', 'calm', 'sent'].map((name) => [name === 'accent' ? 'accent-ink' : name, `${name}-soft`]),
  ...['accent-soft', 'warn-soft', 'bad-soft', 'calm-soft'].flatMap((ground) => [
    ['ink', ground],
    ['ink-2', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
] as [string, string][]

for (const [theme, table] of [
  ['light', tokens(light)],
  ['dark', { ...tokens(light), ...tokens(dark) }],
] as const) {
  test(`text reads at 4.5:1 in the ${theme} theme`, () => {
    const weak = TEXT.map(
      ([ink, ground]) => [`${ink} on ${ground}`, contrast(table[ink] ?? '', table[ground] ?? '')] as const,
    ).filter(([, ratio]) => !(ratio >= 4.5))
    expect(weak).toEqual([])
  })

  test(`edges of controls show at 3:1 in the ${theme} theme`, () => {
    expect(contrast(table['line-strong'] ?? '', table.card ?? '')).toBeGreaterThanOrEqual(3)
    expect(contrast(table.accent ?? '', table.paper ?? '')).toBeGreaterThanOrEqual(3)
  })
}
