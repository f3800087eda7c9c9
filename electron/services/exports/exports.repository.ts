import type { Cents, CustomerId, ExportFormat, ExportRun, ExportRunId, IsoDate, Phase, Points, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Widths } from './export-columns.ts'

/** What the list shows of a customer beside what was entered. */
export interface Figures {
  phone: string
  email: string
  city: string
  phase: Phase
  purchaseDays: number
  lastPurchase: IsoDate | null
  net12Cents: Cents
  totalCents: Cents
  points: Points
  cardNumber: string | null
}

/** All SQL about exports: what left the program as a file, and how wide a table of customers must be. */
export function exportsRepository(db: Db) {
  const insert = db.prepare<[ExportRunId, Timestamp, ExportFormat, number, string]>(
    'insert into export_run (id, at, format, customers, file_name) values (?, ?, ?, ?, ?)',
  )
  const page = db.prepare<[number, number], ExportRun>(
    'select id, at, format, customers, file_name as fileName from export_run order by at desc, id desc limit ? offset ?',
  )
  const count = db.prepare<[], number>('select count(*) from export_run').pluck()
  const figures = db.prepare<[CustomerId], Figures>(
    `select phone, email, city, phase, purchase_days as purchaseDays, last_day as lastPurchase, net12_cents as net12Cents,
       total_cents as totalCents, points, card_number as cardNumber from customer_summary where customer_id = ?`,
  )
  const customers = db.prepare<[], number>('select count(*) from customer_summary').pluck()
  const details = db.prepare<[string], { kind: 'phone' | 'email' | 'web'; most: number }>(
    `select kind, max(n) as most from (select kind, count(*) as n from contact_detail
       where customer_id in (select value from json_each(?)) group by customer_id, kind) group by kind`,
  )
  const addresses = db
    .prepare<[string], number | null>(
      'select max(n) from (select count(*) as n from address where customer_id in (select value from json_each(?)) group by customer_id)',
    )
    .pluck()
  const persons = db
    .prepare<[string], number>(
      `select exists (select 1 from contact_person where customer_id in (select value from json_each(?)) and (role <> '' or phone <> '' or email <> ''))`,
    )
    .pluck()
  const references = db
    .prepare<[string], number>(
      `select exists (select 1 from external_reference where customer_id in (select value from json_each(?)) and system = 'csv')`,
    )
    .pluck()
  const greetings = db
    .prepare<[string], number>(`select exists (select 1 from customer where id in (select value from json_each(?)) and letter_greeting <> '')`)
    .pluck()
  return {
    add: ({ id, at, format, customers, fileName }: ExportRun) => void insert.run(id, at, format, customers, fileName),
    list: (limit: number, offset: number) => ({ rows: page.all(limit, offset), total: count.get() ?? 0 }),
    /** Undefined for a customer that is not in the list. */
    figures: (id: CustomerId) => figures.get(id),
    customers: () => customers.get() ?? 0,
    widths(ids: readonly CustomerId[]): Widths {
      const among = JSON.stringify(ids)
      const most = new Map(details.all(among).map((row) => [row.kind, row.most]))
      // One of each stands there also when nobody has one: whoever fills the table in elsewhere finds its place.
      const of = (kind: 'phone' | 'email' | 'web', least: number) => Math.max(least, most.get(kind) ?? 0)
      return {
        phone: of('phone', 1),
        email: of('email', 1),
        web: of('web', 0),
        address: Math.max(1, addresses.get(among) ?? 0),
        persons: persons.get(among) === 1,
        references: references.get(among) === 1,
        greetings: greetings.get(among) === 1,
      }
    },
  }
}
