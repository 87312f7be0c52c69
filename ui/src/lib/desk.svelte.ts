// What lies over the screens: the palette, the shortcut sheet, the import. One at a time.

class Desk {
  open = $state<'palette' | 'shortcuts' | 'import' | null>(null)
  close = (): void => {
    this.open = null
  }
}

export const desk = new Desk()
