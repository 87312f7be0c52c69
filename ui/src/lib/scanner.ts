// A USB scanner is a keyboard that types a whole code in a breath and ends with Enter. Pure: times are arguments.

/** Longest pause between two keys of one scan, in milliseconds; people are slower. */
const PAUSE = 60
/** Shorter bursts are people. */
const LEAST = 6
/** FNC1 between two elements, as scanners send it: the group separator, typed as Ctrl+]. */
export const SEPARATOR = '\u001d'

interface Press {
  key: string
  ctrlKey: boolean
  timeStamp: number
}

/** The character that a key stands for in a code, or nothing. */
export function character({ key, ctrlKey }: Press): string {
  if (ctrlKey) return key === ']' ? SEPARATOR : ''
  return key.length === 1 ? key : ''
}

/** A code, not words: a Digital Link, a symbology identifier, bracketed elements, FNC1, or a long run of digits. */
export const isCode = (text: string): boolean =>
  /^(https?:\/\/|\][A-Za-z]\d|\(\d{2,4}\)|\d{13})/.test(text.trim()) || text.includes(SEPARATOR)

export class Scanner {
  #text = ''
  #last = -Infinity

  /** Takes one key; gives the code when Enter ends a burst. */
  take(press: Press): string | null {
    if (press.timeStamp - this.#last > PAUSE) this.#text = ''
    this.#last = press.timeStamp
    if (press.key !== 'Enter') {
      this.#text += character(press)
      return null
    }
    const code = this.#text
    this.#text = ''
    return code.length >= LEAST ? code : null
  }

  /** In the middle of a burst: its `/` is no shortcut. */
  get busy(): boolean {
    return this.#text.length > 2
  }
}
