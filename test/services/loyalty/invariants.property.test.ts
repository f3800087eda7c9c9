import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '#contract'
import type { AccountId, CustomerId, IsoDate, PurchaseId, Tier } from '#contract'
import { AppError } from '../../../electron/database/app-error.ts'
import { fixedClock } from '../../../electron/database/clock.ts'
import { ledgerOf } from '../../../electron/services/loyalty/ledger.ts'
import { pointsFor } from '../../../electron/services/loyalty/loyalty.rules.ts'
import { endedRest } from '../../../electron/services/loyalty/lots.rules.ts'
import { receiptPoints } from '../../../electron/services/loyalty/receipt-points.ts'
import { redeeming } from '../../../electron/services/loyalty/redeem.ts'
import { ledgerInMemory } from '../../support/ledger-in-memory.ts'

const RUNS = Number(process.env['POINT_HISTORIES'] ?? 10_000)
const who = fc.nat(1)
const which = fc.nat(6)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('earn' as const), who, base: fc.integer({ min: 0, max: 9000 }), daysAgo: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('return' as const), which, part: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('redeem' as const), who, points: fc.integer({ min: 1, max: 60 }), onReceipt: fc.boolean(), which }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('adjust' as const), who, points: fc.integer({ min: -30, max: 30 }).filter((n) => n !== 0) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('clock' as const), days: fc.constantFrom(1, 14, 200, 400, 1200, -1, -300) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tier' as const), bp: fc.constantFrom(null, 12_500, 15_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('programme' as const), rate: fc.integer({ min: 1, max: 3 }), worth: fc.constantFrom(50, 100, 150) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer A> ? A : never

interface Receipt {
  id: PurchaseId
  base: number
  left: number
  isVoided: boolean
}
/** Two customers with what a shop does with their points; undo books against everything that one step wrote, as the operations do. */
function shop() {
  const clock = fixedClock('2026-03-12')
  let last = 0
  const newId = Object.assign(() => ++last, { save() {}, reload() {} })
  const table = ledgerInMemory()
  const ledger = ledgerOf({ clock, newId }, table)
  const programme = { pointsPerEuro: 1, pointYears: 1, pointWorth: 100, pointMinimum: 1, pointPendingDays: 0 }
  let tierBp: number | null = null
  const tierOn = () => (tierBp === null ? null : ({ id: 1, multiplierBp: tierBp } as unknown as Tier))
  const points = receiptPoints({ clock, newId, ledger, programme: () => programme, tierOn, bonuses: { reading: () => () => [] } })
  const receipts: Receipt[] = []
  const shares = new Map<number, { receipt: Receipt; cents: number; of: number }>()
  const redeemed = redeeming({
    clock,
    newId,
    recorder: { describe() {} } as never,
    ledger,
    programme: () => programme,
    customers: { require: () => null },
    receipts: () => ({
      dayOf: (id) => (receipts.some((receipt) => receipt.id === id && !receipt.isVoided) ? clock.today() : undefined),
      reduce({ purchaseId, cents, sourceId }) {
        const receipt = receipts.find(({ id }) => id === purchaseId)!
        if (cents > receipt.left) throw new AppError('conflict', 'reduction-too-large')
        receipt.base -= cents
        receipt.left -= cents
        shares.set(sourceId, { receipt, cents, of: receipt.left })
        points.takeBack({ purchaseId, remainingBase: receipt.left })
      },
    }),
  })
  const kept = (entryId: number) => {
    const share = shares.get(entryId)!
    return { cents: share.cents, keptCents: share.of === 0 ? 0 : Math.round((share.cents * share.receipt.left) / share.of) }
  }
  const customers = [1, 2] as CustomerId[]
  const accounts = customers.map((customer) => ledger.accountOf(customer))
  let owner: [CustomerId, CustomerId] = [1, 2] as [CustomerId, CustomerId]
  const done: { ids: number[]; receipt?: Receipt; was?: Pick<Receipt, 'base' | 'left' | 'isVoided'> }[] = []

  function act(next: Step): void {
    const receipt = 'which' in next ? receipts[next.which % Math.max(1, receipts.length)] : undefined
    switch (next.do) {
      case 'earn': {
        const id = newId() as PurchaseId
        receipts.push({ id, base: next.base, left: next.base, isVoided: false })
        const purchase = { id, customerId: owner[next.who]!, day: addDays(clock.today(), -next.daysAgo), baseCents: next.base }
        points.earn(purchase)
        expect(points.earn(purchase)).toBe(0)
        return
      }
      case 'return':
        if (!receipt || receipt.isVoided) return
        receipt.left = next.part === 4 ? 0 : Math.floor((receipt.left * next.part) / 4)
        redeemed.giveBack({ purchaseId: receipt.id, kept })
        points.takeBack({ purchaseId: receipt.id, remainingBase: receipt.left })
        return
      case 'redeem':
        redeemed.redeem({ customerId: owner[next.who]!, points: next.points, ...(next.onReceipt && receipt ? { purchaseId: receipt.id } : {}) })
        return
      case 'adjust': {
        const accountId = ledger.accountOf(owner[next.who]!)
        if (table.balance(owner[next.who]!) + next.points < 0) return
        const expiresOn = next.points > 0 ? (`${Number(clock.today().slice(0, 4)) + 1}-12-31` as IsoDate) : null
        ledger.book({ accountId, kind: 'ADJUST', points: next.points, expiresOn, key: `adjust:${newId()}` })
        return
      }
      case 'clock':
        clock.set(addDays(clock.today(), next.days))
        return
      case 'tier':
        tierBp = next.bp
        return
      case 'programme':
        programme.pointsPerEuro = next.rate
        programme.pointWorth = next.worth
        return
      case 'merge':
        table.move(accounts[1]!, accounts[0]!)
        owner = [customers[0]!, customers[0]!]
        return
      case 'undo': {
        const step = done.splice(next.which % Math.max(1, done.length), 1)[0]
        if (!step) return
        for (const id of step.ids.toReversed()) ledger.takeOutOfForce(id)
      }
    }
  }
  return { clock, table, ledger, points, receipts, accounts, act, done }
}

/** What domain.md §6.1 demands of an account at any time. */
function check({ table, ledger, clock }: ReturnType<typeof shop>, accountId: AccountId): void {
  const rows = table.rows.filter((row) => row.accountId === accountId)
  const balance = rows.reduce((sum, { points }) => sum + points, 0)
  const { lots, debt } = ledger.lots(accountId)
  const rests = lots.reduce((sum, { rest }) => sum + rest, 0)
  expect(rests - debt).toBe(balance)
  expect(debt).toBeGreaterThanOrEqual(0)
  if (debt > 0) expect(rests).toBe(0)
  for (const { rest, points } of lots) {
    expect(rest).toBeGreaterThanOrEqual(0)
    expect(rest).toBeLessThanOrEqual(points)
  }
  expect(endedRest(ledger.lots(accountId), clock.today())).toBe(0)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  expect(rows.filter(({ reversesId }) => reversesId !== null).length).toBe(new Set(rows.flatMap(({ reversesId }) => reversesId ?? [])).size)
}

it(
  `keeps every account sound over ${RUNS} histories of earning, redeeming, ending, returns, undo, merging, tiers and clock jumps`,
  () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
        const here = shop()
        for (const next of steps) {
          const from = here.table.rows.length
          try {
            here.act(next)
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            // A refusal is rolled back by the operation around it.
            here.table.rows.length = from
          }
          if (next.do === 'redeem' || next.do === 'adjust')
            here.done.push({ ids: here.table.rows.slice(from).flatMap(({ id, kind }) => (kind === 'EXPIRE' ? [] : id)) })
          for (const accountId of here.accounts) {
            here.ledger.endOn(accountId, here.clock.today())
            expect(here.ledger.endOn(accountId, here.clock.today())).toBe(false)
            check(here, accountId)
          }
          for (const { kind } of here.table.rows.slice(from)) seen.add(kind)
        }
      }),
      { numRuns: RUNS },
    )
    // The histories must reach what they are about.
    expect([...seen].toSorted()).toEqual(['ADJUST', 'EARN', 'EXPIRE', 'REDEEM', 'REV_EARN', 'REV_REDEEM'])
  },
  Math.max(240_000, RUNS * 10),
)

it('returns in any order come to the whole receipt, at the rate and multiplier of then', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90_000 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), (base, parts) => {
      const here = shop()
      here.act({ do: 'tier', bp: 15_000 })
      here.act({ do: 'earn', who: 0, base, daysAgo: 0 })
      here.act({ do: 'tier', bp: null })
      here.act({ do: 'programme', rate: 3, worth: 50 })
      const { id } = here.receipts[0]!
      let left = base
      for (const part of parts) {
        left -= Math.floor((left * part) / 10)
        here.points.takeBack({ purchaseId: id, remainingBase: left })
        expect(here.table.balance(1 as CustomerId)).toBe(pointsFor(left, 1, 15_000))
      }
      here.points.takeBack({ purchaseId: id, remainingBase: 0 })
      expect(here.table.balance(1 as CustomerId)).toBe(0)
    }),
    { numRuns: 300 },
  )
})
