// What the formatter leaves alone: comments and long texts.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const ofHand = /^(src\/(?!generated)|tests\/(?!out)).*\.(ts|mjs|svelte|css)$/

test('no line has more than 120 letters', () => {
  const files = ['src', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path.replaceAll('\\', '/')}`,
    ),
  )
  const written = files.filter((path) => ofHand.test(path))
  expect(written.length).toBeGreaterThan(150)
  const long = written.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, at) => (line.trimEnd().length > 120 ? [`${path}:${at + 1}`] : [])),
  )
  expect(long).toEqual([])
})
