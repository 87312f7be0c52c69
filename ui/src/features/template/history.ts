// Going back and forth through what was done. Pure: states are whole and never changed in place.

/** Steps that can be undone. */
const MOST = 200

export interface History<T> {
  past: readonly T[]
  now: T
  future: readonly T[]
  /** What the last step was about: further steps about it are one with it. */
  about: string
}

export const begun = <T>(now: T): History<T> => ({ past: [], now, future: [], about: '' })

/**
 * A step. The letters typed into one field, or one drag, are one step: they have the same `about`; an empty one
 * always stands alone.
 */
export function stepped<T>(history: History<T>, now: T, about = ''): History<T> {
  const same = about !== '' && about === history.about
  return { past: same ? history.past : [...history.past, history.now].slice(-MOST), now, future: [], about }
}

/** The next step stands alone, whatever it is about. */
export const closed = <T>(history: History<T>): History<T> => (history.about ? { ...history, about: '' } : history)

export function undone<T>({ past, now, future, about }: History<T>): History<T> {
  const before = past.at(-1)
  return before === undefined
    ? { past, now, future, about }
    : { past: past.slice(0, -1), now: before, future: [now, ...future], about: '' }
}

export function redone<T>({ past, now, future, about }: History<T>): History<T> {
  const [after, ...rest] = future
  return after === undefined
    ? { past, now, future, about }
    : { past: [...past, now], now: after, future: rest, about: '' }
}
