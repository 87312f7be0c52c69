// Whatever a promise rejects with, as the one error shape.

import type { AppError } from '../generated/AppError'
import type { Code } from '../generated/Code'

/** Codes of work that a person stopped. */
const STOPPED: Code[] = ['cancelled', 'import_cancelled', 'print_dialog_cancelled']

export function asError(thrown: unknown): AppError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const { code, args, detail } = thrown as Partial<AppError>
    return { code: code ?? 'internal', args: args ?? {}, detail: detail ?? '' }
  }
  return {
    code: 'internal',
    args: {},
    detail: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  }
}

/** The person stopped it: nothing to report. */
export const wasStopped = (error: AppError): boolean => STOPPED.includes(error.code)
