import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { expiryOf, pointsFor } from '../../../electron/services/loyalty/loyalty.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
})
afterEach(() => house.close())
const buy = (totalCents: number, day = '2026-03-12') => house.call('purchases.record', { customerId: kern, day: day as never, totalCents })
const adjust = (points: number, reason = 'Geburtstag') => house.call('loyalty.adjust', { customerId: kern, points, reason })
const account = () => house.call('loyalty.account', { customerId: kern })

describe('points of a receipt', () => {
  it('are its whole euros times the rate', () => {
    expect([99, 100, 199, 1786].map((cents) => pointsFor(cents, 1))).toEqual([0, 1, 1, 17])
    expect(pointsFor(1786, 3)).toBe(51)
    expect(pointsFor(1786, 0)).toBe(0)
  })
  it('stay valid to the end of the third year after', () => {
    expect(expiryOf('2026-01-01' as never, 3)).toBe('2029-12-31')
    expect(expiryOf('2026-12-31' as never, 3)).toBe('2029-12-31')
  })
  it('follow the rate that was set when they were earned', async () => {
    await buy(1000)
    await house.call('settings.update', { pointsPerEuro: 5 })
    const { purchase } = await buy(1000)
    expect((await account()).balance).toBe(60)
    await house.call('settings.update', { pointsPerEuro: 2 })
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect((await account()).balance).toBe(10)
  })
})

describe('the account', () => {
  it('does not exist before the first purchase or card', async () => {
    expect(await account()).toMatchObject({ accountId: null, balance: 0, openedOn: null, entries: [], total: 0 })
    await buy(50)
    expect(await account()).toMatchObject({ balance: 0, openedOn: '2026-03-12', total: 0 })
  })
  it('shows its entries newest first, page by page', async () => {
    for (const cents of [100, 200, 300]) await buy(cents)
    const page = await house.call('loyalty.account', { customerId: kern, limit: 2, offset: 1 })
    expect(page).toMatchObject({ balance: 6, total: 3 })
    expect(page.entries.map(({ points }) => points)).toEqual([2, 1])
  })
  it('names base, day and expiry of what was earned', async () => {
    const { purchase } = await buy(4990, '2025-06-01')
    expect((await account()).entries).toMatchObject([
      { kind: 'EARN', points: 49, day: '2025-06-01', purchaseId: purchase.id, baseCents: 4990, expiresOn: '2028-12-31', reversesId: null },
    ])
  })
})

describe('changing points by hand', () => {
  it('adds and takes, with a reason', async () => {
    expect(await adjust(50)).toEqual({ balance: 50 })
    expect(await adjust(-20, 'Doppelt gebucht')).toEqual({ balance: 30 })
    expect((await account()).entries.map(({ kind, points, reason }) => [kind, points, reason])).toEqual([
      ['ADJUST', -20, 'Doppelt gebucht'],
      ['ADJUST', 50, 'Geburtstag'],
    ])
  })
  it('does not go below zero, and says what is there', async () => {
    await adjust(50)
    await expect(adjust(-51)).rejects.toMatchObject({ failure: { code: 'conflict', reason: 'points-below-zero', detail: { balance: 50 } } })
    expect(await adjust(-50)).toEqual({ balance: 0 })
  })
  it('needs a reason and a number of points', async () => {
    await expect(adjust(5, '  ')).rejects.toMatchObject({ failure: { reason: 'points-reason-missing' } })
    await expect(adjust(0)).rejects.toMatchObject({ failure: { reason: 'points-zero' } })
    await expect(adjust(1_000_001)).rejects.toMatchObject({ failure: { reason: 'points-too-many' } })
  })
  it('can be paid into while in debt, but not drawn on', async () => {
    const { purchase } = await buy(10_000)
    await adjust(-80)
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect((await account()).balance).toBe(-80)
    await expect(adjust(-1)).rejects.toMatchObject({ failure: { reason: 'points-below-zero', detail: { balance: -80 } } })
    expect(await adjust(30)).toEqual({ balance: -50 })
  })
  it('is taken back by an entry against it and given again', async () => {
    await adjust(50)
    await house.job('operations.undoLast', {})
    expect((await account()).balance).toBe(0)
    await house.job('operations.redoLast', {})
    expect((await account()).entries.map(({ kind, points }) => [kind, points])).toEqual([
      ['ADJUST', 50],
      ['ADJUST', -50],
      ['ADJUST', 50],
    ])
  })
})

describe('the ledger', () => {
  it('cannot be rewritten or thinned out', async () => {
    await buy(4990)
    expect(() => house.db.exec('update point_entry set points = 1')).toThrow('append-only')
    expect(() => house.db.exec('delete from point_entry')).toThrow('append-only')
  })
  it('agrees with the balances that lists show, and tells where it does not', async () => {
    await buy(4990)
    expect(await house.call('loyalty.verify', {})).toEqual({ accounts: 1, entries: 1, differences: [] })
    house.db.prepare('update customer_summary set points = 7').run()
    expect(await house.call('loyalty.verify', {})).toEqual({
      accounts: 1,
      entries: 1,
      differences: [{ customerId: kern, shown: 7, computed: 49 }],
    })
  })
})
