import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomerId, IsoDate, PurchaseId } from '#contract'
import { WarningLevel } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { plus, shopGapOf, warningOf } from './reference.ts'
import type { History } from './reference.ts'

const TODAY = '2026-03-12'
const who = fc.nat(4)
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('buy' as const), who, ago: fc.nat(500), cents: fc.integer({ min: 1, max: 9000 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('take out' as const), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('mute' as const), who, days: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('pause' as const), who, days: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('object' as const), who, noScoring: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('merge' as const), who, other: who }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('days pass' as const), days: fc.integer({ min: 1, max: 90 }) }) },
)

/** What really lies in the tables, as the plain reckoning takes it. */
function histories({ db }: House): History[] {
  const all = <T>(sql: string, id: number) => db.prepare<[number], T>(sql).all(id)
  return db
    .prepare<[], number>('select id from customer where deleted_at is null')
    .pluck()
    .all()
    .map((id) => {
      const [setting] = all<{ until: string | null; isOut: number }>(
        'select paused_until as until, max(is_blocked, no_scoring) as isOut from care_setting where customer_id = ?',
        id,
      )
      return {
        id,
        receipts: all<{ day: string; cents: number }>(
          'select counts_on as day, total_cents as cents from purchase where customer_id = ? and voided_at is null',
          id,
        ).map((one) => ({ ...one, isVoided: false, lines: [] })),
        complaints: [],
        moods: [],
        pausedUntil: setting?.until ?? null,
        mute: all<{ since: string; until: string }>('select since, until from warning_mute where customer_id = ?', id)[0] ?? null,
        isOut: setting?.isOut === 1,
        words: [],
      }
    })
}

test(
  'whatever is booked back-dated, taken out, undone, merged, muted and paused, warnings equal a plain reckoning',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 22 }), async (steps) => {
        const house = openHouse({ today: TODAY })
        let today = TODAY
        const people: CustomerId[] = []
        for (let n = 0; n < 5; n++) people.push((await house.call('customers.create', { kind: 'person', lastName: `Kunde ${n}` })).id)
        const tried = (work: Promise<unknown>) => work.catch(() => undefined)
        for (const one of steps) {
          const customerId = 'who' in one ? people[one.who]! : people[0]!
          if (one.what === 'buy')
            await tried(house.call('purchases.record', { customerId, day: plus(today, -one.ago) as IsoDate, totalCents: one.cents }))
          else if (one.what === 'take out') {
            const purchaseId = house.db
              .prepare<[number], PurchaseId>('select id from purchase where customer_id = ? and voided_at is null limit 1')
              .pluck()
              .get(customerId)
            if (purchaseId !== undefined) await tried(house.call('purchases.remove', { purchaseId }))
          } else if (one.what === 'undo') await tried(house.job('operations.undoLast', {}))
          else if (one.what === 'mute') await tried(house.call('warnings.mute', { customerId, until: plus(today, one.days) as IsoDate }))
          else if (one.what === 'pause') await tried(house.call('care.save', { customerId, pausedUntil: plus(today, one.days) as IsoDate }))
          else if (one.what === 'object') await tried(house.call('care.save', { customerId, noScoring: one.noScoring }))
          else if (one.what === 'merge') await tried(house.call('customers.merge', { survivorId: customerId, otherIds: [people[one.other]!] }))
          else house.clock.set((today = plus(today, one.days)))
          const known = histories(house)
          const gap = shopGapOf(known, today)
          const expected = known.flatMap((history) => {
            const worst = warningOf(history, [], gap, today)
            return worst ? [`${history.id} ${WarningLevel.options[worst.level]} ${worst.rule}`] : []
          })
          const { rows } = await house.call('warnings.list', {})
          expect(rows.map((row) => `${row.customerId} ${row.level} ${row.rule}`).toSorted()).toEqual(expected.toSorted())
        }
        house.close()
      }),
      { numRuns: 40 },
    )
  },
)
