// What the whole window shares: who we are, the settings, the words in the chosen language, the choices of pickers.

import type { AppError } from '../generated/AppError'
import type { Choice } from '../generated/Choice'
import type { Message } from '../generated/Message'
import type { Settings } from '../generated/Settings'
import type { Start } from '../generated/Start'
import { host } from '../host'
import { formatBytes, formatDate, formatNumber, formatTime, type Language } from './format'
import { has, lookup, type Args, type Key } from './words'

class Session {
  start = $state<Start | null>(null)
  units = $state<Choice[]>([])
  groups = $state<Choice[]>([])
  language = $derived<Language>(this.start?.settings.language === 'en' ? 'en' : 'vi')

  async load(): Promise<void> {
    const [start, units, groups] = await Promise.all([host.start(), host.units(), host.goods_groups()])
    this.start = start
    this.units = units
    this.groups = groups
  }

  async reload(): Promise<void> {
    this.start = await host.start()
  }

  /** Applies at once; the store follows. */
  async choose(change: Partial<Settings>): Promise<void> {
    if (!this.start) return
    this.start.settings = { ...this.start.settings, ...change }
    await host.set_settings($state.snapshot(this.start.settings))
  }
}

export const session = new Session()

export const t = (key: Key, args?: Args): string => lookup(session.language, key, args)

/** A sentence that the engine chose by key. */
export const say = (message: Message): string => lookup(session.language, message.key, message.args)

/** The sentence of an error; an unknown code still says what to do. */
export function sayError(error: AppError): string {
  const key = `errors.${error.code}`
  return has('vi', key) ? lookup(session.language, key, error.args) : t('ui.error.unknown')
}

/** The sentence of a dynamic key, or the fallback when no file has it. */
export const sayOr = (key: string, fallback: string): string =>
  has('vi', key) ? lookup(session.language, key) : fallback

export const pick = (choice: { vi: string; en: string }): string => choice[session.language]
export const date = (iso: string | null | undefined): string => formatDate(iso, session.language)
export const time = (iso: string | null | undefined): string => formatTime(iso, session.language)
export const number = (value: number): string => formatNumber(value, session.language)
export const bytes = (value: number): string => formatBytes(value, session.language)

export function unitName(code: string): string {
  const unit = session.units.find((choice) => choice.code === code)
  return unit ? pick(unit) : code
}

export function groupName(code: string): string {
  const group = session.groups.find((choice) => choice.code === code)
  return group ? pick(group) : code
}

export const quantity = (value: number, unit: string): string => `${number(value)} ${unitName(unit)}`
