import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId, IsoDate, PurchaseId, Task } from '#contract'
import { addDays } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse({ today: '2026-03-12' })
  kern = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
})
afterEach(() => house.close())

const today = () => house.clock.today()
const buy = async (unitCents: number, more: object = {}) =>
  (await house.call('purchases.record', { customerId: kern, day: today(), lines: [{ text: 'Kamera', quantity: 1, unitCents }], ...more })).purchase.id
const reassurance = async (customerId = kern): Promise<Task[]> =>
  (await house.call('tasks.listFor', { customerId })).rows.filter(({ source }) => source === 'reassurance')
const open = async () => (await reassurance()).filter(({ doneOn }) => doneOn === null)
const running = async () => (await house.call('processes.of', { customerId: kern }))[0]

describe('after a purchase', () => {
  it('the steps of its level become tasks on their days, more of them the dearer it was', async () => {
    await buy(129_000)
    expect((await open()).map(({ title, dueOn, minutes }) => [title, dueOn, minutes])).toEqual([
      ['Persönlich anrufen: Freude am Neuen?', '2026-03-13', 10],
      ['Karte und Ratgeber schicken', '2026-03-19', 10],
      ['Nachfragen, ob alles läuft', '2026-04-02', 10],
      ['Zur Durchsicht einladen', '2026-05-11', 10],
    ])
    expect(await running()).toMatchObject({ level: 3, open: 4, why: { largestCents: 129_000, percentile: null, isFirst: true, boughtBefore: false } })
  })
  it('a small second purchase gets its thanks in the shop and no task; a small first one a short thank-you', async () => {
    await buy(900)
    expect((await open()).map(({ dueOn }) => dueOn)).toEqual(['2026-03-15'])
    house.clock.set('2026-03-13')
    await buy(900)
    expect(await open()).toHaveLength(1)
  })
  it('what was bought before counts one less', async () => {
    const { articleId } = await house.call('articles.save', { number: '1', name: 'Objektiv', priceCents: 25_000 })
    const lines = [{ articleId, quantity: 1, unitCents: 25_000 }]
    await buy(0, { lines })
    house.clock.set('2026-03-13')
    await buy(0, { lines })
    const levels = (await house.call('processes.of', { customerId: kern })).map(({ level, why }) => [level, why.boughtBefore])
    expect(levels).toEqual([
      [1, true],
      [3, false],
    ])
  })
  it('takes the way that is allowed, else the next visit', async () => {
    await buy(129_000)
    expect((await open()).map(({ kind }) => kind)).toEqual(['thanks', 'thanks', 'thanks', 'thanks'])
    const brandt = (
      await house.call('customers.create', {
        kind: 'person',
        lastName: 'Brandt',
        details: [{ kind: 'phone', value: '0251 123456', label: 'mobile' }],
      })
    ).id
    await house.call('consents.record', { customerId: brandt, channel: 'phone', state: 'granted', way: 'Papier' })
    await house.call('purchases.record', { customerId: brandt, day: today(), totalCents: 129_000 })
    expect((await reassurance(brandt)).map(({ kind }) => kind)).toEqual(['call', 'call', 'call', 'call'])
  })
  it('nothing follows what is copied more than a week later', async () => {
    await buy(129_000, { day: addDays(today(), -8) })
    expect(await open()).toEqual([])
  })
})

describe('the open steps end', () => {
  it('with a return, and come back with its undo', async () => {
    const purchaseId = await buy(129_000)
    await house.call('tasks.done', { taskId: (await open())[0]!.id })
    await house.call('purchases.return', { purchaseId, day: today(), amountCents: 1000 })
    expect(await open()).toEqual([])
    expect(await running()).toMatchObject({ endReason: 'returned', done: 1 })
    await house.job('operations.undoLast', {})
    expect(await open()).toHaveLength(3)
    expect(await running()).toMatchObject({ endedOn: null })
  })
  it('with a complaint about the purchase, or about anything', async () => {
    await buy(129_000)
    const about = { customerId: kern, referencePoint: 'product' as const, title: 'Display dunkel' }
    await house.call('cases.open', { ...about, kind: 'praise' })
    expect(await open()).toHaveLength(4)
    await house.call('cases.open', { ...about, kind: 'complaint' })
    expect(await open()).toEqual([])
    expect(await running()).toMatchObject({ endReason: 'complaint' })
  })
  it('with the purchase taken out, undone or ended by the owner', async () => {
    const first = await buy(129_000)
    await house.call('purchases.remove', { purchaseId: first })
    expect(await open()).toEqual([])
    await buy(129_000)
    await house.job('operations.undoLast', {})
    expect(await open()).toEqual([])
    await house.job('operations.redoLast', {})
    expect(await open()).toHaveLength(4)
    const { processId } = (await running())!
    expect(await house.call('processes.end', { processId })).toEqual({ customerId: kern, tasksRemoved: 4 })
    await expect(house.call('processes.end', { processId })).rejects.toThrow(Refused)
    await house.job('operations.undoLast', {})
    expect(await open()).toHaveLength(4)
  })
})

describe('the steps', () => {
  it('are the owner’s: changed ones hold for purchases from now on, removed ones make no task', async () => {
    await buy(129_000)
    const { steps } = await house.call('processes.steps', {})
    const call = steps.find(({ level, afterDays }) => level === 3 && afterDays === 1)!
    await house.call('processes.saveStep', { ...call, title: 'Anrufen und gratulieren', afterDays: 2 })
    for (const step of steps) if (step.level === 3 && step.stepId !== call.stepId) await house.call('processes.removeStep', { stepId: step.stepId })
    await house.call('processes.saveStep', { level: 3, afterDays: 30, title: 'Foto schicken', kind: 'email', minutes: 3 })
    expect(await open()).toHaveLength(4)
    kern = (await house.call('customers.create', { kind: 'person', lastName: 'Neu' })).id
    await buy(129_000)
    expect((await open()).map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ['Anrufen und gratulieren', '2026-03-14'],
      ['Foto schicken', '2026-04-11'],
    ])
  })
  it('refuse an empty title and a step that is gone', async () => {
    const step = { level: 1 as const, afterDays: 1, kind: 'call' as const, minutes: 5 }
    await expect(house.call('processes.saveStep', { ...step, title: ' ' })).rejects.toMatchObject({
      failure: { reason: 'process-step-title-missing' },
    })
    await expect(house.call('processes.removeStep', { stepId: 99 as never })).rejects.toMatchObject({ failure: { reason: 'process-step-gone' } })
  })
  it('speak the owner’s language until they are said in other words', async () => {
    await house.call('settings.update', { language: 'en' })
    const first = (await house.call('processes.steps', {})).steps[0]!
    expect(first.title).toBe('Say thank you and pass on a care tip')
    await house.call('processes.saveStep', { ...first, afterDays: 4 })
    await house.call('settings.update', { language: 'de' })
    expect((await house.call('processes.steps', {})).steps[0]).toMatchObject({ title: 'Danken und einen Pflegetipp mitgeben', afterDays: 4 })
  })
  it('show how often one led to a purchase within thirty days', async () => {
    const finish = async (customerId: CustomerId) => house.call('tasks.done', { taskId: (await reassurance(customerId))[0]!.id })
    const ids: CustomerId[] = []
    for (const lastName of ['Alt', 'Berg', 'Cohn']) {
      kern = (await house.call('customers.create', { kind: 'person', lastName })).id
      ids.push(kern)
      await buy(900)
      await finish(kern)
    }
    const record = (customerId: CustomerId, day: string) => house.call('purchases.record', { customerId, day: day as IsoDate, totalCents: 500 })
    house.clock.set('2026-04-20')
    await record(ids[0]!, '2026-04-11')
    await record(ids[1]!, '2026-04-12')
    expect((await house.call('processes.steps', {})).steps[0]).toMatchObject({ done: 3, judged: 3, bought: 1 })
  })
})

it('a purchase among many lines is judged by how many of them are cheaper', async () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ text: 'Ware', quantity: 1, unitCents: (index + 1) * 100 }))
  const other = (await house.call('customers.create', { kind: 'person', lastName: 'Viel' })).id
  await house.call('purchases.record', { customerId: other, day: addDays(today(), -30), lines: many })
  const ids: PurchaseId[] = []
  for (const cents of [5000, 5100, 9600]) {
    ids.push(await buy(cents))
    house.clock.set(addDays(today(), 1))
  }
  const { borders, lines } = await house.call('processes.steps', {})
  expect(lines).toBe(103)
  expect(borders[0]).toBeGreaterThan(5000)
  const found = await house.call('processes.of', { customerId: kern })
  expect(found.map(({ purchaseId, level, why }) => [purchaseId, level, why.percentile])).toEqual([
    [ids[2], 3, 95],
    // 51 of the other 101 lines are cheaper.
    [ids[1], 1, 50],
    // 49 of 100 are: what lifts it is that it was the first.
    [ids[0], 1, 49],
  ])
})
