/** What a refused call means for the program; the reason says it to the reader. */
export type FailureCode = 'invalid' | 'missing' | 'conflict' | 'cancelled' | 'denied' | 'unexpected'

/** Reasons that belong to no single capability. Each has a sentence in every language under `failures`. */
export const commonReasons = [
  'unexpected',
  'cancelled',
  'call-unknown',
  'json-malformed',
  'input-invalid',
  'text-too-long',
  'day-invalid',
  'day-in-future',
  'file-missing',
  'path-not-chosen',
  'writer-busy',
  'disk-full',
  'folder-read-only',
  'folder-missing',
  'file-unreadable',
  'file-unwritable',
  'data-folder-in-use',
  'database-newer',
  'database-damaged',
  'database-foreign',
  'migration-failed',
  'sqlite-too-old',
  'needs-window',
  'job-gone',
  'usage',
] as const
