// An import's report as the dialog shows it.

import type { CellProblem } from '../../generated/CellProblem'
import type { ImportCount } from '../../generated/ImportCount'
import type { ImportReport } from '../../generated/ImportReport'

export const KINDS = ['products', 'households', 'plots', 'sprays', 'harvests'] as const
export type Kind = (typeof KINDS)[number]

export interface Problem extends CellProblem {
  refused: boolean
}

const counts = (report: ImportReport): ImportCount[] => KINDS.map((kind) => report[kind])

export const added = (report: ImportReport): number => counts(report).reduce((sum, count) => sum + count.added, 0)

/** Every problem, refusals first within a sheet, then by row. */
export function problems(report: ImportReport): Problem[] {
  return counts(report).flatMap((count) => [
    ...count.refused.map((problem) => ({ ...problem, refused: true })),
    ...count.warnings.map((problem) => ({ ...problem, refused: false })),
  ])
}

/** The problems by sheet, in the order of the sheets. */
export function bySheet(all: Problem[]): [string, Problem[]][] {
  const sheets = new Map<string, Problem[]>()
  for (const problem of all) sheets.set(problem.sheet, [...(sheets.get(problem.sheet) ?? []), problem])
  return [...sheets].map(([sheet, list]) => [sheet, list.sort((a, b) => a.row - b.row)])
}

/** Either system's path separator. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
