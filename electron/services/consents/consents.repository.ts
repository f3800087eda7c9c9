import type { Consent, CustomerId } from '#contract'
import type { Db } from '../../database/open.ts'

/** A line as stored; `reversesId` is set on a counter-entry. */
export interface ConsentLine extends Consent {
  customerId: CustomerId
  reversesId: number | null
}

const COLUMNS = 'id, customer_id as customerId, channel, state, day, way, note, created_at as createdAt'

/** All SQL about consents. Lines are only ever added; a counter-entry takes one out of force. */
export function consentsRepository(db: Db) {
  const insert = db.prepare<[ConsentLine]>(
    `insert into consent (id, customer_id, channel, state, day, way, note, created_at, reverses_id)
     values (@id, @customerId, @channel, @state, @day, @way, @note, @createdAt, @reversesId)`,
  )
  const line = db.prepare<[number], ConsentLine>(`select ${COLUMNS}, reverses_id as reversesId from consent where id = ?`)
  const reversed = db.prepare<[number], number>('select exists (select 1 from consent where reverses_id = ?)').pluck()
  const inForce = db.prepare<[CustomerId], Consent>(
    `select id, channel, state, day, way, note, created_at as createdAt from consent_in_force where customer_id = ? order by day desc, id desc`,
  )
  const ofMany = db.prepare<[string], Consent & { customerId: CustomerId }>(
    `select f.customer_id as customerId, f.id, channel, state, day, way, note, created_at as createdAt
     from json_each(?) j cross join consent_in_force f on f.customer_id = j.value order by day desc, f.id desc`,
  )
  const purge = db.prepare<[CustomerId]>('delete from consent where customer_id = ?')
  return {
    add: (entry: ConsentLine) => void insert.run(entry),
    line: (id: number) => line.get(id),
    isReversed: (id: number) => reversed.get(id) === 1,
    /** Newest first. */
    inForce: (customerId: CustomerId) => inForce.all(customerId),
    inForceOf: (customerIds: readonly CustomerId[]) => ofMany.all(JSON.stringify(customerIds)),
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
