// The keyboard map: one table that the window listens to and the `?` sheet prints.

import type { Screen } from './route.svelte'
import type { Key } from './words'

export type Command =
  | { kind: 'go'; screen: Screen }
  | { kind: 'palette' | 'shortcuts' | 'import' | 'sync' | 'find' | 'new_product' | 'new_lot' | 'undo' }

export interface Shortcut {
  /** `Ctrl+K`, `?`, `Alt+1`: modifiers first; ⌘ counts as Ctrl. */
  keys: string
  label: Key
  command: Command
}

export const SHORTCUTS: Shortcut[] = [
  { keys: 'Ctrl+K', label: 'ui.keys.palette', command: { kind: 'palette' } },
  { keys: '/', label: 'ui.keys.find', command: { kind: 'find' } },
  { keys: 'Ctrl+I', label: 'ui.keys.import', command: { kind: 'import' } },
  { keys: 'Ctrl+N', label: 'ui.keys.new_product', command: { kind: 'new_product' } },
  { keys: 'Ctrl+L', label: 'ui.new_lot.title', command: { kind: 'new_lot' } },
  { keys: 'Ctrl+Z', label: 'ui.keys.undo', command: { kind: 'undo' } },
  { keys: 'Ctrl+R', label: 'ui.keys.sync', command: { kind: 'sync' } },
  { keys: 'Alt+1', label: 'ui.nav.today', command: { kind: 'go', screen: 'today' } },
  { keys: 'Alt+2', label: 'ui.nav.lots', command: { kind: 'go', screen: 'lots' } },
  { keys: 'Alt+3', label: 'ui.nav.print', command: { kind: 'go', screen: 'print' } },
  { keys: 'Alt+4', label: 'ui.nav.products', command: { kind: 'go', screen: 'products' } },
  { keys: 'Alt+5', label: 'ui.nav.sync', command: { kind: 'go', screen: 'sync' } },
  { keys: 'Alt+6', label: 'ui.nav.settings', command: { kind: 'go', screen: 'settings' } },
  { keys: '?', label: 'ui.keys.shortcuts', command: { kind: 'shortcuts' } },
]

interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

function name(press: Press): string {
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key
  return `${press.ctrlKey || press.metaKey ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${key}`
}

/** The command of a key press. Plain characters and Ctrl+Z belong to the field that is being typed in. */
export function commandFor(press: Press, typing: boolean): Command | null {
  const pressed = name(press)
  const found = SHORTCUTS.find((shortcut) => shortcut.keys === pressed)
  return found && !(typing && (pressed.length === 1 || pressed === 'Ctrl+Z')) ? found.command : null
}

/** In a field that is typed in, where plain characters are text. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.matches('input:not([type=radio]), textarea, select')

/** A plain key that a screen may take for itself: nobody is typing, no dialog lies over the screen. */
export const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.isComposing &&
  !isTyping(event) &&
  !document.querySelector('dialog[open]')
