// The delivery states: icon, tone and words. Waiting is calm: offline is normal. What needs a person is red.

import type { DeliveryState } from '../generated/DeliveryState'
import type { Key } from './words'

interface Look {
  icon: string
  tone: 'calm' | 'good' | 'bad' | 'sent' | 'warn'
  label: Key
  hint: Key
}

export const DELIVERY: Record<DeliveryState, Look> = {
  local: { icon: 'laptop', tone: 'calm', label: 'ui.state.local', hint: 'ui.state.local.hint' },
  waiting: { icon: 'clock', tone: 'calm', label: 'ui.state.waiting', hint: 'ui.state.waiting.hint' },
  sent: { icon: 'send', tone: 'sent', label: 'ui.state.sent', hint: 'ui.state.sent.hint' },
  accepted: { icon: 'circle-check', tone: 'good', label: 'ui.state.accepted', hint: 'ui.state.accepted.hint' },
  refused: { icon: 'circle-x', tone: 'bad', label: 'ui.state.refused', hint: 'ui.state.refused.hint' },
  withdrawn: { icon: 'undo-2', tone: 'calm', label: 'ui.state.withdrawn', hint: 'ui.state.withdrawn.hint' },
  needs_person: {
    icon: 'circle-alert',
    tone: 'bad',
    label: 'ui.state.needs_person',
    hint: 'ui.state.needs_person.hint',
  },
}

export const DELIVERY_STATES = Object.keys(DELIVERY) as DeliveryState[]

export function asDeliveryState(text: string | undefined): DeliveryState | null {
  return DELIVERY_STATES.find((state) => state === text) ?? null
}
