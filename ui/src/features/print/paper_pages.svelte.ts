// Pages to the system's print dialog: in the window for paper alone, and gone once the dialog is. See `@media print`
// in base.css.

import type { LabelPages } from '../../generated/LabelPages'
import { host } from '../../host'
import { drawn } from '../label/drawn'

const FACES = ['400', '700'].map((weight) => `${weight} 12px "Be Vietnam Pro"`)

/**
 * Paper of the pages' own size without margins. A page box is a hair less high than the paper, or rounding begins
 * another page.
 */
function style([width, height]: readonly [number, number]): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  const [w, h] = [`${width / 1000}mm`, `${height / 1000}mm`]
  sheet.replaceSync(`@page { size: ${w} ${h}; margin: 0 } .for-paper > div { width: ${w}; height: calc(${h} - 1px) }`)
  return sheet
}

class Dialog {
  open = $state(false)
}

/** Whether the print dialog is open. */
export const dialog = new Dialog()

/** Shows pages to the dialog, until it is closed. Rejects as stopped when it is known that the person did not print. */
export async function toPaper({ pages, paper }: LabelPages): Promise<void> {
  const [box, sheet] = [document.createElement('div'), style(paper)]
  box.className = 'for-paper'
  box.innerHTML = pages.map((svg) => `<div>${drawn(svg)}</div>`).join('')
  const closed = new Promise((done) => addEventListener('afterprint', done, { once: true }))
  document.body.append(box)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  // What is not drawn on paper loses the focus.
  const focused = document.activeElement
  dialog.open = true
  try {
    await Promise.all(FACES.map((face) => document.fonts.load(face)))
    if (!(await host.print_dialog(paper))) await closed
  } finally {
    dialog.open = false
    box.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
