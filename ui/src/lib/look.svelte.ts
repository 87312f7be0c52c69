// Language, theme, text size, and whether the person walks by keyboard, on the document itself.

import { session } from './session.svelte'

export function applyLook(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  let systemDark = $state(dark.matches)
  addEventListener(
    'keydown',
    (event) => {
      // Ctrl+K and typing are not walking.
      if (['Tab', 'ArrowDown', 'ArrowUp', 'Enter'].includes(event.key) || event.altKey)
        document.documentElement.dataset.keys = ''
    },
    true,
  )
  addEventListener('pointerdown', () => delete document.documentElement.dataset.keys, true)
  dark.addEventListener('change', () => (systemDark = dark.matches))

  $effect(() => {
    const root = document.documentElement
    const theme = session.start?.settings.theme ?? 'system'
    root.lang = session.language
    root.dataset.theme = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme
    root.dataset.text = String(session.start?.settings.text_percent ?? 100)
  })
}
