// Labels named by their serial numbers: typed, or scanned off the label, where the number stands in the link.

/** The first and the last one; the last may be left out. */
export interface Which {
  first: string
  last: string
}

/** The serial number of what was scanned (`…/21/ABC123`, `(21)ABC123`), or what was typed. */
export const serialIn = (text: string): string => /(?:\/21\/|\(21\))([A-Za-z0-9]{1,20})/.exec(text)?.[1] ?? text.trim()

/** As requests have it; nothing for none. */
export const serialsOf = ({ first, last }: Which): { first_serial?: string; last_serial?: string } =>
  first.trim() ? { first_serial: serialIn(first), ...(last.trim() ? { last_serial: serialIn(last) } : {}) } : {}
