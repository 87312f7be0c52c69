// Which scene the address asks for, and what every part of the fake host shares.
import type { AppError } from '../../src/generated/AppError'
import type { Code } from '../../src/generated/Code'
import type { Progress } from '../../src/generated/Progress'
import type { Topic } from '../../src/generated/Topic'
import { fold } from '../../src/lib/format'

export const query = new URLSearchParams(location.search)
/**
 * `first`: the very first run. `empty`: a cooperative without records. `recorded`: the sample as it was imported,
 * nothing besides. `sample`: the same after some weeks, with a registry, prints, decisions. `alone`: that without a
 * registry; `offline`: that without a network.
 */
export const scene = query.get('scene') ?? 'sample'
export const bare = scene === 'first' || scene === 'empty'
/** Things have happened since the import. */
export const lived = !bare && scene !== 'recorded'

export const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

export const fail = (code: Code, args: Record<string, string> = {}, detail = ''): never => {
  throw { code, args, detail } satisfies AppError
}

export const changed = new Set<(topics: Topic[]) => void>()
export const progressed = new Set<(progress: Progress) => void>()
export const tell = (...topics: Topic[]) => changed.forEach((listener) => listener(topics))

/** Long work of that name: a few steps that are told. */
export async function work(job: string, total: number): Promise<void> {
  for (let done = 0; done <= total; done += total / 5) {
    progressed.forEach((listener) => listener({ job, done, total }))
    await wait(60)
  }
}

/** Whether the fields hold every typed word, with or without tones. */
export const matches = (text: string, ...fields: (string | null)[]): boolean =>
  fold(text)
    .split(/\s+/)
    .every((word) => fold(fields.join(' ')).includes(word))
