import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { bordersOf, classOf } from '../../../electron/services/care/care.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { condition } from '../views/view-shop.ts'

let house: House
beforeEach(() => void (house = openHouse({ today: '2026-03-12' })))
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
const addresses = [{ street: 'Prinzipalmarkt 1', postcode: '48143', city: 'Münster' }]
const customer = async (lastName: string) => (await house.call('customers.create', { kind: 'person', lastName, addresses })).id
const buy = (customerId: CustomerId, on: string, euros: number) =>
  house.call('purchases.record', { customerId, day: day(on), totalCents: euros * 100 })
function talk(customerId: CustomerId, on: string, kind: 'is_bulk' | 'is_random' | null = null) {
  house.db
    .prepare(
      `insert into contact (id, customer_id, day, direction, channel, is_bulk, is_random, created_at) values (?, ?, ?, 'out', 'phone', ?, ?, '')`,
    )
    .run(house.services.newId(), customerId, on, Number(kind === 'is_bulk'), Number(kind === 'is_random'))
}
const due = async (input: { day?: IsoDate; onlyNeglected?: boolean } = {}) =>
  (await house.call('care.due', input)).rows.map(({ displayName, dueOn, isNeglected }) => `${displayName} ${dueOn}${isNeglected ? ' !' : ''}`)

describe('classes', () => {
  const ranked = (...cents: number[]) => cents.map((one, index) => ({ cents: one, id: index + 1 }))
  const classes = (...cents: number[]) => cents.map((one, index) => classOf(one, index + 1, bordersOf(ranked(...cents.filter((each) => each > 0)))))
  test('are drawn as in domain.md §18', () => expect(classes(50, 30, 15, 5)).toEqual(['A', 'A', 'B', 'C']))
  test('put whoever brought nothing or less into C, and of equals the one entered first higher', () => {
    expect(classes(100, 0, -5)).toEqual(['A', 'C', 'C'])
    expect(classes(20, 20, 20, 20, 20)).toEqual(['A', 'A', 'A', 'A', 'B'])
  })
})

describe('whom to speak to again', () => {
  test('is told by the class, from the last purchase or talk on, and neglect begins a quarter later', async () => {
    const kern = await customer('Kern')
    await buy(kern, '2026-02-10', 100)
    expect(await due()).toEqual(['Kern 2026-03-12'])
    expect(await due({ day: day('2026-03-11') })).toEqual([])
    house.clock.set('2026-03-19')
    expect(await due({ onlyNeglected: true })).toEqual([])
    house.clock.set('2026-03-20')
    expect(await due({ onlyNeglected: true })).toEqual(['Kern 2026-03-12 !'])
    talk(kern, '2026-03-15', 'is_bulk')
    talk(kern, '2026-03-15', 'is_random')
    await house.job('warnings.recompute', {})
    expect(await due()).toEqual(['Kern 2026-03-12 !'])
    talk(kern, '2026-03-15')
    await house.job('warnings.recompute', {})
    expect(await due()).toEqual([])
    expect(await house.call('care.of', { customerId: kern })).toMatchObject({
      careClass: 'A',
      intervalDays: 30,
      lastOn: '2026-03-15',
      dueOn: '2026-04-14',
    })
  })
  test('follows what the owner set, rests in a pause, and is capped by the minutes of a day', async () => {
    const kern = await customer('Kern')
    await buy(kern, '2026-03-01', 100)
    await house.call('care.save', { customerId: kern, careDays: 7, preferredChannel: 'letter' })
    expect((await house.call('care.due', {})).rows).toMatchObject([
      { intervalDays: 7, overdueDays: 4, isNeglected: true, channel: 'letter', careClass: 'A' },
    ])
    expect((await house.call('care.due', {})).forToday).toBe(6)
    await house.call('settings.update', { careMinutes: 10 })
    expect((await house.call('care.due', {})).forToday).toBe(2)
    await house.call('care.save', { customerId: kern, pausedUntil: day('2026-03-12') })
    expect([await due(), await due({ day: day('2026-03-13') })]).toEqual([[], ['Kern 2026-03-08 !']])
    await house.job('operations.undoLast', {})
    expect(await due()).toEqual(['Kern 2026-03-08 !'])
  })
  test('follows the shortest interval of the tags, unless the customer has an own one', async () => {
    const kern = await customer('Kern')
    await buy(kern, '2026-03-01', 100)
    await house.call('customers.update', { customerId: kern, tags: ['Stammtisch', 'VIP'] })
    expect(await due()).toEqual([])
    await house.call('tags.setCareDays', { name: 'VIP', careDays: 10 })
    await house.call('tags.setCareDays', { name: 'Stammtisch', careDays: 14 })
    expect(await due()).toEqual(['Kern 2026-03-11'])
    expect(await due({ day: day('2026-03-11') })).toEqual(['Kern 2026-03-11'])
    expect(await house.call('care.of', { customerId: kern })).toMatchObject({ intervalDays: 10, tag: 'VIP' })
    await house.job('tags.rename', { name: 'VIP', newName: 'Beste' })
    expect(await house.call('care.of', { customerId: kern })).toMatchObject({ intervalDays: 10, tag: 'Beste' })
    await house.call('customers.update', { customerId: kern, tags: ['Stammtisch'] })
    expect(await due()).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await due()).toEqual(['Kern 2026-03-11'])
    await house.call('care.save', { customerId: kern, careDays: 20 })
    expect(await house.call('care.of', { customerId: kern })).toMatchObject({ intervalDays: 20, tag: null })
    await house.call('care.save', { customerId: kern, careDays: null })
    await house.call('tags.setCareDays', { name: 'Beste', careDays: null })
    expect(await house.call('care.of', { customerId: kern })).toMatchObject({ intervalDays: 14, tag: 'Stammtisch' })
  })
  test('is only spoken of at the counter for 14 days after advertising', async () => {
    const kern = await customer('Kern')
    await buy(kern, '2026-01-10', 100)
    const way = async (on: string) => {
      const [row] = (await house.call('care.due', { day: day(on) })).rows
      return [row?.channel, row?.advertisedOn]
    }
    talk(kern, '2026-03-01', 'is_bulk')
    expect(await way('2026-03-14')).toEqual(['counter', '2026-03-01'])
    expect(await way('2026-03-15')).toEqual(['letter', null])
  })
  test('is in the order of warning, value and days overdue', async () => {
    const [gone, big, small] = [await customer('Weg'), await customer('Groß'), await customer('Klein')]
    await buy(gone, '2025-08-01', 5)
    await buy(big, '2026-01-20', 500)
    await buy(small, '2026-01-15', 100)
    await house.call('settings.update', { careDaysB: 20, careDaysC: 20 })
    expect((await due()).map((row) => row.split(' ')[0])).toEqual(['Weg', 'Groß', 'Klein'])
  })
})

test('views ask for warnings, care and needs', async () => {
  const [kern, brandt] = [await customer('Kern'), await customer('Brandt')]
  await buy(kern, '2025-10-01', 10)
  await buy(brandt, '2026-03-11', 10)
  await house.call('demand.save', { customerId: kern, text: 'Kaffee', intervalDays: 30, lastOn: day('2026-02-01') })
  const found = async (field: string, op: string, value: unknown) =>
    (await house.call('views.run', { filter: { all: [condition(field, op, value)] } })).rows.map(({ displayName }) => displayName)
  await house.call('warnings.list', {})
  expect(await found('warningLevel', 'is', ['orange', 'red'])).toEqual(['Kern'])
  expect(await found('warningLevel', 'is-not', ['orange'])).toEqual(['Brandt'])
  expect(await found('careOverdue', 'is', true)).toEqual(['Kern'])
  expect(await found('careOverdue', 'is', false)).toEqual(['Brandt'])
  expect(await found('demandDue', 'is', true)).toEqual(['Kern'])
  await buy(kern, '2026-03-12', 10)
  expect(await found('warningLevel', 'is', 'orange')).toEqual([])
})
