// Whatever a promise rejects with, as the one error shape.

import type { AppError } from '../generated/AppError'

export function asError(thrown: unknown): AppError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const { code, args, detail } = thrown as Partial<AppError>
    return { code: String(code), args: args ?? {}, detail: detail ?? '' }
  }
  return {
    code: 'unknown',
    args: {},
    detail: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  }
}

/** The person stopped it: nothing to report. */
export const wasStopped = (error: AppError): boolean => error.code.endsWith('cancelled')
