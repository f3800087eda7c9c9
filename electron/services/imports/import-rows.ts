import type { CustomerId, ImportPreview, RowProblem } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomerChange } from '../customers/customers.service.ts'
import type { Draft, SourceRow } from './draft.ts'
import { fingerprintOf, hash53 } from './fingerprint.ts'
import type { RowAction } from './imports.repository.ts'
import { changesFor } from './merge.rules.ts'
import type { KnownCustomer } from './merge.rules.ts'
import { MAX_ROWS } from './open-file.ts'
import type { ImportFile } from './open-file.ts'
import { rowMatcher } from './row-matcher.ts'

/** Where rows go: into the database, or into a rehearsal that only remembers them. */
export interface CustomerBook {
  current(id: CustomerId): KnownCustomer | undefined
  insert(draft: Draft): CustomerId
  change(id: CustomerId, change: CustomerChange): void
}
/** What became of a row. `fingerprint` is null where the row need not be known again (it is already, or it failed). */
export interface RowOutcome {
  action: RowAction
  customerId: CustomerId | null
  fingerprint: number | null
  problems: RowProblem[]
}
export type RowCounts = ImportPreview['counts']

/** Takes rows one after the other and says what became of each; the only place that decides it, for preview and import alike. */
export function rowTaker(lookup: Parameters<typeof rowMatcher>[0], book: CustomerBook): (row: SourceRow) => RowOutcome {
  const matcher = rowMatcher(lookup, book.current)

  const numbered = occurrences()

  function take(draft: Draft, raw: readonly string[]): Pick<RowOutcome, 'action' | 'customerId' | 'fingerprint'> {
    const fingerprint = numbered(fingerprintOf(draft), raw)
    const match = matcher.match(draft, fingerprint)
    switch (match.kind) {
      case 'repeated':
        return { action: 'unchanged', customerId: match.id, fingerprint: null }
      case 'number-taken':
        throw new AppError('conflict', 'import-row-number-taken', { value: draft.number })
      case 'new': {
        const customerId = book.insert(draft)
        matcher.remember(draft, fingerprint, customerId, true)
        return { action: 'created', customerId, fingerprint }
      }
      case 'known': {
        const known = book.current(match.id)
        const change = known ? changesFor(known, draft) : null
        if (change) book.change(match.id, change)
        matcher.remember(draft, fingerprint, match.id, false)
        return { action: change ? 'updated' : 'unchanged', customerId: match.id, fingerprint }
      }
    }
  }

  let taken = 0
  return ({ line, draft, problems, raw }) => {
    if (++taken > MAX_ROWS) throw new AppError('invalid', 'import-file-too-large', { rows: MAX_ROWS })
    const failed: RowOutcome = { action: 'failed', customerId: null, fingerprint: null, problems }
    if (!draft) return failed
    try {
      return { ...take(draft, raw), problems }
    } catch (error) {
      // The customers' own rules refuse one row; anything unforeseen ends the whole import.
      if (!(error instanceof AppError) || (error.code !== 'invalid' && error.code !== 'conflict')) throw error
      const reason = error.reason === 'number-taken' ? 'import-row-number-taken' : error.reason
      const value = reason === 'import-row-number-taken' ? draft.number : String(error.detail['value'] ?? '')
      return { ...failed, problems: [...problems, { line, reason, severity: 'failed', value, column: '' }] }
    }
  }
}

/**
 * Two rows that say the same of a customer, but differ in a column that is left out, are two people of one name: the second gets a
 * fingerprint of its own. A row that stands in the file twice, letter by letter, is one row.
 */
function occurrences(): (fingerprint: number, raw: readonly string[]) => number {
  const first = new Map<number, number>()
  const more = new Map<number, number[]>()
  return (fingerprint, raw) => {
    const row = hash53(raw.join('\x1f'))
    const earliest = first.get(fingerprint)
    if (earliest === undefined) first.set(fingerprint, row)
    if (earliest === undefined || earliest === row) return fingerprint
    const others = more.get(fingerprint) ?? []
    more.set(fingerprint, others)
    const at = others.indexOf(row)
    if (at < 0) others.push(row)
    return hash53(`${fingerprint}#${at < 0 ? others.length : at + 1}`)
  }
}

/** So many rows without a number wait for the end of a file that has numbers. */
const MAX_WAITING = 10_000

/**
 * The rows of a file, those without a number last where others have one: a number given to them must not be one that a later row
 * brings along.
 */
export function* numberedFirst(file: Pick<ImportFile, 'columns' | 'rows'>): Generator<SourceRow> {
  if (!file.columns.some(({ target }) => target === 'number')) return yield* file.rows()
  const waiting: SourceRow[] = []
  for (const row of file.rows())
    if (row.draft && row.draft.number === '' && waiting.length < MAX_WAITING) waiting.push(row)
    else yield row
  yield* waiting
}
