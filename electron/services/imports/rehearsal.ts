import type { CustomerId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomerWriter } from '../customers/customers.service.ts'
import type { CustomerBook } from './import-rows.ts'
import { recordOf } from './merge.rules.ts'
import type { KnownCustomer } from './merge.rules.ts'

/** A shop has no million customers; a file of that many is a mistake, and rehearsing it would fill the memory. */
export const MAX_ROWS = 1_000_000

/** Takes customers without writing any: what is made or changed is remembered as compact text, so that later rows of the file see it. */
export function rehearsal(writer: Pick<CustomerWriter, 'current'>): CustomerBook {
  const remembered = new Map<CustomerId, string>()
  let lastId = 0
  const current = (id: CustomerId): KnownCustomer | undefined => {
    const text = remembered.get(id)
    return text === undefined ? writer.current(id) : (JSON.parse(text) as KnownCustomer)
  }
  const remember = (id: CustomerId, known: KnownCustomer) => void remembered.set(id, JSON.stringify(known))
  return {
    current,
    insert(draft) {
      const { number = '', extra = {}, references = [], ...record } = recordOf(draft)
      // Below zero, where no customer is.
      const id = --lastId as CustomerId
      if (remembered.size > MAX_ROWS) throw new AppError('invalid', 'import-file-too-large')
      remember(id, { ...record, number, extra: JSON.stringify(extra), references: [...references], details: draft.details })
      return id
    },
    change(id, { extra, references = [], details, ...change }) {
      const known = current(id)
      if (!known) return
      const stated = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<KnownCustomer>
      remember(id, {
        ...known,
        ...stated,
        details: details ? details.map((detail) => ({ ...detail, normal: detail.normal ?? null })) : known.details,
        extra: extra ? JSON.stringify(extra) : known.extra,
        references: [...known.references, ...references],
      })
    },
  }
}
