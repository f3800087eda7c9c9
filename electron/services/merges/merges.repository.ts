import type { CardStatus, Cents, CustomerId, IsoDate, OperationId, Phase, Points, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

interface SideFigures {
  purchases: number
  totalCents: Cents
  lastPurchase: IsoDate | null
  points: Points
  phase: Phase
}
interface MergedRow {
  id: CustomerId
  number: string
  operationId: OperationId
  at: Timestamp
}

/** What merging reads across capabilities, and the mark on the one that was merged away. */
export function mergesRepository(db: Db) {
  const figures = db.prepare<{ id: CustomerId }, SideFigures>(
    `select count(p.id) filter (where p.kind = 'purchase') as purchases, coalesce(sum(p.total_cents), 0) as totalCents,
       max(p.counts_on) filter (where p.kind = 'purchase') as lastPurchase,
       coalesce((select sum(points) from point_entry e join loyalty_account l on l.id = e.account_id where l.customer_id = @id), 0) as points,
       coalesce((select phase from customer_summary where customer_id = @id), 'first-contact') as phase
     from (select 1) left join purchase p on p.customer_id = @id and p.voided_at is null`,
  )
  const cards = db.prepare<[CustomerId], { number: string; status: CardStatus }>(
    'select k.number, k.status from card k join loyalty_account l on l.id = k.account_id where l.customer_id = ? order by k.id desc',
  )
  const markMerged = db.prepare<{ id: CustomerId; survivor: CustomerId; at: Timestamp }>(
    'update customer set deleted_at = @at, merged_into_id = @survivor where id = @id',
  )
  const setCreated = db.prepare<[IsoDate, Timestamp, CustomerId]>('update customer set created_on = ?, created_at = ? where id = ?')
  const accountSince = db
    .prepare<[string], IsoDate | null>('select min(opened_on) from loyalty_account where customer_id in (select value from json_each(?))')
    .pluck()
  const hasAccount = db.prepare<[CustomerId], number>('select 1 from loyalty_account where customer_id = ?').pluck()
  const merged = db.prepare<[CustomerId], MergedRow>(
    `select c.id, c.number, o.id as operationId, o.at
     from customer c join operation o on o.id = (
       select max(h.operation_id) from change h
       where h.customer_id = c.id and h.table_name = 'customer' and h.row_id = c.id and h.after ->> 'merged_into_id' = c.merged_into_id)
     where c.merged_into_id = ? order by o.id desc, c.id`,
  )
  const opposed = db.prepare<[OperationId]>(
    `update point_entry set account_id = (select e.account_id from point_entry e where e.id = point_entry.reverses_id)
     where reverses_id in (select row_id from change where operation_id = ? and table_name = 'point_entry')
       and account_id <> (select e.account_id from point_entry e where e.id = point_entry.reverses_id)`,
  )
  const MOVED = `(select row_id from change where operation_id = @id and table_name = 'purchase')`
  // A return booked since the merge goes to whose receipt it belongs to, and so does what it took back.
  const followReceipts = db.prepare<{ id: OperationId }>(
    `update purchase set customer_id = (select p.customer_id from purchase p where p.id = purchase.returns_id)
     where returns_id in ${MOVED} and customer_id is not (select p.customer_id from purchase p where p.id = purchase.returns_id)`,
  )
  const ACCOUNT = `(select l.id from loyalty_account l join purchase p on p.customer_id = l.customer_id where p.id = point_entry.purchase_id)`
  const followPurchases = db.prepare<{ id: OperationId }>(
    `update point_entry set account_id = ${ACCOUNT}
     where purchase_id in (select id from purchase where id in ${MOVED} or returns_id in ${MOVED}) and account_id <> ${ACCOUNT}`,
  )
  const survivorOf = db
    .prepare<[OperationId], CustomerId>(
      `select before ->> 'merged_into_id' from change
       where operation_id = ? and table_name = 'customer' and before ->> 'merged_into_id' is not null limit 1`,
    )
    .pluck()

  const first = db
    .prepare<[OperationId], OperationId>(
      `with recursive chain (id, undoes_id) as (
         select id, undoes_id from operation where id = ?
         union all select o.id, o.undoes_id from chain join operation o on o.id = chain.undoes_id)
       select id from chain where undoes_id is null`,
    )
    .pluck()

  return {
    figures: (id: CustomerId) => ({ ...figures.get({ id })!, cards: cards.all(id) }),
    markMerged: (id: CustomerId, survivor: CustomerId, at: Timestamp) => void markMerged.run({ id, survivor, at }),
    setCreated: (id: CustomerId, on: IsoDate, at: Timestamp) => void setCreated.run(on, at, id),
    /** Since when any of these customers has an account. */
    accountSince: (ids: readonly CustomerId[]) => accountSince.get(JSON.stringify(ids)) ?? null,
    hasAccount: (id: CustomerId) => hasAccount.get(id) === 1,
    mergedInto: (id: CustomerId) => merged.all(id),
    /** The first operation of a chain of undo and redo. */
    firstLink: (id: OperationId) => first.get(id) ?? id,
    /** Moves counter-entries to the account of what they stand against, and returns to their receipt, as far as this operation moved those. */
    moveCounterEntries(operationId: OperationId): void {
      // A counter-entry can have one of its own, so each round follows the last one.
      while (opposed.run(operationId).changes > 0);
      followReceipts.run({ id: operationId })
      followPurchases.run({ id: operationId })
    },
    /** With whom an undone merge had made its customers one. */
    survivorOf: (undoId: OperationId) => survivorOf.get(undoId) ?? null,
  }
}
