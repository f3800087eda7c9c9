import type { CustomerId, Handlers, ImportId, ImportRow } from '#contract'
import type { ImportsRepository } from './imports.repository.ts'

type Run = NonNullable<ReturnType<ImportsRepository['find']>>

/** A customer with more changes than this since an import shows them on their own page. */
const CHANGES = 1000

/** Reads what each row of an import did; what updated rows changed comes from the history of their customers. */
export function importRowsReader(
  imports: ImportsRepository,
  requireRun: (importId: ImportId) => Run,
  history: Handlers['operations']['history'],
): Handlers['imports']['rows'] {
  async function changesIn(operationId: Run['operationId'], customerId: CustomerId): Promise<ImportRow['changes']> {
    const { rows } = await history({ customerId, limit: CHANGES, offset: 0 })
    return rows
      .filter((change) => change.operationId === operationId)
      .flatMap(({ table, fields }) => fields.map(({ field, before, after }) => ({ table, field, before, after })))
  }
  return async ({ importId, action, limit, offset }) => {
    const { header: _, ...run } = requireRun(importId)
    const { rows, total } = imports.rows(importId, action ?? null, limit, offset)
    const listed = action === undefined || action === 'unchanged' ? imports.rows(importId, 'unchanged', 1, 0).total : run.unchanged
    return {
      run,
      rows: await Promise.all(
        rows.map(async ({ raw, name, isThere, ...row }) => ({
          ...row,
          name: name ?? (row.receipt ? '' : firstValues(raw)),
          isThere: isThere === 1,
          changes: row.action === 'updated' && row.customerId !== null ? await changesIn(run.operationId, row.customerId) : [],
        })),
      ),
      total,
      unlisted: action === undefined || action === 'unchanged' ? run.unchanged - listed : 0,
    }
  }
}

/** Enough of a row that came to nothing to know it by. */
const firstValues = (raw: readonly string[]) =>
  raw
    .flatMap((cell) => cell.split('\n'))
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '' && !/^(BEGIN|END|VERSION):/i.test(cell))
    .slice(0, 3)
    .join(', ')
    .slice(0, 120)
