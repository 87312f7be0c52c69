// What the real engine answered about the sample cooperative; tests/tests/recorded.rs of the workspace writes the
// files.
import type { Commands } from '../../src/generated/commands'

export type Command = keyof Commands
export type Answer<C extends Command> = Awaited<ReturnType<Commands[C]>>

interface Recorded {
  args: unknown[]
  answer: unknown
}

const files = import.meta.glob<Recorded[]>('./answers/*.json', { eager: true, import: 'default' })

export const recorded = Object.entries(files).flatMap(([path, list]) => {
  const command = path.replace(/^.*\/|\.json$/g, '') as Command
  return list.map(({ args, answer }) => ({ command, args, answer }))
})

/** The same text for equal values, whatever the order of their fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  )

/** The recorded answer to that very question, or undefined. It is a copy: nobody changes the record. */
export function answerTo<C extends Command>(command: C, ...args: Parameters<Commands[C]>): Answer<C> | undefined {
  const asked = canonical(args)
  const found = recorded.find((one) => one.command === command && canonical(one.args) === asked)
  return found && (structuredClone(found.answer) as Answer<C>)
}

/** The recorded answer to a question that was surely recorded. */
export function known<C extends Command>(command: C, ...args: Parameters<Commands[C]>): Answer<C> {
  const answer = answerTo(command, ...args)
  if (answer === undefined) throw new Error(`no recorded answer: ${command} ${canonical(args)}`)
  return answer
}
