import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
beforeEach(() => void (house = openHouse({ today: '2026-07-16' })))
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
const customer = async (lastName: string) => (await house.call('customers.create', { kind: 'person', lastName })).id
async function buy(customerId: CustomerId, ...days: string[]) {
  for (const on of days) await house.call('purchases.record', { customerId, day: day(on), totalCents: 2000 })
}
/** domain.md §18. */
async function kern() {
  const id = await customer('Kern')
  await buy(id, '2026-03-01', '2026-03-31', '2026-04-28', '2026-05-31')
  return id
}
const levels = async (on?: string) =>
  (await house.call('warnings.list', on === undefined ? {} : { day: day(on) })).rows.map(
    ({ displayName, level, rule }) => `${displayName} ${level} ${rule}`,
  )

describe('the list of warnings', () => {
  test('names level, rule and figures as in domain.md §18, today and on another day', async () => {
    const customerId = await kern()
    const { rows, total, levels: counts } = await house.call('warnings.list', {})
    expect(rows).toMatchObject([
      {
        customerId,
        displayName: 'Kern',
        level: 'yellow',
        rule: 'E1',
        why: { key: 'rhythm', values: { usualDays: 30, daysNow: 46, lastDay: '2026-05-31' } },
        net12Cents: 8000,
        channel: 'counter',
        phone: { allowed: false, reason: 'never-asked' },
      },
    ])
    expect({ total, counts }).toEqual({ total: 1, counts: { yellow: 1, orange: 0, red: 0, lost: 0 } })
    expect(await levels('2026-07-30')).toEqual(['Kern orange E1'])
    expect(await levels('2026-07-07')).toEqual([])
  })
  test('is right again when days have passed or the clock was set back', async () => {
    await kern()
    expect(await levels()).toEqual(['Kern yellow E1'])
    house.clock.set('2026-08-29')
    expect(await levels()).toEqual(['Kern red E1'])
    house.clock.set('2026-07-01')
    expect(await levels()).toEqual([])
    house.clock.set('2026-10-28')
    expect(await levels()).toEqual(['Kern lost E1'])
  })
  test('begins with the most urgent, then with the highest value', async () => {
    for (const [name, last, cents] of [
      ['Alt', '2026-03-17', 100],
      ['Klein', '2026-05-01', 100],
      ['Groß', '2026-05-01', 9000],
    ] as const) {
      const customerId = await customer(name)
      await house.call('purchases.record', { customerId, day: day(last), totalCents: cents })
    }
    expect(await levels()).toEqual(['Alt orange E3', 'Groß yellow E3', 'Klein yellow E3'])
    const { rows, total } = await house.call('warnings.list', { limit: 1, offset: 1 })
    expect([rows[0]?.displayName, total]).toEqual(['Groß', 3])
  })
  test('follows a purchase, its undoing, a back-dated one and the bin', async () => {
    const customerId = await kern()
    await levels()
    await buy(customerId, '2026-07-16')
    expect(await levels()).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await levels()).toEqual(['Kern yellow E1'])
    await buy(customerId, '2026-06-20')
    expect(await levels()).toEqual([])
    await house.job('operations.undoLast', {})
    await house.call('customers.remove', { customerIds: [customerId] })
    expect(await levels()).toEqual([])
    await house.call('customers.restore', { customerIds: [customerId] })
    expect(await levels()).toEqual(['Kern yellow E1'])
  })
  test('follows two who are one, and those who are parted again', async () => {
    const [a, b] = [await customer('Kern'), await customer('Kern')]
    await buy(a, '2026-03-01', '2026-04-28')
    await buy(b, '2026-03-31', '2026-05-31')
    const before = await levels()
    await house.call('customers.merge', { survivorId: a, otherIds: [b] })
    expect(await levels()).toEqual(['Kern yellow E1'])
    await house.job('operations.undoLast', {})
    expect(await levels()).toEqual(before)
  })
  test('judges who came twice by the shop, also when the shop changes', async () => {
    const twice = await customer('Zweimal')
    await buy(twice, '2026-05-01', '2026-06-10')
    expect(await levels()).toEqual([])
    const third = await customer('Dritter')
    await buy(third, '2026-06-01', '2026-06-15', '2026-07-05')
    expect(await levels()).toEqual(['Zweimal yellow E2'])
    expect((await house.call('warnings.of', { customerId: twice })).why).toMatchObject({ values: { usualDays: 20, daysNow: 36 } })
  })
  test('leaves out who objects to being judged or is blocked', async () => {
    const customerId = await kern()
    await house.call('care.save', { customerId, noScoring: true })
    expect([await levels(), (await house.call('warnings.of', { customerId })).excluded]).toEqual([[], 'no-scoring'])
    await house.call('care.save', { customerId, noScoring: false, isBlocked: true })
    expect([await levels(), (await house.call('warnings.of', { customerId })).excluded]).toEqual([[], 'blocked'])
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect(await levels()).toEqual(['Kern yellow E1'])
  })
})

describe('a muted customer', () => {
  test('is quiet until the day is over, and can be unmuted', async () => {
    const customerId = await kern()
    await house.call('warnings.mute', { customerId, until: day('2026-07-20'), reason: 'im Urlaub' })
    expect(await levels()).toEqual([])
    expect(await house.call('warnings.of', { customerId })).toMatchObject({
      level: 'green',
      mute: { until: '2026-07-20', reason: 'im Urlaub' },
      rules: [{ rule: 'E1', level: 'yellow', isMuted: true }],
    })
    house.clock.set('2026-07-20')
    expect(await levels()).toEqual([])
    house.clock.set('2026-07-21')
    expect(await levels()).toEqual(['Kern yellow E1'])
    await house.call('warnings.unmute', { customerId })
    expect(await refusal(house.call('warnings.unmute', { customerId }))).toMatchObject({ reason: 'warning-not-muted' })
    expect(await refusal(house.call('warnings.mute', { customerId, until: day('2026-07-20') }))).toMatchObject({ reason: 'warning-mute-over' })
  })
  test('a pause does the same', async () => {
    const customerId = await kern()
    await house.call('care.save', { customerId, pausedUntil: day('2026-07-31'), pauseReason: 'Kur' })
    expect([await levels(), (await house.call('warnings.of', { customerId })).pausedUntil]).toEqual([[], '2026-07-31'])
    expect(await refusal(house.call('care.save', { customerId, pausedUntil: day('2026-07-01') }))).toMatchObject({ reason: 'care-pause-over' })
  })
})

describe('what was done', () => {
  test('is kept with the level of its day, and a purchase within sixty days is a success', async () => {
    const customerId = await kern()
    expect(await house.call('warnings.act', { customerId, action: 'called', note: 'freut sich' })).toEqual({ customerId, level: 'yellow' })
    const outcome = async () => (await house.call('warnings.of', { customerId })).actions.map((one) => one.outcome)
    expect(await outcome()).toEqual(['open'])
    expect((await house.call('warnings.list', {})).rows[0]?.lastAction).toEqual({ action: 'called', day: '2026-07-16' })
    house.clock.set('2026-09-14')
    expect(await outcome()).toEqual(['open'])
    house.clock.set('2026-09-15')
    expect(await outcome()).toEqual(['none'])
    await buy(customerId, '2026-09-14')
    expect(await outcome()).toEqual(['won-back'])
  })
  test('keeps the customer off the screen of the day for sixty days, but on the list', async () => {
    const customerId = await kern()
    const today = async () =>
      (await house.call('tasks.today', {})).kinds
        .filter(({ kind }) => kind === 'warning')
        .flatMap(({ entries }) => entries.map(({ displayName }) => displayName))
    expect(await today()).toEqual(['Kern'])
    await house.call('warnings.act', { customerId, action: 'called' })
    expect([await today(), await levels()]).toEqual([[], ['Kern yellow E1']])
    house.clock.set('2026-09-15')
    expect(await today()).toEqual(['Kern'])
  })
  test('can be taken back', async () => {
    const customerId = await kern()
    await house.call('warnings.act', { customerId, action: 'wrote' })
    await house.job('operations.undoLast', {})
    expect((await house.call('warnings.of', { customerId })).actions).toEqual([])
  })
  test('is reckoned by rule and action, beside those for whom nothing was done, from ten on', async () => {
    const treated: CustomerId[] = []
    for (let index = 0; index < 20; index++) {
      const id = await customer(`Kunde ${index}`)
      await buy(id, '2026-05-10')
      if (index < 10) treated.push(id)
    }
    await levels()
    for (const customerId of treated) await house.call('warnings.act', { customerId, action: 'called' })
    for (const customerId of treated.slice(0, 6)) await buy(customerId, '2026-07-16')
    expect((await house.call('warnings.hitRate', {})).rows).toMatchObject([
      { rule: 'E3', action: 'called', count: 10, wonBack: 6, open: 4, share: null, without: { count: 10, wonBack: 0, open: 10, share: null } },
    ])
    house.clock.set('2026-09-15')
    expect((await house.call('warnings.hitRate', {})).rows).toMatchObject([
      { count: 10, wonBack: 6, open: 0, share: 0.6, without: { count: 10, wonBack: 0, open: 0, share: 0 } },
    ])
  })
})

test('a large change is followed by the worker, and whoever reads waits for it', async () => {
  for (let index = 0; index < 60; index++) await buy(await customer(`Kunde ${index}`), '2026-01-01')
  expect((await house.call('warnings.list', {})).total).toBe(60)
  const { rows } = await house.call('customers.search', { text: '', limit: 100 })
  await house.call('customers.remove', { customerIds: rows.map(({ id }) => id) })
  expect(house.services.taskLeft()).toMatch(/warnings.follow|duplicates.index/)
  expect((await house.call('warnings.list', {})).total).toBe(0)
  expect((await house.job('warnings.recompute', {})).customers).toBeGreaterThan(0)
})
