import type { CustomerId } from '#contract'
import type { Db } from '../../database/open.ts'

/** Reads which customers are invented; nothing is written here. */
export function sampleRepository(db: Db) {
  const customers = db.prepare<[], CustomerId>('select id from customer where is_sample = 1 order by id').pluck()
  const purchases = db
    .prepare<[], number>('select count(*) from customer join purchase on customer_id = customer.id where is_sample = 1 and voided_at is null')
    .pluck()
  const hasOwn = db.prepare<[], number>('select exists (select 1 from customer where is_sample = 0)').pluck()
  return {
    customerIds: () => customers.all(),
    purchases: () => purchases.get() ?? 0,
    /** Whether there are customers besides, in the bin or not. */
    hasOwnCustomers: () => hasOwn.get() === 1,
  }
}
