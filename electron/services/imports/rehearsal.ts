import type { CustomerId } from '#contract'
import type { CustomerWriter } from '../customers/customers.service.ts'
import { emptyDraft } from './draft.ts'
import type { CustomerBook } from './import-rows.ts'
import { recordOf } from './merge.rules.ts'
import type { KnownCustomer } from './merge.rules.ts'
import type { OwnFields } from './own-fields.ts'

const NOTHING: KnownCustomer = {
  ...recordOf(emptyDraft()),
  number: '',
  extra: '{}',
  details: [],
  addresses: [],
  references: [],
}

const FIELDS = Object.keys(NOTHING) as (keyof KnownCustomer)[]

/** As text, without what a customer does not have: of 100,000 most have little. */
function compact(known: KnownCustomer): string {
  const stated: Partial<Record<keyof KnownCustomer, unknown>> = {}
  for (const field of FIELDS) {
    const value = known[field]
    if (value !== NOTHING[field] && !(Array.isArray(value) && value.length === 0)) stated[field] = value
  }
  return JSON.stringify(stated)
}

/** Takes customers without writing any: what is made or changed is remembered as compact text, so that later rows of the file see it. */
export function rehearsal(writer: Pick<CustomerWriter, 'current'>, ownFields?: OwnFields): CustomerBook {
  const remembered = new Map<CustomerId, string>()
  let lastId = 0
  const current = (id: CustomerId): KnownCustomer | undefined => {
    const text = remembered.get(id)
    return text === undefined ? writer.current(id) : { ...NOTHING, ...(JSON.parse(text) as Partial<KnownCustomer>) }
  }
  const remember = (id: CustomerId, known: KnownCustomer) => void remembered.set(id, compact(known))
  return {
    current,
    insert(draft) {
      const { number = '', extra = {}, references = [], ...record } = recordOf(draft)
      // Below zero, where no customer is.
      const id = --lastId as CustomerId
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
    // Customers that only the rehearsal knows have ids below zero, and no values yet.
    setOwn: (id, values) => id < 0 || (ownFields?.differs(id, values) ?? false),
  }
}
