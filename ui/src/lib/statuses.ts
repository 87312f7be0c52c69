// A lot's own status where it is out of the ordinary; draft and published are told by the delivery and the link.

import type { Key } from './words'

type Look = { icon: string; tone: 'calm' | 'good' | 'warn' | 'bad'; label: Key; means?: Key }

const LOOKS: Record<string, Look> = {
  on_hold: { icon: 'lock', tone: 'warn', label: 'ui.status.on_hold', means: 'ui.status.on_hold.means' },
  recalled: { icon: 'circle-alert', tone: 'bad', label: 'ui.status.recalled', means: 'ui.status.recalled.means' },
  closed: { icon: 'check', tone: 'calm', label: 'ui.status.closed' },
}

/** Of these no label may be printed. */
export const isHeld = (status: string): boolean => status === 'on_hold' || status === 'recalled'

export const statusLook = (status: string): Look | undefined => LOOKS[status]
