import type { FailureCode, Reason } from '#contract'

/** A refusal with a reason that the reader gets to see as one sentence. Everything else that is thrown counts as unexpected. */
export class AppError extends Error {
  readonly code: FailureCode
  readonly reason: Reason
  readonly detail: Record<string, string | number>
  constructor(code: FailureCode, reason: Reason, detail: Record<string, string | number> = {}) {
    super(`${code}: ${reason}`)
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.detail = detail
  }
}
