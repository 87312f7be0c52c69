// What a person has typed and not yet saved, kept in this browser's storage so that leaving a form loses nothing.

const PREFIX = 'nuong.draft.'

export function readDraft<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null // a damaged draft is no draft
  }
}

export function keepDraft(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // Storage full or switched off: the form still works, it only is not kept.
  }
}

export function dropDraft(name: string): void {
  localStorage.removeItem(PREFIX + name)
}
