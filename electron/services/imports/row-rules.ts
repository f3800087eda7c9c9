import type { ImportKey, ImportMode, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { RowRules } from './import-rows.ts'
import type { ImportsRepository } from './imports.repository.ts'
import { keysIn } from './open-file.ts'
import type { ImportFile, ImportOptions } from './open-file.ts'
import { keyFinder, repeatedKeys } from './row-key.ts'

/** What the owner wants of a file's rows: as said now, else as the last time for a file with the same columns. */
export interface Wanted {
  mode: ImportMode
  key: ImportKey | null
}
export const wantedOf = ({ mode, key }: Pick<ImportOptions, 'mode' | 'key'>, { saved }: Pick<ImportFile, 'saved'>): Wanted => ({
  mode: mode ?? saved?.mode ?? 'both',
  key: key === undefined ? (saved?.key ?? null) : key,
})

/** Reads a file once before its rows are taken where a key must be looked for in all of them. */
export function rulesFor(file: ImportFile, { mode, key }: Wanted, imports: ImportsRepository, job: JobContext): Omit<RowRules, 'beforeNew'> {
  if (key === null) return { mode, byKey: null }
  if (!keysIn(file).includes(key)) throw new AppError('invalid', 'import-key-missing', { file: file.fileName, key })
  let rows = 0
  const repeated = repeatedKeys(file.rows(), key, () => {
    if (++rows % 256 !== 0) return
    if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
    job.report(rows, file.expectedRows, 'reading')
  })
  return { mode, byKey: keyFinder(imports, key, repeated) }
}
