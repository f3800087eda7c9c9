import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, Input, IsoDate, TodayEntry } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

// 12 March 2026 is a Thursday.
let house: House
beforeEach(() => void (house = openHouse({ today: '2026-03-12' })))
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
const create = async (more: Partial<Input<'customers.create'>> = {}) =>
  (await house.call('customers.create', { kind: 'person', lastName: 'Kern', phone: '0251 2788304', ...more })).id
const buy = (customerId: CustomerId, on: string, euros = 50) => house.call('purchases.record', { customerId, day: day(on), totalCents: euros * 100 })
const today = async (on?: string) => house.call('tasks.today', on === undefined ? {} : { day: day(on) })
const entries = async (on?: string): Promise<TodayEntry[]> => (await today(on)).kinds.flatMap(({ entries: own }) => own)
const keys = async (on?: string) => (await entries(on)).map(({ key }) => key)
async function finish(entry: TodayEntry, note = '') {
  const { key, customerId, title, channel, minutes } = entry
  await house.call('today.done', { key, customerId, title, channel, minutes, note })
}
async function onlyEntry(kind: TodayEntry['kind']): Promise<TodayEntry> {
  const [entry, ...others] = (await entries()).filter((one) => one.kind === kind)
  expect(others).toEqual([])
  return entry!
}

describe('what comes from each part, and what its end means there', () => {
  test('a task is done with what came of it', async () => {
    const customerId = await create()
    const { id } = await house.call('tasks.create', { customerId, title: 'Rahmenmaß nachfragen', dueOn: day('2026-03-10'), minutes: 8 })
    const entry = await onlyEntry('task')
    expect(entry).toMatchObject({ key: `task:${id}`, displayName: 'Kern', overdueDays: 2, minutes: 8, why: { key: 'task-overdue' } })
    await finish(entry, 'Größe 56')
    expect((await house.call('tasks.listFor', { customerId })).rows).toMatchObject([{ doneOn: '2026-03-12', outcome: 'Größe 56' }])
    expect((await today()).done).toMatchObject([{ kind: 'task', displayName: 'Kern', note: 'Größe 56', minutes: 8 }])
  })

  test('a warning is acted upon, and the contact is written down', async () => {
    const customerId = await create()
    for (const on of ['2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01']) await buy(customerId, on)
    await house.call('consents.record', { customerId, channel: 'phone', state: 'granted', way: 'mündlich' })
    const entry = await onlyEntry('warning')
    expect(entry).toMatchObject({ level: 'red', channel: 'phone', phone: '+492512788304', why: { key: 'rhythm' } })
    await finish(entry, 'kommt Samstag')
    expect(await keys()).toEqual([])
    expect((await house.call('warnings.of', { customerId })).actions).toMatchObject([{ action: 'called', note: 'kommt Samstag' }])
    expect((await house.call('contacts.listFor', { customerId })).rows).toMatchObject([{ direction: 'out', channel: 'phone', text: 'kommt Samstag' }])
  })

  test('an answer stops its clock, a complaint is closed with its outcome', async () => {
    const customerId = await create()
    const asked = await house.call('contacts.record', {
      customerId,
      direction: 'in',
      channel: 'email',
      topic: 'Kindersitz',
      day: day('2026-03-09'),
      needsAnswer: true,
    })
    await house.call('cases.open', { customerId, kind: 'complaint', referencePoint: 'product', title: 'Bremse quietscht', dueOn: day('2026-03-12') })
    await finish(await onlyEntry('answer'), 'Passt ab 9 Monaten')
    expect((await house.call('contacts.get', { contactId: asked.id })).answeredAt).toMatch(/^2026-03-12/)
    const complaint = await onlyEntry('case')
    expect(await refusal(finish(complaint))).toMatchObject({ reason: 'case-outcome-missing' })
    expect((await today()).done).toHaveLength(1)
    await finish(complaint, 'Beläge getauscht')
    expect((await house.call('cases.listFor', { customerId })).rows).toMatchObject([{ closedOn: '2026-03-12', outcome: 'Beläge getauscht' }])
  })

  test('a need rests for a fortnight once the customer was told', async () => {
    const customerId = await create()
    await house.call('demand.save', { customerId, text: 'Kaffee', intervalDays: 30, lastOn: day('2026-02-08') })
    const entry = await onlyEntry('demand')
    expect(entry).toMatchObject({ title: 'Kaffee', overdueDays: 2 })
    await finish(entry)
    expect(await keys()).not.toContain(entry.key)
    expect(await keys('2026-03-25')).not.toContain(entry.key)
    expect(await keys('2026-03-27')).toContain(entry.key)
  })

  test('a birthday on a closed day is kept on the next open one, once', async () => {
    // 8 March 2026 is a Sunday.
    await create({ birthday: { day: 8, month: 3, year: 1979 } })
    expect(await keys('2026-03-08')).toEqual([])
    house.clock.set('2026-03-09')
    const entry = await onlyEntry('birthday')
    expect(entry).toMatchObject({ why: { key: 'birthday-past', values: { day: '2026-03-08', age: 47 } }, channel: 'counter' })
    await finish(entry)
    expect(await keys()).toEqual([])
    expect(await keys('2026-03-10')).toEqual([])
  })

  test('one customer has one card, with what else there is', async () => {
    const customerId = await create({ birthday: { day: 12, month: 3, year: null } })
    for (const on of ['2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01']) await buy(customerId, on)
    const all = await entries()
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ kind: 'warning', also: [{ kind: 'care' }, { kind: 'birthday' }] })
  })
})

describe('the list', () => {
  test('rests until the day that was chosen, and is taken back by Strg+Z', async () => {
    const customerId = await create()
    const { id } = await house.call('tasks.create', { customerId, title: 'Anrufen', dueOn: day('2026-03-12') })
    const key = `task:${id}`
    await house.call('today.later', { key, customerId, until: day('2026-03-15') })
    expect([await keys(), await keys('2026-03-14'), await keys('2026-03-15')]).toEqual([[], [], [key]])
    await house.job('operations.undoLast', {})
    expect(await keys()).toEqual([key])
    expect(await refusal(house.call('today.later', { key, customerId, until: day('2026-03-12') }))).toMatchObject({ reason: 'today-later-past' })
  })

  test('what is done leaves the list and comes back by Strg+Z, with all that belonged to it', async () => {
    const customerId = await create()
    await house.call('tasks.create', { customerId, title: 'Anrufen', dueOn: day('2026-03-12') })
    const entry = await onlyEntry('task')
    await finish(entry)
    expect([await keys(), (await today()).done.length]).toEqual([[], 1])
    await house.job('operations.undoLast', {})
    expect([await keys(), (await today()).done.length]).toEqual([[entry.key], 0])
  })

  test('holds seven at most within the minutes of a day; the rest is named as more', async () => {
    await house.call('settings.update', { careMinutes: 30 })
    for (let index = 0; index < 12; index++) await house.call('tasks.create', { title: `Aufgabe ${index}`, dueOn: day('2026-03-12'), minutes: 4 })
    const { kinds, more, minutes } = await today()
    expect([kinds.flatMap((group) => group.entries).length, more.flatMap((group) => group.entries).length]).toEqual([7, 5])
    expect(minutes).toEqual({ planned: 28, done: 0, available: 30 })
    await house.call('settings.update', { careMinutes: 10 })
    expect((await keys()).length).toBe(2)
  })

  test('leaves customers in the bin alone', async () => {
    const customerId = await create()
    await house.call('tasks.create', { customerId, title: 'Anrufen', dueOn: day('2026-03-12') })
    await house.call('customers.remove', { customerIds: [customerId] })
    expect(await keys()).toEqual([])
  })
})

describe('the end of the day', () => {
  test('is written down once, with what was done and left, and can be opened again', async () => {
    const customerId = await create()
    await house.call('tasks.create', { customerId, title: 'Anrufen', dueOn: day('2026-03-12'), minutes: 6 })
    await finish(await onlyEntry('task'))
    await house.call('today.close', { done: 1, left: 0, note: 'Ersatzteil abholen' })
    const { closed } = await house.call('today.summary', {})
    expect(closed).toMatchObject({ done: 1, left: 0, minutes: 6, note: 'Ersatzteil abholen' })
    expect(await refusal(house.call('today.close', { done: 0, left: 0 }))).toMatchObject({ reason: 'today-already-closed' })
    await house.call('today.reopen', {})
    expect(await refusal(house.call('today.reopen', {}))).toMatchObject({ reason: 'today-not-closed' })
    await house.job('operations.undoLast', {})
    house.clock.set('2026-03-13')
    expect((await house.call('today.summary', {})).lastClose).toMatchObject({ day: '2026-03-12', note: 'Ersatzteil abholen' })
  })

  test('tells what the day brought and who moved on since', async () => {
    const [kern, brandt] = [await create(), await create({ lastName: 'Brandt' })]
    await buy(kern, '2026-02-20')
    house.clock.set('2026-03-13')
    await buy(kern, '2026-03-13', 20)
    await buy(kern, '2026-03-13', 5)
    await buy(brandt, '2026-03-13', 30)
    expect(await house.call('today.summary', {})).toMatchObject({
      purchases: 3,
      cents: 5500,
      secondTime: 1,
      cardsIssued: 0,
      phasesTotal: 2,
      phases: [
        { displayName: 'Kern', phase: 'repurchase', isBound: true },
        { displayName: 'Brandt', phase: 'after-purchase', isBound: false },
      ],
    })
  })
})
