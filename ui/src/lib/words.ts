// Sentences by key. The window's own keys are typed by the Vietnamese file; keys that the engine sends (errors,
// findings, tasks) are looked up by text. It knows both languages at once, so switching needs no reload.

import type ui from '../../../assets/locales/vi/ui.json'
import { formatDate, formatNumber, isIsoDate, type Language } from './format'

export type Key = keyof typeof ui
export type Args = Record<string, string | number>

const files = import.meta.glob<Record<string, string>>('../../../assets/locales/*/*.json', {
  eager: true,
  import: 'default',
})

const tables: Record<Language, Record<string, string>> = { vi: {}, en: {} }
for (const [path, table] of Object.entries(files)) {
  const language = path.split('/').at(-2)
  if (language === 'vi' || language === 'en') Object.assign(tables[language], table)
}

export function has(language: Language, key: string): boolean {
  return key in tables[language]
}

/**
 * `{name}` takes the argument; `{name|one|many}` chooses by whether the argument is 1 (English needs it, Vietnamese
 * does not). What data calls by two names comes as the arguments `name.vi` and `name.en`.
 */
export function fill(sentence: string, args: Args, language: Language): string {
  return sentence.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = args[name] ?? args[`${name}.${language}`]
      if (value === undefined) return whole
      if (one !== undefined && many !== undefined) return String(value) === '1' ? one : many
      if (AS_WRITTEN.has(name)) return String(value)
      const { [name]: _, ...others } = args
      return shown(String(value), others, language)
    },
  )
}

// Arguments that repeat what a person wrote come back to the letter (as in crates/engine/src/i18n.rs).
const AS_WRITTEN = new Set(['value', 'lot', 'sku', 'plot', 'file', 'path', 'name', 'by', 'reason', 'product', 'note'])

// The engine sends dates as ISO, quantities with a point, and names of fields and whole sentences as keys.
function shown(value: string, args: Args, language: Language): string {
  if (isIsoDate(value)) return formatDate(value, language)
  if (/^\d+\.\d+$/.test(value)) return formatNumber(Number(value), language)
  const sentence = /^[a-z]+\.[a-z_.]+$/.test(value) ? tables[language][value] : undefined
  return sentence === undefined ? value : fill(sentence, args, language)
}

export function lookup(language: Language, key: string, args: Args = {}): string {
  const sentence = tables[language][key] ?? tables.vi[key]
  return sentence === undefined ? key : fill(sentence, args, language)
}
