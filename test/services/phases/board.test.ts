import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId, Input, Phase } from '#contract'
import { standingOf } from '../../../electron/services/phases/phases.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

/** A customer with purchases of 50 € on these days. */
async function customer(lastName: string, ...days: string[]): Promise<CustomerId> {
  const { id } = await house.call('customers.create', { kind: 'person', lastName })
  for (const day of days) await house.call('purchases.record', { customerId: id, day: day as never, totalCents: 5000 })
  return id
}
async function shop() {
  await customer('Prospekt')
  await customer('Neu', '2026-03-01')
  await customer('Verpasst', '2026-01-10')
  await customer('Offen', '2026-01-11')
  await customer('Wieder', '2025-01-01', '2025-06-01')
  await customer('Stamm', '2025-02-01', '2025-05-01', '2025-08-01', '2025-11-01')
}
const names = async (input: Input<'phases.board'>) =>
  Object.fromEntries(
    (await house.call('phases.board', input)).columns.map(({ phase, count, cards }) => {
      expect(count).toBe(cards.length)
      return [phase, cards.map((card) => card.displayName).join(' ')]
    }),
  ) as Record<Phase, string>

describe('the board of phases', () => {
  it('stands empty with three columns', async () => {
    expect((await house.call('phases.board', {})).columns).toEqual(
      ['first-contact', 'after-purchase', 'repurchase'].map((phase) => ({
        phase,
        count: 0,
        averageDays: null,
        regulars: 0,
        secondPurchaseMissed: 0,
        cards: [],
        sections: [{ stepId: null, lane: null, count: 0, cards: [] }],
      })),
    )
  })
  it('counts who stands where, for how long, and who stayed away', async () => {
    await shop()
    const counts = (await house.call('phases.board', { limit: 1 })).columns.map(({ cards, sections: _sections, ...column }) => ({
      ...column,
      cards: cards.length,
    }))
    expect(counts).toEqual([
      { phase: 'first-contact', count: 1, averageDays: 0, regulars: 0, secondPurchaseMissed: 0, cards: 1 },
      { phase: 'after-purchase', count: 3, averageDays: 44, regulars: 0, secondPurchaseMissed: 1, cards: 1 },
      { phase: 'repurchase', count: 2, averageDays: 300, regulars: 1, secondPurchaseMissed: 0, cards: 1 },
    ])
  })
  it('sorts by who came last, who waits longest, name and value', async () => {
    await shop()
    await house.call('purchases.record', { customerId: await customer('Anton', '2026-02-01'), day: '2026-02-01' as never, totalCents: 90_000 })
    const order = async (sort: Input<'phases.board'>['sort']) => (await names({ sort }))['after-purchase']
    expect(await order('newest')).toBe('Neu Anton Offen Verpasst')
    expect(await order('longest')).toBe('Verpasst Offen Anton Neu')
    expect(await order('name')).toBe('Anton Neu Offen Verpasst')
    expect(await order('value')).toBe('Anton Offen Verpasst Neu')
  })
  it('filters and searches, counts included', async () => {
    await shop()
    const none = { 'first-contact': '', 'after-purchase': '', repurchase: '' }
    expect(await names({ filter: 'regulars' })).toEqual({ ...none, repurchase: 'Stamm' })
    expect(await names({ filter: 'second-purchase-missed' })).toEqual({ ...none, 'after-purchase': 'Verpasst' })
    expect(await names({ filter: 'window-open' })).toEqual({ ...none, 'after-purchase': 'Neu Offen' })
    expect(await names({ search: 'off' })).toEqual({ ...none, 'after-purchase': 'Offen' })
    expect(await names({ search: 'off', filter: 'regulars' })).toEqual(none)
    expect(await names({ search: '"' })).toEqual(none)
    const [card] = (await house.call('phases.column', { phase: 'repurchase', search: 'stamm' })).rows
    await house.call('cards.issue', { customerId: card!.customerId })
    expect(await names({ filter: 'with-card' })).toEqual({ ...none, repurchase: 'Stamm' })
    expect((await names({ filter: 'no-card' })).repurchase).toBe('Wieder')
  })
  it('pages through a column', async () => {
    await shop()
    const page = await house.call('phases.column', { phase: 'after-purchase', limit: 1, offset: 1 })
    expect([page.total, page.rows.map(({ displayName }) => displayName)]).toEqual([3, ['Offen']])
    expect(await house.call('phases.column', { phase: 'after-purchase', search: '"' })).toEqual({ rows: [], total: 0 })
  })
  it('leaves out who lies in the bin', async () => {
    const id = await customer('Weg', '2026-03-01')
    await house.call('customers.remove', { customerIds: [id] })
    expect((await names({}))['after-purchase']).toBe('')
  })
})

describe('why a customer stands there', () => {
  it('names the days that count and the window', async () => {
    const customerId = await customer('Verpasst', '2026-01-10', '2026-01-10')
    expect(await house.call('phases.explain', { customerId })).toEqual({
      card: {
        customerId,
        displayName: 'Verpasst',
        number: expect.any(String),
        phase: 'after-purchase',
        since: '2026-01-10',
        daysInPhase: 61,
        purchaseDays: 1,
        firstPurchase: '2026-01-10',
        lastPurchase: '2026-01-10',
        totalCents: 10_000,
        windowEnds: '2026-03-11',
        secondPurchaseMissed: true,
        isRegular: false,
        stepId: null,
        overrideUntil: null,
        phone: '',
      },
      days: [{ day: '2026-01-10', netCents: 10_000, windowEnds: '2026-03-11' }],
      computedPhase: 'after-purchase',
      override: null,
      step: null,
    })
    await expect(house.call('phases.explain', { customerId: 1 as CustomerId })).rejects.toMatchObject({ failure: { reason: 'customer-gone' } })
  })
  it('agrees with the rule for every customer of the shop', async () => {
    await shop()
    for (const { cards } of (await house.call('phases.board', {})).columns)
      for (const card of cards) {
        const { rows } = await house.call('purchases.listFor', { customerId: card.customerId })
        expect(
          standingOf(
            rows.map(({ day, totalCents }) => ({ day, cents: totalCents })),
            house.clock.today(),
          ),
        ).toEqual({
          phase: card.phase,
          purchaseDays: card.purchaseDays,
          since: card.phase === 'first-contact' ? null : card.since,
          first: card.firstPurchase,
          second: card.phase === 'repurchase' ? card.since : null,
          last: card.lastPurchase,
          windowEnds: card.windowEnds,
          secondPurchaseMissed: card.secondPurchaseMissed,
          isRegular: card.isRegular,
        })
      }
  })
})

describe('the history of phases', () => {
  const history = async (customerId: CustomerId) =>
    (await house.call('phases.history', { customerId })).map(({ from, to, day, trigger }) => [from, to, day, trigger])
  it('is written by what is bought, taken out and undone', async () => {
    const id = await customer('Kern', '2026-02-01', '2026-03-01')
    await customer('Sonst', '2026-03-01')
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect(await history(id)).toEqual([
      ['repurchase', 'after-purchase', '2026-03-12', 'purchases.record'],
      ['after-purchase', 'repurchase', '2026-03-01', 'purchases.record'],
      ['first-contact', 'after-purchase', '2026-02-01', 'purchases.record'],
    ])
  })
  it('does not grow when the phase stays', async () => {
    const id = await customer('Kern', '2026-02-01', '2026-02-01', '2026-03-01', '2026-03-05')
    await house.call('customers.update', { customerId: id, memo: 'Kaffee schwarz' })
    expect(await history(id)).toHaveLength(2)
  })
  it('cannot be rewritten', async () => {
    await customer('Kern', '2026-02-01')
    expect(() => house.db.exec('update phase_change set day = day')).toThrow('append-only')
    expect(() => house.db.exec('delete from phase_change')).toThrow('append-only')
  })
})
