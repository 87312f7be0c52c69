// Findings as the list and the label show them: worst first, and a number for each that has its place on the label.

import type { Finding } from '../../generated/Finding'

export interface Marked {
  finding: Finding
  /** Stands on the label and beside the sentence; null where there is nothing to point at. */
  number: number | null
}

const ORDER = ['error', 'warning', 'note']

export function marked(findings: Finding[]): Marked[] {
  let last = 0
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
  return sorted.map((finding) => ({ finding, number: finding.places.length ? ++last : null }))
}
