// What lies over the screens: the palette, the shortcut sheet, the import, a new lot. One at a time.

class Desk {
  open = $state<'palette' | 'shortcuts' | 'import' | 'new_lot' | null>(null)
  /** What a scanner typed where no field was: the palette looks it up and opens what it is. */
  scanned = $state('')

  scan = (code: string): void => {
    this.scanned = code
    this.open = 'palette'
  }

  close = (): void => {
    this.open = null
    this.scanned = ''
  }
}

export const desk = new Desk()
