import { customerOfUid } from '#contract'
import type { CustomerId } from '#contract'
import type { Draft } from './draft.ts'
import { hash53 } from './fingerprint.ts'
import type { FoundCustomer, ImportsRepository } from './imports.repository.ts'
import { NUMBER_SYSTEM } from './merge.rules.ts'
import type { KnownCustomer } from './merge.rules.ts'
import { canBeSame, nameKey } from './name-key.ts'

type Lookup = Pick<ImportsRepository, 'byNumber' | 'byId' | 'byReference' | 'byContact' | 'fingerprints' | 'hasCustomers'>

/** What a row speaks of: a row that was read before, a customer, nobody yet, or a number that somebody else has. */
type Match = { kind: 'repeated'; id: CustomerId } | { kind: 'known'; id: CustomerId } | { kind: 'new' } | { kind: 'number-taken' }

/**
 * Finds the customer of whom a row speaks: the same row read before, then the number, the reference (a vCard's UID), then an equal
 * phone number or e-mail together with an equal name. Never guesses. Rows of the same file are remembered, so that it answers the
 * same whether they are written or only rehearsed.
 */
export function rowMatcher(lookup: Lookup, current: (id: CustomerId) => KnownCustomer | undefined) {
  // Where nobody is there yet, 100,000 rows need not ask the database four times each.
  const hasCustomers = lookup.hasCustomers()
  const seen = new Map<number, CustomerId>()
  for (const [fingerprint, id] of lookup.fingerprints()) seen.set(fingerprint, id)
  const made = new Set<CustomerId>()
  const numberHash = (number: string) => hash53(`n${number}`)
  const referenceHash = (system: string, value: string) => hash53(`r${system}\x1f${value}`)
  const contactHash = (normal: string, name: string) => hash53(`c${normal}\x1f${name}`)

  function byNumber(draft: Draft): Match | null {
    const earlier = seen.get(numberHash(draft.number))
    if (earlier !== undefined) {
      const known = current(earlier)
      return known && canBeSame(known, draft) ? { kind: 'known', id: earlier } : { kind: 'number-taken' }
    }
    if (!hasCustomers) return null
    const found = lookup.byNumber(draft.number)
    if (found) return found.isInBin === 0 && isSame(found, draft) ? { kind: 'known', id: found.id } : { kind: 'number-taken' }
    const referred = lookup.byReference(NUMBER_SYSTEM, draft.number)
    return referred && isSame(referred, draft) ? { kind: 'known', id: referred.id } : null
  }
  /** A row of this file may have changed the name that the database still shows, or will. */
  const isSame = (found: FoundCustomer, draft: Draft) => canBeSame(current(found.id) ?? found, draft)

  function byReference({ system, value }: NonNullable<Draft['reference']>, draft: Draft): Match | null {
    const id =
      seen.get(referenceHash(system, value)) ?? (hasCustomers ? (lookup.byReference(system, value)?.id ?? byOwnUid(value, draft)) : undefined)
    return id === undefined ? null : { kind: 'known', id }
  }
  /** A card that we wrote ourselves; in another shop the same id is somebody else. */
  function byOwnUid(value: string, draft: Draft): CustomerId | undefined {
    const id = customerOfUid(value.replace(/^urn:uuid:/i, ''))
    const found = id === null ? undefined : lookup.byId(id)
    return found && isSame(found, draft) ? found.id : undefined
  }
  function byContact(draft: Draft): Match | null {
    if (draft.number !== '' && !hasCustomers) return null
    const name = nameKey(draft)
    for (const { normal } of draft.details) {
      if (normal === null) continue
      // Two rows of one file with numbers of their own are two customers, even where they share name and e-mail.
      const earlier = seen.get(contactHash(normal, name))
      if (earlier !== undefined && (draft.number === '' || !made.has(earlier))) return { kind: 'known', id: earlier }
      if (!hasCustomers) continue
      const found = lookup.byContact(normal).find((other) => !made.has(other.id) && nameKey(other) === name)
      if (found) return { kind: 'known', id: found.id }
    }
    return null
  }

  return {
    match(draft: Draft, fingerprint: number): Match {
      const repeated = seen.get(fingerprint)
      if (repeated !== undefined) return { kind: 'repeated', id: repeated }
      return (
        (draft.number === '' ? null : byNumber(draft)) ??
        (draft.reference ? byReference(draft.reference, draft) : null) ??
        byContact(draft) ?? { kind: 'new' }
      )
    },
    hasSeen: (fingerprint: number) => seen.has(fingerprint),
    /** Remembers by what a row of this file is known; `isNew` when it made the customer. */
    remember(draft: Draft, fingerprint: number, id: CustomerId, isNew: boolean): void {
      seen.set(fingerprint, id)
      if (isNew && hasCustomers) made.add(id)
      if (draft.number !== '') seen.set(numberHash(draft.number), id)
      if (draft.reference) seen.set(referenceHash(draft.reference.system, draft.reference.value), id)
      if (draft.number === '' || !isNew) {
        const name = nameKey(draft)
        for (const { normal } of draft.details) if (normal !== null) seen.set(contactHash(normal, name), id)
      }
    },
  }
}
