import type { Failure, Reason } from '#contract'
import { reasons } from '#contract'
import type { ZodError } from 'zod'
import { AppError } from '../database/app-error.ts'

const known: ReadonlySet<string> = new Set(reasons)
const isReason = (text: string): text is Reason => known.has(text)

/** What the system's error codes mean to an owner. */
const SYSTEM: Record<string, Reason> = {
  SQLITE_FULL: 'disk-full',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  SQLITE_READONLY: 'folder-read-only',
  EROFS: 'folder-read-only',
  EACCES: 'folder-read-only',
  EPERM: 'folder-read-only',
  SQLITE_CANTOPEN: 'file-unreadable',
  EISDIR: 'file-unreadable',
  EIO: 'file-unreadable',
  SQLITE_IOERR: 'file-unreadable',
  ENOENT: 'file-missing',
  ENOTDIR: 'folder-missing',
  SQLITE_CORRUPT: 'database-damaged',
  SQLITE_NOTADB: 'database-damaged',
  SQLITE_BUSY: 'writer-busy',
  SQLITE_LOCKED: 'writer-busy',
}

/** The refusal that an error stands for, or null when nobody foresaw it. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof AppError) return { code: error.code, reason: error.reason, detail: error.detail }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const reason = SYSTEM[code] ?? SYSTEM[code.split('_').slice(0, 2).join('_')]
  if (!reason) return null
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : ''
  return { code: 'conflict', reason, detail: { file: path } }
}

export const unexpected: Failure = { code: 'unexpected', reason: 'unexpected', detail: {} }

/** The first problem of an input, as a refusal. A schema names its own reason as the message; anything else names the field. */
export function failureOfInput(error: ZodError): Failure {
  const issue = error.issues[0]
  const path = issue?.path.join('.') ?? ''
  const field = path !== '' ? path : issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'input'
  if (issue && isReason(issue.message)) return { code: 'invalid', reason: issue.message, detail: { field } }
  return { code: 'invalid', reason: 'input-invalid', detail: { field } }
}
