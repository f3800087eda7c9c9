import type { CustomerId } from '#contract'
import { customerTables } from '../../database/customer-tables.ts'
import type { CustomerTable } from '../../database/customer-tables.ts'
import { columnsOf } from '../../database/change-log.ts'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'

type Names = { survivor: number; other: number; all: string }
interface Counts {
  moves: Record<string, number>
  stays: Record<string, number>
}

/** Carries rows from one customer to another by the rules of `customerTables`. */
export function customerMoves(db: Db, newId: NewId) {
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
        if (rule.merge === 'strictest') sayStrictest(rule.table, who)
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

  /**
   * The strictest consent wins: a refusal or withdrawal of the one merged away is said again for a survivor who had granted, and so is
   * everything on channels of which the survivor has said nothing. Nothing is rewritten: the ledger only grows.
   */
  function sayStrictest(table: string, who: Names): void {
    const columns = columnsOf(db, table).filter((column) => column !== 'id' && column !== 'customer_id')
    const newest = (whose: string) =>
      `select * from ${table} as c where c.customer_id = ${whose} and c.id = (
         select max(id) from ${table} where customer_id = c.customer_id and channel = c.channel)`
    const stricter = db
      .prepare<[Names], { id: number }>(
        `select o.id from (${newest('@other')}) as o left join (${newest('@survivor')}) as s on s.channel = o.channel
         where s.id is null or (s.state = 'granted' and o.state <> 'granted') order by o.id`,
      )
      .all(who)
    for (const { id } of stricter)
      db.prepare<[number, number, number]>(
        `insert into ${table} (id, customer_id, ${columns.join(', ')}) select ?, ?, ${columns.join(', ')} from ${table} where id = ?`,
      ).run(newId(), who.survivor, id)
  }
}
