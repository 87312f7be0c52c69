// Short notes at the foot of the window: what was done, with one action (undo, open). A polite live region reads them
// out.

export interface Toast {
  id: number
  text: string
  /** What it is about: a newer note about the same thing takes its place. */
  about: string
  action?: { label: string; run: () => void }
}

let next = 1

// Who is reading or reaching for it is not hurried.
const held = () => document.querySelector('[data-testid="toasts"]')?.matches(':hover, :focus-within') ?? false

class Toasts {
  list = $state<Toast[]>([])

  show(text: string, action?: Toast['action'], about = ''): void {
    const id = next++
    if (about) this.drop(about)
    this.list = [...this.list.slice(-2), action ? { id, text, about, action } : { id, text, about }]
    // Long enough to read and to reach by keyboard; an undo stays longer.
    this.#later(id, action ? 12_000 : 6_000)
  }

  #later(id: number, wait: number): void {
    setTimeout(() => (held() ? this.#later(id, 2_000) : this.close(id)), wait)
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id)
  }

  drop(about: string): void {
    this.list = this.list.filter((toast) => toast.about !== about)
  }

  /** Ctrl+Z: the newest note's way back. */
  undo(): void {
    const last = [...this.list].reverse().find((toast) => toast.action)
    last?.action?.run()
    if (last) this.close(last.id)
  }
}

export const toasts = new Toasts()
