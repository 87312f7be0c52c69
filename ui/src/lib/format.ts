// Dates, numbers and sizes as people of the chosen language read them. Pure.

export type Language = 'vi' | 'en'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = {
  vi: ['CN', 'Th 2', 'Th 3', 'Th 4', 'Th 5', 'Th 6', 'Th 7'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

/** `2026-10-20` → 20/10/2026 or 20 Oct 2026; anything else comes back as it is. */
export function formatDate(iso: string | null | undefined, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '')
  if (!parts) return iso ?? ''
  const [, year, month, day] = parts
  return language === 'vi' ? `${day}/${month}/${year}` : `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

/** An instant in this laptop's own time: `Th 3 20/10/2026 07:10`. */
export function formatTime(iso: string | null | undefined, language: Language): string {
  const at = parseInstant(iso)
  if (!at) return iso ?? ''
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${DAYS[language][at.getDay()]} ${formatDate(day, language)} ${two(at.getHours())}:${two(at.getMinutes())}`
}

// jiff writes `2026-11-22T07:10:00+07:00[+07:00]` for zoned times; Date wants no bracket.
function parseInstant(iso: string | null | undefined): Date | null {
  const at = new Date((iso ?? '').replace(/\[.*\]$/, ''))
  return iso && !Number.isNaN(at.getTime()) ? at : null
}

/** 1234.5 → 1.234,5 in Vietnamese, 1,234.5 in English; at most three decimals. */
export function formatNumber(value: number, language: Language): string {
  const [whole = '', fraction] = Math.abs(value)
    .toFixed(3)
    .replace(/\.?0+$/, '')
    .split('.')
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.']
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${value < 0 ? '−' : ''}${grouped}${fraction ? point + fraction : ''}`
}

/** A number as typed, with either decimal mark (`1,5`, `1.5`), or null. A lone mark is a decimal mark. */
export function parseNumber(typed: string): number | null {
  const text = typed.trim().replace(/\s/g, '')
  if (!/^\d+([.,]\d+)?$/.test(text)) return null
  return Number(text.replace(',', '.'))
}

/** A whole number of labels or cells as typed; 0 for anything else. */
export const parseCount = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0)

/** Whole đồng as typed: `125000`, `125.000`, `125 000 đ`; null for anything else. Marks part thousands only. */
export function parseDong(typed: string): number | null {
  const text = fold(typed)
    .replace(/\s/g, '')
    .replace(/(vnd|d|\u20ab)$/, '')
  if (!/^(\d{1,13}|\d{1,3}([.,]\d{3})+)$/.test(text)) return null
  return Number(text.replace(/[.,]/g, ''))
}

/** 1536 → 1,5 kB. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} B`
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${formatNumber(Math.round(size * 10) / 10, language)} ${unit}`
}

/** A GTIN as it stands under the bars: 13 digits for consumer goods, of the 14 that are stored. */
export const gtinShown = (gtin: string | null): string => (gtin ?? '').replace(/^0(?=\d{13}$)/, '')

/** Today as people write it, for a date field. */
export function typedDate(day: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`
}

/** Lower case without tones, đ → d: what a person types who does not bother. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase().trim()
}
