import type { CustomerId, ImportKey } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { Draft, SourceRow } from './draft.ts'
import { hash53 } from './fingerprint.ts'
import type { ImportsRepository } from './imports.repository.ts'
import { NUMBER_SYSTEM } from './merge.rules.ts'

/** What a row holds of the key by which the owner wants customers found; empty where it holds none. */
export function keyValue(draft: Draft, key: ImportKey): string {
  switch (key) {
    case 'number':
      return draft.number
    case 'email':
    case 'phone':
      return draft.details.find((detail) => detail.kind === key && detail.normal !== null)?.normal ?? ''
    case 'externalId':
      return draft.reference?.system === 'csv' ? draft.reference.value : ''
    case 'uid':
      return draft.reference?.system === 'vcard' ? draft.reference.value : ''
  }
}

/** The keys that stand more than once in a file, as hashes: 100,000 of them are few bytes each. */
export function repeatedKeys(rows: Iterable<SourceRow>, key: ImportKey, onRow: () => void): ReadonlySet<number> {
  const seen = new Set<number>()
  const repeated = new Set<number>()
  for (const { draft } of rows) {
    onRow()
    const value = draft ? keyValue(draft, key) : ''
    if (value === '') continue
    const hash = hash53(value)
    if (seen.has(hash)) repeated.add(hash)
    else seen.add(hash)
  }
  return repeated
}

type Lookup = Pick<ImportsRepository, 'byNumber' | 'byReference' | 'byContact'>

export interface KeyFinder {
  find(draft: Draft): CustomerId | null
  noteMade(id: CustomerId): void
}

/**
 * Finds the customer of a row by its key alone; null: nobody has it. Never guesses: refuses rows without the key, with one that
 * stands in the file twice, and with one that several customers share.
 */
export function keyFinder(lookup: Lookup, key: ImportKey, repeated: ReadonlySet<number>): KeyFinder {
  // Whom an earlier row of this file made is no match: a rehearsal, which makes nobody, must find the same.
  const made = new Set<CustomerId>()
  function holders(value: string): CustomerId[] {
    switch (key) {
      case 'number': {
        const found = lookup.byNumber(value)
        if (found?.isInBin === 1) throw new AppError('conflict', 'import-row-number-taken', { value })
        const id = found?.id ?? lookup.byReference(NUMBER_SYSTEM, value)?.id
        return id === undefined ? [] : [id]
      }
      case 'email':
      case 'phone':
        return [...new Set(lookup.byContact(value).map(({ id }) => id))]
      case 'externalId':
      case 'uid': {
        const found = lookup.byReference(key === 'uid' ? 'vcard' : 'csv', value)
        return found ? [found.id] : []
      }
    }
  }
  return {
    find(draft) {
      const value = keyValue(draft, key)
      if (value === '') throw new AppError('invalid', 'import-row-key-missing')
      if (repeated.has(hash53(value))) throw new AppError('conflict', 'import-row-key-twice', { value })
      const [first, ...more] = holders(value).filter((id) => !made.has(id))
      if (more.length > 0) throw new AppError('conflict', 'import-row-key-several', { value })
      return first ?? null
    },
    noteMade: (id) => void made.add(id),
  }
}
