// A lot's own status, apart from its delivery. A draft needs no mark: it is the usual case.

import type { Key } from './words'

type Look = { icon: string; tone: 'calm' | 'good' | 'warn' | 'bad'; label: Key }

const LOOKS: Record<string, Look> = {
  published: { icon: 'circle-check', tone: 'good', label: 'ui.status.published' },
  on_hold: { icon: 'lock', tone: 'warn', label: 'ui.status.on_hold' },
  recalled: { icon: 'circle-alert', tone: 'bad', label: 'ui.status.recalled' },
  closed: { icon: 'check', tone: 'calm', label: 'ui.status.closed' },
}

export const statusLook = (status: string): Look | undefined => LOOKS[status]
