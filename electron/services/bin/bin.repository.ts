import type { CustomerId, OperationId, Points, Timestamp } from '#contract'
import { columnsOf } from '../../database/change-log.ts'
import { customerTables } from '../../database/customer-tables.ts'
import type { Db } from '../../database/open.ts'

interface BinRow {
  id: CustomerId
  number: string
  deletedAt: Timestamp
  operationId: OperationId | null
  purchases: number
  points: Points
  cards: number
}
/** In the bin lies who was laid there: not who became another one, and not who was forgotten. */
const IN_BIN = 'deleted_at is not null and merged_into_id is null and erased_at is null'

/** Reads the bin, and empties what is a customer's by the rules of `customerTables`. */
export function binRepository(db: Db) {
  const page = db.prepare<[number, number], BinRow>(
    `select c.id, c.number, c.deleted_at as deletedAt,
       (select h.operation_id from change h
        where h.customer_id = c.id and h.table_name = 'customer' and h.after ->> 'deleted_at' = c.deleted_at
        order by h.operation_id desc limit 1) as operationId,
       (select count(*) from purchase where customer_id = c.id and kind = 'purchase' and voided_at is null) as purchases,
       (select coalesce(sum(e.points), 0) from loyalty_account l join point_entry e on e.account_id = l.id where l.customer_id = c.id) as points,
       (select count(*) from loyalty_account l join card k on k.account_id = l.id where l.customer_id = c.id) as cards
     from customer c where ${IN_BIN} order by c.deleted_at desc, c.id desc limit ? offset ?`,
  )
  const count = db.prepare<[], number>(`select count(*) from customer where ${IN_BIN}`).pluck()
  const all = db.prepare<[], CustomerId>(`select id from customer where ${IN_BIN} order by id`).pluck()
  const before = db.prepare<[Timestamp, number], CustomerId>(`select id from customer where ${IN_BIN} and deleted_at < ? order by id limit ?`).pluck()
  const mergedInto = db.prepare<[CustomerId], CustomerId>('select id from customer where merged_into_id = ? order by id').pluck()
  const hasLedger = db
    .prepare<{ id: CustomerId }, number>(
      `select exists (select 1 from purchase where customer_id = @id)
         or exists (select 1 from loyalty_account l join point_entry e on e.account_id = l.id where l.customer_id = @id)`,
    )
    .pluck()
  const forget = db.prepare<{ id: CustomerId; at: Timestamp }>(
    `update customer set kind = 'person', salutation = 'none', title = '', first_name = '', last_name = '–', name_addition = '', firm_name = '',
       address_form = 'formal', birth_day = null, birth_month = null, birth_year = null, memo = '', source = '', extra = '{}', letter_greeting = '',
       merged_into_id = null, deleted_at = @at, erased_at = @at where id = @id`,
  )
  const forgetNotes = db.prepare<[CustomerId]>(
    `update purchase set note = '', customer_hint = '', discount_reason = '' where customer_id = ? and note || customer_hint || discount_reason <> ''`,
  )
  // An article says what was sold; a line written by hand may say to whom.
  const forgetLines = db.prepare<[CustomerId]>(
    "update purchase_line set text = '' where text <> '' and purchase_id in (select id from purchase where customer_id = ?)",
  )
  const forgetReasons = db.prepare<[CustomerId]>(
    "update point_entry set reason = '' where reason <> '' and account_id = (select id from loyalty_account where customer_id = ?)",
  )
  const forgetRows = db.prepare<[CustomerId]>('update import_row set raw = null, problems = null where customer_id = ?')
  const emptied = () => customerTables.filter(({ table, column, erase }) => erase === 'delete' && columnsOf(db, table).includes(column))

  return {
    page: (limit: number, offset: number) => page.all(limit, offset),
    count: () => count.get() ?? 0,
    all: () => all.all(),
    laidBefore: (at: Timestamp, most: number) => before.all(at, most),
    mergedInto: (id: CustomerId) => mergedInto.all(id),
    hasLedger: (id: CustomerId) => hasLedger.get({ id }) === 1,
    /** Everything that says who somebody is. Figures stay. Only while erasing is allowed; see `whilePurging`. */
    empty(id: CustomerId): void {
      for (const { table, column } of emptied()) db.prepare<[CustomerId]>(`delete from ${table} where ${column} = ?`).run(id)
      forgetRows.run(id)
    },
    anonymise(id: CustomerId, at: Timestamp): void {
      forgetNotes.run(id)
      forgetLines.run(id)
      forgetReasons.run(id)
      forget.run({ id, at })
    },
  }
}
