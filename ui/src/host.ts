// The one door between the window and the program: the commands that the shell declares, and what it tells by itself.
// No other file imports @tauri-apps, so every screen also runs in a plain browser against a fake host (ui/tests/fake).

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'

import { type Commands, commandsOver } from './generated/commands'
import type { Progress } from './generated/Progress'
import type { Topic } from './generated/Topic'

export type Unlisten = () => void

export interface Host extends Commands {
  on_changed(then: (topics: Topic[]) => void): Promise<Unlisten>
  on_progress(then: (progress: Progress) => void): Promise<Unlisten>
  /** The person closes the window while `unsent` records wait. */
  on_closing(then: (unsent: number) => void): Promise<Unlisten>
}

export const host: Host = {
  ...commandsOver(invoke),
  on_changed: (then) => listen<Topic[]>('changed', (event) => then(event.payload)),
  on_progress: (then) => listen<Progress>('progress', (event) => then(event.payload)),
  on_closing: (then) => listen<number>('closing', (event) => then(event.payload)),
}
