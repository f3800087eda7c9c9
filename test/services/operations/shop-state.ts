import { expect } from 'vitest'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { inlineBackground } from '../../../electron/backend/background.ts'
import { silentLog } from '../../../electron/backend/log.ts'
import type { House } from '../../support/house.ts'

const PARTS = ['contact_detail', 'address', 'contact_person', 'customer_tag', 'external_reference'] as const

/**
 * Everything that undo must bring back. A customer with a ledger is laid in the bin instead of being deleted, and ledgers are
 * booked against instead of being shortened: to a reader that is the same, so only what is in force counts here.
 */
export function contentOf({ db }: House) {
  const rows = (sql: string) => db.prepare<[], Record<string, unknown>>(sql).all()
  const live = 'customer_id in (select id from customer where deleted_at is null)'
  return {
    customers: rows('select * from customer where deleted_at is null order by id'),
    parts: PARTS.map((table) => rows(`select * from ${table} where ${live} order by id`)),
    settings: rows('select * from setting order by key'),
    purchases: rows(
      'select id, customer_id, day, total_cents, kind, returns_id, counts_on, receipt_no, note from purchase where voided_at is null order by id',
    ),
    balances: rows(
      `select customer_id, sum(points) as points from point_entry join loyalty_account on loyalty_account.id = account_id
       group by customer_id having sum(points) <> 0 order by customer_id`,
    ),
    cards: rows('select id, account_id, number, status, issued_on, replaced_by_id from card order by id'),
  }
}

/** The read model without `place`, the free number by which list and search index keep their order; only that order is compared. */
function readModelOf({ db }: House) {
  const inOrder = db.prepare<[], { place: number; sort_name: string }>('select * from customer_summary order by place').all()
  const indexed = db.prepare<[], number>('select rowid from customer_search order by rowid').pluck().all()
  expect(indexed).toEqual(inOrder.map(({ place }) => place))
  return {
    names: inOrder.map(({ sort_name }) => sort_name),
    rows: inOrder.map((row) => ({ ...row, place: 0 })).toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))),
  }
}

const ABANDONED = `select count(*) from point_entry join loyalty_account on loyalty_account.id = account_id
  join customer on customer.id = customer_id where merged_into_id is not null`
/** Returns in force without their receipt, with another customer, or of more than was paid. */
const STRAY_RETURNS = `select count(*) from purchase r join purchase p on p.id = r.returns_id where r.voided_at is null and (
  p.voided_at is not null or r.customer_id is not p.customer_id
  or p.total_cents + (select sum(total_cents) from purchase where returns_id = p.id and voided_at is null) < 0)`
const count = (db: House['db'], sql: string) => db.prepare(sql).pluck().get()

/** What is derived must equal what a computation from scratch says, and no row may point into nothing. */
export function expectSoundness(house: House): void {
  const { db, clock, services } = house
  const base = { db, clock, newId: services.newId, recorder: services.operations, log: silentLog, background: inlineBackground(() => ({})) }
  const kept = readModelOf(house)
  customersService({ ...base, settings: settingsService(base) }).rebuildReadModel()
  expect(kept).toEqual(readModelOf(house))
  expect(db.pragma('foreign_key_check')).toEqual([])
  // Nothing is left behind with somebody who was merged away, and what stands against an entry stands on the same account.
  expect(count(db, 'select count(*) from purchase join customer on customer.id = customer_id where merged_into_id is not null')).toBe(0)
  expect(count(db, ABANDONED)).toBe(0)
  expect(count(db, STRAY_RETURNS)).toBe(0)
  expect(count(db, 'select count(*) from customer c join customer s on s.id = c.merged_into_id where s.merged_into_id is not null')).toBe(0)
  expect(
    count(db, 'select count(*) from point_entry counter join point_entry e on e.id = counter.reverses_id where e.account_id <> counter.account_id'),
  ).toBe(0)
  expect(count(db, 'select count(*) from change where operation_id not in (select id from operation)')).toBe(0)
  expect(db.prepare('select operation_id from current_operation').pluck().get()).toBeNull()
}
