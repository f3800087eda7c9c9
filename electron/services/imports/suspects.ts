import type { CustomerId, SuspectRow, SuspectRule } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { Draft } from './draft.ts'

/** Whom a new row resembles: a customer, or an earlier row of the file. */
interface Likeness {
  customerId: CustomerId | null
  line: number | null
  /** Looked up when it is asked for. */
  readonly name: string
  /** 0 to 1. */
  score: number
  reasons: SuspectRow['reasons']
}
/** Looks for likenesses one row after the other; the capability that finds duplicates hands it over. */
export interface DuplicateMatcher {
  /** The likeliest first. */
  check(draft: Draft): readonly Likeness[]
  /** From now on later rows are compared with this one as well. */
  remember(draft: Draft, line: number): void
}
export interface Duplicates {
  matcher(): DuplicateMatcher
}

const LISTED = 20

/** Watches new rows for customers who may be there already; what it finds is listed, or kept out where the owner wants that. */
export function suspectWatch(duplicates: Duplicates | undefined, rule: SuspectRule | undefined) {
  const rows: SuspectRow[] = []
  let total = 0
  const matcher = rule === undefined || rule === 'off' ? undefined : duplicates?.matcher()
  const beforeNew =
    matcher &&
    ((draft: Draft, line: number): void => {
      const [likeliest] = matcher.check(draft)
      if (likeliest) {
        total++
        if (rows.length < LISTED) rows.push(listed(draft, line, likeliest))
        if (rule === 'leave-out') throw new AppError('conflict', 'import-row-maybe-duplicate', { value: likeliest.name })
      }
      matcher.remember(draft, line)
    })
  return { beforeNew: beforeNew ?? null, found: () => ({ total, rows }) }
}

const listed = (draft: Draft, line: number, { customerId, line: otherLine, name: otherName, score, reasons }: Likeness): SuspectRow => ({
  line,
  name: nameOf(draft),
  customerId,
  otherLine,
  otherName,
  score,
  reasons,
})
const nameOf = ({ kind, firmName, firstName, lastName }: Draft) => (kind === 'firm' ? firmName : [firstName, lastName].filter(Boolean).join(' '))
