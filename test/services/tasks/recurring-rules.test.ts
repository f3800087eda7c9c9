import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate, Task } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

/** Today is Thursday, 12 March 2026. */
let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
const weekly = (startsOn = '2026-03-09') => house.call('tasks.saveRule', { title: 'Schaufenster', startsOn: day(startsOn), unit: 'week' })
const open = async (): Promise<Task[]> => (await house.call('tasks.open', {})).rows
const dueDays = async () => (await open()).map(({ dueOn }) => dueOn)
const finish = async () => house.call('tasks.done', { taskId: (await open())[0]!.id })

describe('a recurring task', () => {
  test('has one open occurrence, on the first of its days from today on', async () => {
    expect(await weekly()).toMatchObject({ nextDay: '2026-03-16', done: 0, missed: 0 })
    expect(await open()).toMatchObject([{ title: 'Schaufenster', source: 'rule', dueOn: '2026-03-16', ruleDay: '2026-03-16' }])
    await weekly('2026-03-12')
    expect(await dueDays()).toEqual(['2026-03-12', '2026-03-16'])
  })
  test('is made anew when done, once, and goes back with undo', async () => {
    await weekly('2026-03-12')
    await finish()
    expect(await dueDays()).toEqual(['2026-03-19'])
    await house.job('operations.undoLast', {})
    expect(await dueDays()).toEqual(['2026-03-12'])
    await house.job('operations.redoLast', {})
    expect(await dueDays()).toEqual(['2026-03-19'])
  })
  test('waits once after weeks away, says what went by, and goes on from its first day', async () => {
    await weekly('2026-03-12')
    house.clock.set('2026-04-08')
    expect(await dueDays()).toEqual(['2026-03-12'])
    expect(await house.call('tasks.rules', {})).toMatchObject([{ missed: 3 }])
    await finish()
    expect(await dueDays()).toEqual(['2026-04-09'])
  })
  test('goes on from its own day when it was put off or done early', async () => {
    await weekly('2026-03-12')
    await house.call('tasks.snooze', { taskId: (await open())[0]!.id, until: day('2026-03-15') })
    house.clock.set('2026-03-15')
    await finish()
    expect(await dueDays()).toEqual(['2026-03-19'])
    await finish()
    expect(await dueDays()).toEqual(['2026-03-26'])
  })
  test('can be left out by deleting it; the next one takes its place', async () => {
    await weekly('2026-03-12')
    await house.call('tasks.remove', { taskId: (await open())[0]!.id })
    expect(await dueDays()).toEqual(['2026-03-19'])
    await house.call('tasks.remove', { taskId: (await open())[0]!.id })
    expect(await dueDays()).toEqual(['2026-03-26'])
    await house.job('operations.undoLast', {})
    expect(await dueDays()).toEqual(['2026-03-19'])
  })
  test('changes with its rule, but what is done stays as it was', async () => {
    const { id } = await weekly('2026-03-12')
    const done = await finish()
    await house.call('tasks.saveRule', { ruleId: id, title: 'Schaufenster neu', startsOn: day('2026-03-12'), unit: 'week', minutes: 40 })
    expect(await open()).toMatchObject([{ title: 'Schaufenster neu', minutes: 40, dueOn: '2026-03-19' }])
    await house.call('tasks.saveRule', { ruleId: id, title: 'Schaufenster neu', startsOn: day('2026-03-31'), unit: 'month' })
    expect(await dueDays()).toEqual(['2026-03-31'])
    expect((await house.call('tasks.finished', {})).rows).toEqual([{ ...done }])
  })
  test('keeps an overdue occurrence, and that it was put off, when only its wording or its end changes', async () => {
    const { id } = await weekly('2026-03-12')
    await house.call('tasks.snooze', { taskId: (await open())[0]!.id, until: day('2026-03-14'), reason: 'Regen' })
    house.clock.set('2026-04-08')
    const rule = { ruleId: id, title: 'Schaufenster putzen', startsOn: day('2026-03-12'), unit: 'week', endsOn: day('2026-12-31') } as const
    await house.call('tasks.saveRule', rule)
    expect(await open()).toMatchObject([{ title: 'Schaufenster putzen', dueOn: '2026-03-14', snoozeReason: 'Regen' }])
  })
  test('made when the day begins where one is missing, and never twice', async () => {
    await weekly('2026-03-12')
    house.db.prepare('delete from task').run()
    house.clock.set('2026-04-10')
    house.services.startDay()
    house.services.startDay()
    expect(await dueDays()).toEqual(['2026-04-16'])
  })
  test('left out for the last time does not come back with the next start', async () => {
    await house.call('tasks.saveRule', { title: 'Aktion', startsOn: day('2026-03-12'), unit: 'day', endsOn: day('2026-03-12') })
    await house.call('tasks.remove', { taskId: (await open())[0]!.id })
    house.services.startDay()
    expect(await dueDays()).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await dueDays()).toEqual(['2026-03-12'])
  })
  test('ends at once or on its last day', async () => {
    const { id } = await weekly('2026-03-12')
    await finish()
    expect(await house.call('tasks.endRule', { ruleId: id })).toMatchObject({ endedOn: '2026-03-12', nextDay: null, done: 1 })
    expect(await dueDays()).toEqual([])
    await house.call('tasks.saveRule', { title: 'Aktion', startsOn: day('2026-03-12'), unit: 'day', endsOn: day('2026-03-13') })
    await finish()
    house.clock.set('2026-03-13')
    await finish()
    expect(await dueDays()).toEqual([])
  })
  test('opened again takes back the one that followed', async () => {
    await weekly('2026-03-12')
    const { id } = await finish()
    await house.call('tasks.reopen', { taskId: id })
    expect(await dueDays()).toEqual(['2026-03-12'])
    await finish()
    expect(await dueDays()).toEqual(['2026-03-19'])
  })
  test('refuses what makes no sense', async () => {
    const rule = { title: 'x', startsOn: day('2026-03-01'), unit: 'month' } as const
    expect(await refusal(house.call('tasks.saveRule', { ...rule, title: ' ' }))).toMatchObject({ reason: 'task-title-missing' })
    expect(await refusal(house.call('tasks.saveRule', { ...rule, endsOn: day('2026-03-20') }))).toMatchObject({ reason: 'rule-never-due' })
    expect(await refusal(house.call('tasks.saveRule', { ...rule, customerId: 4711 as never }))).toMatchObject({ reason: 'customer-gone' })
    expect(await refusal(house.call('tasks.saveRule', { ...rule, ruleId: 4711 as never }))).toMatchObject({ reason: 'rule-gone' })
    const { id } = await house.call('tasks.saveRule', rule)
    await house.call('tasks.endRule', { ruleId: id })
    expect(await refusal(house.call('tasks.endRule', { ruleId: id }))).toMatchObject({ reason: 'rule-already-ended' })
  })
})

describe('a task that is put off', () => {
  test('is due on the later day and keeps why and how often', async () => {
    const { id } = await house.call('tasks.create', { title: 'Kern anrufen', dueOn: day('2026-03-10') })
    await house.call('tasks.snooze', { taskId: id, until: day('2026-03-16'), reason: 'im Urlaub' })
    expect(await house.call('tasks.snooze', { taskId: id, until: day('2026-03-20'), reason: 'noch im Urlaub' })).toMatchObject({
      dueOn: '2026-03-20',
      snoozes: 2,
      snoozeReason: 'noch im Urlaub',
    })
    await house.job('operations.undoLast', {})
    expect(await open()).toMatchObject([{ dueOn: '2026-03-16', snoozes: 1, snoozeReason: 'im Urlaub' }])
  })
  test('is put off from the day as well, with its reason', async () => {
    const { id } = await house.call('tasks.create', { title: 'Kern anrufen', dueOn: day('2026-03-10') })
    const later = { key: `task:${id}`, customerId: null, title: 'Kern anrufen', until: day('2026-03-16'), reason: 'im Urlaub' }
    await house.call('today.later', later)
    expect(await open()).toMatchObject([{ dueOn: '2026-03-16', snoozes: 1, snoozeReason: 'im Urlaub' }])
    house.clock.set('2026-03-16')
    expect((await house.call('tasks.today', {})).kinds.flatMap(({ entries }) => entries)).toMatchObject([{ taskId: id }])
    await house.job('operations.undoLast', {})
    expect(await open()).toMatchObject([{ dueOn: '2026-03-10', snoozes: 0 }])
  })
  test('takes its reasons along into the bin and back', async () => {
    const { id } = await house.call('tasks.create', { title: 'Kern anrufen' })
    await house.call('tasks.snooze', { taskId: id, until: day('2026-03-16'), reason: 'im Urlaub' })
    await house.call('tasks.remove', { taskId: id })
    await house.job('operations.undoLast', {})
    expect(await open()).toMatchObject([{ snoozes: 1, snoozeReason: 'im Urlaub' }])
  })
  test('is refused for today, and for what is done', async () => {
    const { id } = await house.call('tasks.create', { title: 'Kern anrufen' })
    expect(await refusal(house.call('tasks.snooze', { taskId: id, until: day('2026-03-12') }))).toMatchObject({ reason: 'task-snooze-past' })
    await house.call('tasks.done', { taskId: id })
    expect(await refusal(house.call('tasks.snooze', { taskId: id, until: day('2026-03-20') }))).toMatchObject({ reason: 'task-already-done' })
  })
})

test('what came of a task can be noted afterwards, but not before it is done', async () => {
  const { id } = await house.call('tasks.create', { title: 'Kern anrufen' })
  expect(await refusal(house.call('tasks.change', { taskId: id, outcome: 'kommt' }))).toMatchObject({ reason: 'task-not-done' })
  await house.call('tasks.done', { taskId: id })
  await house.call('tasks.change', { taskId: id, outcome: 'kommt am Freitag' })
  expect((await house.call('tasks.finished', {})).rows).toMatchObject([{ outcome: 'kommt am Freitag', doneOn: '2026-03-12' }])
})
test('open tasks can be narrowed to a part of the shop and to somebody', async () => {
  house.db.prepare("insert into staff (id, name, created_at) values (7, 'Mia', '2026-01-01T00:00:00.000Z')").run()
  await house.call('tasks.create', { title: 'Kette', area: 'Werkstatt', staffId: 7 as never, dueOn: day('2026-03-11') })
  await house.call('tasks.create', { title: 'Bremse', area: 'Werkstatt' })
  await house.call('tasks.create', { title: 'Kasse', area: 'Laden' })
  expect(await house.call('tasks.areas', {})).toEqual(['Laden', 'Werkstatt'])
  const narrowed = async (filter: object) => {
    const { rows, ...counts } = await house.call('tasks.open', filter)
    return { titles: rows.map(({ title }) => title), ...counts }
  }
  expect(await narrowed({ area: 'Werkstatt' })).toEqual({ titles: ['Kette', 'Bremse'], total: 2, overdue: 1, dueToday: 0 })
  expect(await narrowed({ staffId: 7 })).toEqual({ titles: ['Kette'], total: 1, overdue: 1, dueToday: 0 })
})
