import type { CustomerId } from '#contract'
import { customerTables } from '../../database/customer-tables.ts'
import type { CustomerTable } from '../../database/customer-tables.ts'
import { columnsOf } from '../../database/change-log.ts'
import type { Db } from '../../database/open.ts'
import type { ConsentsService } from '../consents/consents.service.ts'

type Names = { survivor: number; other: number; all: string }
interface Counts {
  moves: Record<string, number>
  stays: Record<string, number>
}

/** Carries rows from one customer to another by the rules of `customerTables`. */
export function customerMoves(db: Db, consents: Pick<ConsentsService, 'takeOver'>) {
  const account = db.prepare<[CustomerId], number>('select id from loyalty_account where customer_id = ?').pluck()
  let known: readonly CustomerTable[] | null = null
  /** The rules whose tables this file has. */
  const rules = () => (known ??= customerTables.filter(({ table, column }) => columnsOf(db, table).includes(column)))
  const stays = (rule: CustomerTable) => (rule.stays === undefined ? 'false' : `(${rule.stays})`)

  /** Whom a row names: the customer, or his account; null where he has none. */
  function names({ column }: CustomerTable, survivorId: CustomerId, otherId: CustomerId, all: readonly CustomerId[]): Names | null {
    if (column !== 'account_id') return { survivor: survivorId, other: otherId, all: JSON.stringify(all) }
    const other = account.get(otherId)
    return other === undefined ? null : { survivor: account.get(survivorId) ?? 0, other, all: JSON.stringify(all) }
  }

  return {
    /** How many rows of a customer would go to the survivor, and how many stay because the survivor has the same. */
    count(survivorId: CustomerId, otherId: CustomerId, all: readonly CustomerId[]): Counts {
      const counts: Counts = { moves: {}, stays: {} }
      for (const rule of rules().filter(({ merge }) => merge === 'move')) {
        const who = names(rule, survivorId, otherId, all)
        if (who === null) continue
        const { total, kept } = db
          .prepare<[Names], { total: number; kept: number }>(
            `select count(*) as total, coalesce(sum(${stays(rule)}), 0) as kept from ${rule.table} as r where r.${rule.column} = @other`,
          )
          .get(who)!
        const add = (into: Record<string, number>, rows: number) => rows > 0 && (into[rule.table] = (into[rule.table] ?? 0) + rows)
        add(counts.moves, total - kept)
        add(counts.stays, kept)
      }
      return counts
    },
    /** Must run inside an operation; both accounts are there if either has one. */
    move(survivorId: CustomerId, otherId: CustomerId, all: readonly CustomerId[]): void {
      for (const rule of rules()) {
        const who = names(rule, survivorId, otherId, all)
        if (who === null) continue
        if (rule.merge === 'strictest') consents.takeOver(otherId, survivorId)
        if (rule.merge !== 'move') continue
        const { table, column } = rule
        // Lists with an order: what comes is put behind what is there.
        const place = columnsOf(db, table).includes('position')
          ? `, position = position + 1 + coalesce((select max(position) from ${table} where ${column} = @survivor), -1)`
          : ''
        db.prepare<[Names]>(
          `update ${table} set ${column} = @survivor${place}
           where rowid in (select r.rowid from ${table} as r where r.${column} = @other and not ${stays(rule)})`,
        ).run(who)
      }
    },
  }
}
