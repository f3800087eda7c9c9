import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
const kern = async () => (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
const open = async (until?: string) => {
  const { rows, ...counts } = await house.call('tasks.open', until === undefined ? {} : { until: day(until) })
  return { titles: rows.map(({ title }) => title), ...counts }
}

describe('open tasks', () => {
  test('come by their day, those without one last; what is overdue and due today is counted', async () => {
    for (const [title, dueOn] of [
      ['irgendwann', null],
      ['morgen', '2026-03-13'],
      ['gestern', '2026-03-11'],
      ['heute', '2026-03-12'],
    ] as const)
      await house.call('tasks.create', { title, dueOn: dueOn && day(dueOn) })
    expect(await open()).toEqual({ titles: ['gestern', 'heute', 'morgen', 'irgendwann'], total: 4, overdue: 1, dueToday: 1 })
    expect(await open('2026-03-12')).toEqual({ titles: ['gestern', 'heute'], total: 2, overdue: 1, dueToday: 1 })
  })
  test('leave the list when done, come back with reopen and with undo', async () => {
    const { id } = await house.call('tasks.create', { title: 'Sattel bestellen' })
    expect(await house.call('tasks.done', { taskId: id })).toMatchObject({ doneOn: '2026-03-12' })
    expect((await open()).titles).toEqual([])
    await house.job('operations.undoLast', {})
    expect((await open()).titles).toEqual(['Sattel bestellen'])
    await house.call('tasks.done', { taskId: id })
    await house.call('tasks.reopen', { taskId: id })
    expect((await open()).titles).toEqual(['Sattel bestellen'])
  })
  test('rest while their customer is in the bin', async () => {
    const customerId = await kern()
    await house.call('tasks.create', { customerId, title: 'anrufen' })
    await house.call('customers.remove', { customerIds: [customerId] })
    expect((await open()).titles).toEqual([])
    await house.call('customers.restore', { customerIds: [customerId] })
    expect((await open()).titles).toEqual(['anrufen'])
  })
})

describe('a task', () => {
  test('can be changed and taken away, and both taken back', async () => {
    const { id } = await house.call('tasks.create', { title: 'anrufen' })
    await house.call('tasks.change', { taskId: id, title: 'schreiben', dueOn: day('2026-03-20') })
    await house.call('tasks.remove', { taskId: id })
    await house.job('operations.undoLast', {})
    expect((await house.call('tasks.open', {})).rows).toMatchObject([{ title: 'schreiben', dueOn: '2026-03-20' }])
    await house.job('operations.undoLast', {})
    expect((await house.call('tasks.open', {})).rows).toMatchObject([{ title: 'anrufen', dueOn: null }])
  })
  test('needs words, a customer who is there, and to be open to be finished', async () => {
    expect(await refusal(house.call('tasks.create', { title: ' ' }))).toMatchObject({ reason: 'task-title-missing' })
    expect(await refusal(house.call('tasks.create', { title: 'x', customerId: 4711 as never }))).toMatchObject({ reason: 'customer-gone' })
    const { id } = await house.call('tasks.create', { title: 'anrufen' })
    await house.call('tasks.done', { taskId: id })
    expect(await refusal(house.call('tasks.done', { taskId: id }))).toMatchObject({ reason: 'task-already-done' })
    await house.call('tasks.remove', { taskId: id })
    expect(await refusal(house.call('tasks.reopen', { taskId: id }))).toMatchObject({ reason: 'task-gone' })
  })
  test('says how, how long, for which part of the shop and for whom it is, and what came of it', async () => {
    house.db.prepare("insert into staff (id, name, created_at) values (7, 'Mia', '2026-01-01T00:00:00.000Z')").run()
    const { id } = await house.call('tasks.create', { title: 'Kern', kind: 'call', minutes: 15, area: 'Werkstatt', staffId: 7 as never })
    expect((await house.call('tasks.open', {})).rows).toMatchObject([
      { kind: 'call', minutes: 15, area: 'Werkstatt', staffName: 'Mia', source: 'owner' },
    ])
    await house.call('tasks.change', { taskId: id, staffId: null, minutes: 5 })
    expect(await house.call('tasks.done', { taskId: id, outcome: 'kommt am Freitag' })).toMatchObject({
      minutes: 5,
      staffName: null,
      area: 'Werkstatt',
      outcome: 'kommt am Freitag',
    })
    expect(await house.call('tasks.reopen', { taskId: id })).toMatchObject({ outcome: '' })
    expect(await refusal(house.call('tasks.change', { taskId: id, staffId: 4711 as never }))).toMatchObject({ reason: 'staff-gone' })
  })
  test('of a customer stands on their page, open ones first', async () => {
    const customerId = await kern()
    const first = await house.call('tasks.create', { customerId, title: 'alt' })
    await house.call('tasks.create', { customerId, title: 'neu', dueOn: day('2026-03-20') })
    await house.call('tasks.done', { taskId: first.id })
    const { rows, open, total } = await house.call('tasks.listFor', { customerId })
    expect(rows.map(({ title }) => title)).toEqual(['neu', 'alt'])
    expect({ open, total }).toEqual({ open: 1, total: 2 })
  })
})

describe('one task for many customers', () => {
  const many = async () => {
    const ids: CustomerId[] = []
    for (const lastName of ['Brandt', 'Kern', 'Kernbach']) ids.push((await house.call('customers.create', { kind: 'person', lastName })).id)
    return ids
  }
  test('is one operation that one undo takes back', async () => {
    const ids = await many()
    const made = await house.job('tasks.createFor', { selection: { ids }, title: 'Karte geben', dueOn: day('2026-03-20') })
    expect(made).toMatchObject({ created: 3, operationId: expect.any(Number) })
    expect((await open()).total).toBe(3)
    await house.job('operations.undoLast', {})
    expect((await open()).total).toBe(0)
  })
  test('takes everybody whom a search shows, but for some', async () => {
    const [, kernId] = await many()
    await house.job('tasks.createFor', { selection: { text: 'kern', except: [kernId!] }, title: 'Karte geben' })
    expect((await house.call('tasks.open', {})).rows.map(({ displayName }) => displayName)).toEqual(['Kernbach'])
  })
  test('leaves out who is gone, and refuses where nobody is left', async () => {
    const ids = await many()
    expect(await house.job('tasks.createFor', { selection: { ids: [...ids, 4711 as never] }, title: 'x' })).toMatchObject({ created: ids.length })
    expect(await refusal(house.job('tasks.createFor', { selection: { ids: [4711 as never] }, title: 'x' }))).toMatchObject({
      reason: 'selection-empty',
    })
  })
})
