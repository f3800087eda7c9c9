import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId, IsoDate, Tier } from '#contract'
import { reviewsBetween, tierFor, yearUntil } from '../../../electron/services/loyalty/tier.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
})
afterEach(() => house.close())

const person = async (lastName: string) => (await house.call('customers.create', { kind: 'person', lastName })).id
const buy = async (totalCents: number, day = house.clock.today() as string, customerId = kern) =>
  (await house.call('purchases.record', { customerId, day: day as IsoDate, totalCents, allowUnusual: true })).purchase.id
const giveBack = (purchaseId: Awaited<ReturnType<typeof buy>>) => house.call('purchases.return', { purchaseId, day: house.clock.today() })
const tiers = (...all: readonly (readonly [string, number, number])[]) =>
  house.job('loyalty.saveTiers', { tiers: all.map(([name, limitCents, multiplierBp]) => ({ name, limitCents, multiplierBp })) })
const standing = async (customerId = kern) => (await house.call('loyalty.account', { customerId })).tier!
const at = async (customerId = kern) => (await standing(customerId)).tier?.name ?? null
function open(day: string) {
  house.clock.set(day)
  house.services.startDay()
}

describe('the rules of tiers', () => {
  it('include the lower limit, and know the 29th of February', () => {
    const silver = { id: 1, name: 'Silber', limitCents: 20_000, multiplierBp: 12_000 } as Tier
    expect([19_999, 20_000].map((net) => tierFor(net, [silver])?.name ?? null)).toEqual([null, 'Silber'])
    expect(yearUntil('2028-02-29' as IsoDate)).toEqual({ after: '2027-02-28', until: '2028-02-29' })
  })
  it('review on the first of each month since', () => {
    expect(reviewsBetween('2026-01-31' as IsoDate, '2026-04-01' as IsoDate)).toEqual(['2026-02-01', '2026-03-01', '2026-04-01'])
    expect(reviewsBetween('2026-01-01' as IsoDate, '2026-01-31' as IsoDate)).toEqual([])
  })
})

describe('a customer', () => {
  beforeEach(() => tiers(['Silber', 20_000, 12_000], ['Gold', 50_000, 15_000]))

  it('goes up at once, and is told what is missing to the next tier', async () => {
    await buy(19_999)
    expect(await standing()).toMatchObject({ tier: null, netCents: 19_999, next: { name: 'Silber', missingCents: 1 } })
    await buy(1)
    expect(await standing()).toMatchObject({ tier: { name: 'Silber' }, since: '2026-03-12', next: { name: 'Gold', missingCents: 30_000 } })
    await buy(30_000)
    expect(await standing()).toMatchObject({ tier: { name: 'Gold' }, next: null })
    expect((await standing()).history.map(({ from, to, cause }) => [from, to, cause])).toEqual([
      ['Silber', 'Gold', 'bought'],
      [null, 'Silber', 'bought'],
    ])
  })
  it('earns by the tier that held before the receipt, and gives back by it', async () => {
    const lifting = await buy(50_000)
    expect((await house.call('loyalty.account', { customerId: kern })).balance).toBe(500)
    const next = await buy(1786)
    expect((await house.call('loyalty.account', { customerId: kern })).balance).toBe(500 + 25)
    await giveBack(lifting)
    // The multiplier of the later receipt stays as it was.
    await giveBack(next)
    expect((await house.call('loyalty.account', { customerId: kern })).balance).toBe(0)
  })
  it('earns on a receipt that was copied late by the tier of its own day', async () => {
    await buy(50_000)
    open('2026-03-20')
    await buy(10_000, '2026-03-11')
    await buy(10_000, '2026-03-19')
    expect((await house.call('loyalty.account', { customerId: kern })).entries.map(({ points }) => points)).toEqual([150, 100, 500])
  })
  it('goes down on the first of a month after two reviews that found too little', async () => {
    await buy(20_000, '2025-04-10')
    expect(await at()).toBe('Silber')
    open('2026-04-11')
    expect(await at()).toBe('Silber')
    open('2026-05-01')
    expect(await standing()).toMatchObject({ tier: { name: 'Silber' }, isAtRisk: true })
    open('2026-06-02')
    expect(await at()).toBeNull()
    expect((await standing()).history[0]).toMatchObject({ from: 'Silber', to: null, cause: 'review', day: '2026-06-01' })
  })
  it('is saved by what is bought between two reviews', async () => {
    await buy(20_000, '2025-04-10')
    open('2026-05-01')
    await buy(20_000)
    open('2026-06-01')
    expect(await standing()).toMatchObject({ tier: { name: 'Silber' }, isAtRisk: false })
  })
  it('goes down at once when the receipt that lifted comes back, not when another does', async () => {
    const first = await buy(15_000)
    const lifting = await buy(5000)
    await giveBack(first)
    expect(await at()).toBe('Silber')
    await giveBack(lifting)
    expect(await at()).toBeNull()
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect(await at()).toBe('Silber')
  })
  it('falls back when the purchase that lifted is undone, and rises again with redo', async () => {
    await buy(20_000)
    await house.job('operations.undoLast', {})
    expect(await at()).toBeNull()
    await house.job('operations.redoLast', {})
    expect(await at()).toBe('Silber')
  })
  it('keeps the better tier of two who become one, and their own when they part', async () => {
    const brandt = await person('Brandt')
    await buy(50_000, '2025-04-10', brandt)
    await buy(20_000)
    open('2026-04-11')
    expect([await at(), await at(brandt)]).toEqual(['Silber', 'Gold'])
    const { mergeId } = await house.call('customers.merge', { survivorId: kern, otherIds: [brandt] })
    expect(await at()).toBe('Gold')
    await house.job('customers.undoMerge', { mergeId })
    expect([await at(), await at(brandt)]).toEqual(['Silber', 'Gold'])
  })
  it('counts only what gives points, after returns', async () => {
    house.db.exec("insert into article (id, number, name, is_voucher, created_at) values (1, 'G', 'Gutschein', 1, '2026-01-01T00:00:00.000Z')")
    const lines = [
      { articleId: 1 as never, quantity: 1, unitCents: 30_000 },
      { text: 'Rad', quantity: 1, unitCents: 19_000 },
    ]
    await house.call('purchases.record', { customerId: kern, day: house.clock.today(), lines })
    expect(await standing()).toMatchObject({ tier: null, netCents: 19_000 })
  })
})

describe('changing the tiers', () => {
  it('lifts everybody who reaches one, and undo takes it back', async () => {
    await buy(60_000)
    expect((await house.call('loyalty.account', { customerId: kern })).tier).toBeNull()
    expect(await tiers(['Silber', 20_000, 12_000], ['Gold', 50_000, 15_000])).toMatchObject({ tiers: 2, accounts: 1 })
    expect(await at()).toBe('Gold')
    expect((await house.call('loyalty.tiers', {})).map(({ name, accounts }) => [name, accounts])).toEqual([
      ['Silber', 0],
      ['Gold', 1],
    ])
    await house.job('operations.undoLast', {})
    expect((await house.call('loyalty.account', { customerId: kern })).tier).toBeNull()
  })
  it('moves those of a tier that is gone to what they reach', async () => {
    await tiers(['Silber', 20_000, 12_000], ['Gold', 50_000, 15_000])
    await buy(60_000)
    const [silver] = await house.call('loyalty.tiers', {})
    await house.job('loyalty.saveTiers', { tiers: [{ tierId: silver!.id, name: 'Silber', limitCents: 20_000, multiplierBp: 12_000 }] })
    expect(await at()).toBe('Silber')
  })
  it('lets two tiers change places', async () => {
    await tiers(['A', 20_000, 12_000], ['B', 50_000, 15_000])
    const [a, b] = await house.call('loyalty.tiers', {})
    const swapped = [
      { tierId: a!.id, name: 'A', limitCents: 50_000, multiplierBp: 12_000 },
      { tierId: b!.id, name: 'B', limitCents: 20_000, multiplierBp: 15_000 },
    ]
    await house.job('loyalty.saveTiers', { tiers: swapped })
    expect((await house.call('loyalty.tiers', {})).map(({ name }) => name)).toEqual(['B', 'A'])
  })
  it('refuses two of one name or one limit, and changes nothing', async () => {
    await expect(tiers(['Silber', 20_000, 12_000], ['silber', 50_000, 15_000])).rejects.toMatchObject({ failure: { reason: 'tier-name-twice' } })
    await expect(tiers(['Silber', 20_000, 12_000], ['Gold', 20_000, 15_000])).rejects.toMatchObject({ failure: { reason: 'tier-limit-twice' } })
    await expect(tiers(['Silber', 20_000, 5000])).rejects.toMatchObject({ failure: { reason: 'tier-multiplier-odd' } })
    expect(await house.call('loyalty.tiers', {})).toEqual([])
  })
})
