import type { CustomerId, ImportMode, ImportPreview, RowAction, RowProblem } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomerChange } from '../customers/customers.service.ts'
import type { Draft, SourceRow } from './draft.ts'
import { fingerprintOf, hash53 } from './fingerprint.ts'
import { changesFor } from './merge.rules.ts'
import type { KnownCustomer } from './merge.rules.ts'
import { MAX_ROWS } from './open-file.ts'
import type { ImportFile } from './open-file.ts'
import type { KeyFinder } from './row-key.ts'
import { rowMatcher } from './row-matcher.ts'

/** Where rows go: into the database, or into a rehearsal that only remembers them. */
export interface CustomerBook {
  current(id: CustomerId): KnownCustomer | undefined
  insert(draft: Draft): CustomerId
  change(id: CustomerId, change: CustomerChange): void
  /** Sets values of the owner's own fields. @returns whether any was another */
  setOwn(id: CustomerId, values: Record<string, string>): boolean
}
/** What the owner wants of the rows, where it is not the usual: all that is new, and known customers completed. */
export interface RowRules {
  mode: ImportMode
  /** Finds customers by one key alone. */
  byKey: KeyFinder | null
  /** Looks at a row before it makes a customer; may refuse it. */
  beforeNew: ((draft: Draft, line: number) => void) | null
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
export function rowTaker(lookup: Parameters<typeof rowMatcher>[0], book: CustomerBook, rules: RowRules): (row: SourceRow) => RowOutcome {
  const matcher = rowMatcher(lookup, book.current)
  const { mode, byKey, beforeNew } = rules
  const numbered = occurrences()

  function take({ line, problems, raw }: SourceRow, draft: Draft): RowOutcome {
    const fingerprint = numbered(fingerprintOf(draft), raw)
    const match = byKey ? matchByKey(byKey, draft) : matcher.match(draft, fingerprint)
    switch (match.kind) {
      case 'repeated':
        return { action: 'unchanged', customerId: match.id, fingerprint: null, problems }
      case 'number-taken':
        throw new AppError('conflict', 'import-row-number-taken', { value: draft.number })
      case 'new': {
        if (mode === 'update') throw new AppError('conflict', 'import-row-not-found')
        beforeNew?.(draft, line)
        const customerId = book.insert(draft)
        byKey?.noteMade(customerId)
        matcher.remember(draft, fingerprint, customerId, true)
        return { action: 'created', customerId, fingerprint, problems }
      }
      case 'known': {
        // Not remembered as read: the same row may complete the customer another time.
        if (mode === 'create') return { action: 'unchanged', customerId: match.id, fingerprint: null, problems: [...problems, alreadyThere(line)] }
        const known = book.current(match.id)
        const change = known ? changesFor(known, draft) : null
        if (change) book.change(match.id, change)
        const isOwnNews = draft.own !== undefined && book.setOwn(match.id, draft.own)
        const isNewRow = !byKey || !matcher.hasSeen(fingerprint)
        matcher.remember(draft, fingerprint, match.id, false)
        return { action: change || isOwnNews ? 'updated' : 'unchanged', customerId: match.id, fingerprint: isNewRow ? fingerprint : null, problems }
      }
    }
  }

  let taken = 0
  return (row) => {
    const { line, draft, problems } = row
    if (++taken > MAX_ROWS) throw new AppError('invalid', 'import-file-too-large', { rows: MAX_ROWS })
    const failed: RowOutcome = { action: 'failed', customerId: null, fingerprint: null, problems }
    if (!draft) return failed
    try {
      return take(row, draft)
    } catch (error) {
      // The customers' own rules refuse one row; anything unforeseen ends the whole import.
      if (!(error instanceof AppError) || (error.code !== 'invalid' && error.code !== 'conflict')) throw error
      const reason = error.reason === 'number-taken' ? 'import-row-number-taken' : error.reason
      const value = reason === 'import-row-number-taken' ? draft.number : String(error.detail['value'] ?? '')
      return { ...failed, problems: [...problems, { line, reason, severity: 'failed', value, column: '' }] }
    }
  }
}

function matchByKey(byKey: KeyFinder, draft: Draft): { kind: 'known'; id: CustomerId } | { kind: 'new' } {
  const id = byKey.find(draft)
  return id === null ? { kind: 'new' } : { kind: 'known', id }
}

const alreadyThere = (line: number): RowProblem => ({ line, reason: 'import-row-known', severity: 'kept', value: '', column: '' })

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
