import type { CustomerId, DuplicateReason } from '#contract'
import type { Draft } from '../imports/draft.ts'
import type { DuplicateMatcher as RowMatcher, Duplicates } from '../imports/suspects.ts'
import type { Compared } from './comparable.rules.ts'
import type { DuplicateMatcher } from './matcher.ts'

/**
 * Lets imports look for each new row among all customers and among the earlier rows of the file. The customers are read when the first new
 * row comes: a file that was read before costs nothing.
 */
export const matcherForRows = (makeMatcher: () => DuplicateMatcher, nameOf: (id: CustomerId) => string): Duplicates => ({
  matcher(): RowMatcher {
    let made: DuplicateMatcher | null = null
    let ready: { draft: Draft; row: Compared } | null = null
    const names = new Map<number, string>()
    const rowOf = (draft: Draft): Compared => {
      // The matcher knows by the row whether it has made it ready already.
      if (ready?.draft !== draft) ready = { draft, row: comparedRow(draft) }
      return ready.row
    }
    return {
      check(draft) {
        made ??= makeMatcher()
        return made.find(rowOf(draft)).map(({ id, score, reasons }) => ({
          customerId: id > 0 ? id : null,
          line: id > 0 ? null : -id,
          get name() {
            return id > 0 ? nameOf(id) : (names.get(id) ?? '')
          },
          score,
          reasons: toldFacts(reasons),
        }))
      },
      remember(draft, line) {
        made ??= makeMatcher()
        // Below zero, where no customer is.
        const id = -line as CustomerId
        made.add(id, rowOf(draft))
        names.set(id, draft.kind === 'firm' ? draft.firmName : [draft.firstName, draft.lastName].filter(Boolean).join(' '))
      },
    }
  },
})

const comparedRow = ({ kind, salutation, firstName, lastName, nameAddition, firmName, birthday, details, addresses }: Draft): Compared => ({
  kind,
  salutation,
  firstName,
  lastName,
  nameAddition,
  firmName,
  birthday,
  contacts: details.flatMap((detail) => (detail.normal !== null && (detail.kind === 'phone' || detail.kind === 'email') ? [detail.normal] : [])),
  addresses,
})

/** Each fact once; what is told in detail by another one is left out. */
function toldFacts(reasons: readonly DuplicateReason[]): DuplicateReason['fact'][] {
  const facts = new Set(reasons.map(({ fact }) => fact))
  if (facts.has('phone-equal') || facts.has('email-equal')) facts.delete('contact-equal')
  return [...facts]
}
