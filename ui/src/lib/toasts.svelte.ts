// Short notes at the bottom of the window: what was done, with one action (undo, open). A polite live region reads them out.

export interface Toast {
  id: number
  text: string
  action?: { label: string; run: () => void }
}

let next = 1

class Toasts {
  list = $state<Toast[]>([])

  show(text: string, action?: Toast['action']): void {
    const id = next++
    this.list = [...this.list.slice(-2), action ? { id, text, action } : { id, text }]
    // Long enough to read and to reach by keyboard; an undo stays longer.
    setTimeout(() => this.close(id), action ? 12_000 : 6_000)
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id)
  }
}

export const toasts = new Toasts()
