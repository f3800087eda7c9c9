import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { dayNumber, dayText, standingAt } from './reference.ts'
import type { Receipt } from './reference.ts'

const START = '2026-02-27'
/** Days of demand of the four articles; 0: not known. */
const DEMAND = [0, 30, 45, 200]

/** What happens to one customer in one operation. Days are counted back from today: most purchases are copied later. */
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('buy' as const), ago: fc.nat(1000), cents: fc.nat(20_000), article: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('buy' as const), ago: fc.nat(3), cents: fc.constantFrom(0, 5000), article: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('return' as const), which: fc.nat(9), share: fc.constantFrom(1, 1, 0.5), after: fc.nat(400) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return-unknown' as const), ago: fc.nat(500), cents: fc.nat(9000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rest' as const) }) },
)
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never
/** What happens to the whole shop: one operation for all customers at once, a merge of two, undo, or some days pass. */
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('book' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), pairs: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 8, maxLength: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sleep' as const), days: fc.integer({ min: 1, max: 90 }) }) },
)
export type ShopEvent = typeof event extends fc.Arbitrary<infer E> ? E : never
const history = fc.array(action, { minLength: 6, maxLength: 6 })
/** Many histories that live in one shop; the first events are bookings, so that everybody has a past. */
export const shops = (customers: number) =>
  fc.record({
    histories: fc.array(history, { minLength: customers, maxLength: customers }),
    events: fc
      .array(event, { minLength: 5, maxLength: 8 })
      .map((events): ShopEvent[] => [{ kind: 'book' }, { kind: 'book' }, ...events, { kind: 'book' }]),
  })

/** The app and the reference side by side. */
export class RandomShop {
  readonly house: House = openHouse({ today: START })
  readonly customers: CustomerId[] = []
  private readonly histories: readonly (readonly Action[])[]
  private receipts: Receipt[] = []
  private mergedInto = new Map<number, number>()
  private readonly before: { receipts: Receipt[]; mergedInto: Map<number, number> }[] = []
  private round = 0

  constructor(histories: readonly (readonly Action[])[]) {
    this.histories = histories
    const { db, services } = this.house
    const article = db.prepare("insert into article (id, number, name, demand_days, created_at) values (?, ?, 'Artikel', ?, '')")
    DEMAND.forEach((days, index) => article.run(index + 1, String(index), days || null))
    const insert = db.prepare(
      `insert into customer (id, number, kind, last_name, created_on, created_at, updated_at) values (?, ?, 'person', ?, '2026-01-01', '', '')`,
    )
    services.operations.run({ call: 'customers.create' }, () => {
      for (const [index] of histories.entries()) {
        const id = services.newId() as CustomerId
        insert.run(id, String(index + 1), `Kunde ${index}`)
        this.customers.push(id)
      }
    })
  }

  async happen(event: ShopEvent): Promise<void> {
    switch (event.kind) {
      case 'book':
        return this.book()
      case 'merge':
        for (const [a, b] of event.pairs) await this.merge(this.customers[a % this.customers.length]!, this.customers[b % this.customers.length]!)
        return
      case 'undo': {
        const known = this.before.pop()
        if (!known) return
        await this.house.job('operations.undoLast', {})
        this.receipts = known.receipts
        this.mergedInto = known.mergedInto
        return
      }
      case 'sleep':
        this.house.clock.set(dayText(dayNumber(this.house.clock.today()) + event.days))
        this.house.services.startDay()
    }
  }
  private remember(): void {
    this.before.push({ receipts: this.receipts.map((receipt) => ({ ...receipt })), mergedInto: new Map(this.mergedInto) })
  }
  private book(): void {
    const { db, services, clock } = this.house
    const purchase = db.prepare(
      `insert into purchase (id, customer_id, kind, returns_id, day, counts_on, total_cents, list_cents, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, '')`,
    )
    const line = db.prepare(
      `insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents) values (?, ?, 0, ?, 1000, ?, ?)`,
    )
    const voided = db.prepare("update purchase set voided_at = '2026-01-01' where id = ?")
    this.remember()
    const today = dayNumber(clock.today())
    let rows = 0
    const add = (receipt: Omit<Receipt, 'id' | 'returns' | 'isVoided'>, returns: number | null, article: number | null) => {
      const id = services.newId()
      const [day, countsOn] = [dayText(receipt.day), dayText(receipt.countsOn)]
      purchase.run(id, receipt.owner, receipt.isReturn ? 'return' : 'purchase', returns, day, countsOn, receipt.cents, receipt.cents)
      if (article !== null) line.run(services.newId(), id, article + 1, receipt.cents, receipt.cents)
      this.receipts.push({ ...receipt, id, returns, isVoided: false })
      rows++
    }
    services.operations.run({ call: 'purchases.record' }, () => {
      for (const [index, customer] of this.customers.entries()) {
        if (this.mergedInto.has(customer)) continue
        const action = this.histories[index]![this.round % this.histories[index]!.length]!
        const own = this.receipts.filter((receipt) => receipt.owner === customer && !receipt.isVoided)
        const bought = own.filter((receipt) => !receipt.isReturn)
        if (action.kind === 'buy') {
          const day = today - action.ago
          const cents = action.cents
          add({ owner: customer, isReturn: false, day, countsOn: day, cents, demandDays: DEMAND[action.article]! }, null, action.article)
        } else if (action.kind === 'return' && bought.length > 0) {
          const original = bought[action.which % bought.length]!
          const day = Math.min(today, original.day + action.after)
          const left = own.reduce((sum, { returns, cents: back }) => (returns === original.id ? sum + back : sum), original.cents)
          const cents = 0 - Math.floor(left * action.share)
          add({ owner: customer, isReturn: true, day, countsOn: original.countsOn, cents, demandDays: 0 }, original.id, null)
        } else if (action.kind === 'return-unknown') {
          const day = today - action.ago
          add({ owner: customer, isReturn: true, day, countsOn: day, cents: 0 - action.cents, demandDays: 0 }, null, null)
        } else if (action.kind === 'void' && own.length > 0) {
          const gone = own[action.which % own.length]!
          // What came back of a receipt goes with it.
          for (const receipt of own.filter(({ id, returns }) => id === gone.id || returns === gone.id)) {
            voided.run(receipt.id)
            receipt.isVoided = true
            rows++
          }
        }
      }
    })
    if (rows === 0) this.before.pop()
    this.round++
  }
  private async merge(survivor: CustomerId, other: CustomerId): Promise<void> {
    if (survivor === other || this.mergedInto.has(survivor) || this.mergedInto.has(other)) return
    this.remember()
    await this.house.call('customers.merge', { survivorId: survivor, otherIds: [other] })
    for (const receipt of this.receipts) if (receipt.owner === other) receipt.owner = survivor
    this.mergedInto.set(other, survivor)
  }

  private expected(customer: number, day: number) {
    return standingAt(
      this.receipts.filter(({ owner }) => owner === customer),
      day,
    )
  }
  /** What the list shows and what the log says, for everybody. */
  compareAll(): void {
    const today = dayNumber(this.house.clock.today())
    const shown = this.house.db
      .prepare<[], Record<string, unknown> & { customer: number }>(
        `select customer_id as customer, phase, phase_since as since, purchase_days as purchaseDays, purchase_days_24 as within24, first_day as first,
           second_day as second, last_day as last, window_ends as windowEnds, net12_cents as net12, total_cents as total,
           coalesce((select to_phase from phase_change h where h.customer_id = s.customer_id order by id desc limit 1), 'first-contact') as noted
         from customer_summary s order by customer_id`,
      )
      .all()
    const expected = this.customers
      .filter((customer) => !this.mergedInto.has(customer))
      .map((customer) => {
        const { phase, purchaseDays, within24, first, second, last, windowEnds, net12, total } = this.expected(customer, today)
        const since = second ?? first ?? '2026-01-01'
        return { customer, phase, since, purchaseDays, within24, first, second, last, windowEnds, net12, total, noted: phase }
      })
    // One by one first: a thousand rows side by side tell nobody anything.
    for (const [index, row] of shown.entries()) if (JSON.stringify(row) !== JSON.stringify(expected[index])) expect(row).toEqual(expected[index])
    expect(shown.length).toBe(expected.length)
  }
  /** `phases.of` for everybody, today and on a day of the past. */
  async compareDays(): Promise<void> {
    const today = dayNumber(this.house.clock.today())
    for (const [index, customerId] of this.customers.entries()) {
      if (this.mergedInto.has(customerId)) continue
      for (const day of [today, today - ((index * 37) % 800)]) {
        const { phase, isBound, isRegular, first, second, isMissed, openWindows } = this.expected(customerId, day)
        const of = await this.house.call('phases.of', { customerId, day: dayText(day) as IsoDate })
        expect({ ...of, why: null }).toEqual({
          phase,
          computedPhase: phase,
          isBound,
          isRegular,
          since: second ?? first ?? '2026-01-01',
          secondPurchaseMissed: isMissed,
          windows: openWindows,
          why: null,
        })
      }
    }
  }
}
