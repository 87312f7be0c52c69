// What a named person can decide about a lot, and from where.

import type { Key } from '../../lib/words'

/** As the engine calls them. */
export type Decision = 'on_hold' | 'recalled' | 'closed' | 'released'

interface Words {
  /** On the button that asks. */
  open: Key
  title: Key
  text: Key
  hint: Key
  confirm: Key
  done: Key
}

export const WORDS: Record<Decision, Words> = {
  on_hold: {
    open: 'ui.decide.on_hold.open',
    title: 'ui.decide.on_hold.title',
    text: 'ui.decide.on_hold.text',
    hint: 'ui.decide.on_hold.hint',
    confirm: 'ui.decide.on_hold.confirm',
    done: 'ui.decide.on_hold.done',
  },
  recalled: {
    open: 'ui.decide.recalled.open',
    title: 'ui.decide.recalled.title',
    text: 'ui.decide.recalled.text',
    hint: 'ui.decide.recalled.hint',
    confirm: 'ui.decide.recalled.confirm',
    done: 'ui.decide.recalled.done',
  },
  closed: {
    open: 'ui.decide.closed.open',
    title: 'ui.decide.closed.title',
    text: 'ui.decide.closed.text',
    hint: 'ui.decide.closed.hint',
    confirm: 'ui.decide.closed.confirm',
    done: 'ui.decide.closed.done',
  },
  released: {
    open: 'ui.decide.released.open',
    title: 'ui.decide.released.title',
    text: 'ui.decide.released.text',
    hint: 'ui.decide.released.hint',
    confirm: 'ui.decide.released.confirm',
    done: 'ui.decide.released.done',
  },
}

const NEXT: Record<string, Decision[]> = {
  on_hold: ['released', 'recalled'],
  recalled: ['released'],
  closed: ['released', 'recalled'],
}

/** What can be decided about a lot in that status. */
export const decisionsFrom = (status: string): Decision[] => NEXT[status] ?? ['on_hold', 'recalled', 'closed']
