import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

// 12 March 2026 is a Thursday; the clock of the tests stands at noon.
let house: House
let customerId: CustomerId
beforeEach(async () => {
  house = openHouse({ today: '2026-03-12' })
  customerId = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', phone: '0251 2788304' })).id
})
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
const texts = async (text: string) => (await house.call('contacts.listFor', { customerId, text })).rows.map((row) => row.topic)

describe('a contact', () => {
  test('keeps all that was said, and its next step becomes a task', async () => {
    const contact = await house.call('contacts.record', {
      customerId,
      direction: 'in',
      channel: 'counter',
      level: 'emotional',
      referencePoint: 'experience',
      topic: 'Probefahrt',
      text: 'War begeistert vom Gravelbike',
      mood: 2,
      minutes: 12,
      nextStep: 'Angebot schicken',
      nextStepOn: day('2026-03-16'),
      area: 'Verkauf',
    })
    expect(contact).toMatchObject({ day: '2026-03-12', mood: 2, level: 'emotional', referencePoint: 'experience', minutes: 12, area: 'Verkauf' })
    const { rows } = await house.call('tasks.listFor', { customerId })
    expect(rows).toMatchObject([{ title: 'Angebot schicken', dueOn: '2026-03-16', source: 'contact' }])
  })

  test('that gets its next step later makes one task, and no second one', async () => {
    const { id } = await house.call('contacts.record', { customerId, direction: 'in', channel: 'phone' })
    await house.call('contacts.change', { contactId: id, nextStep: 'Prospekt schicken', nextStepOn: day('2026-03-14') })
    await house.call('contacts.change', { contactId: id, nextStep: 'Prospekt und Karte schicken' })
    expect((await house.call('tasks.listFor', { customerId })).rows).toMatchObject([{ title: 'Prospekt schicken', dueOn: '2026-03-14' }])
  })

  test('is found by its words, also after they were changed, and not when it is gone', async () => {
    const { id } = await house.call('contacts.record', { customerId, direction: 'in', channel: 'phone', topic: 'Sattel', text: 'drückt' })
    await house.call('contacts.record', { customerId, direction: 'out', channel: 'email', topic: 'Angebot' })
    expect(await texts('drück')).toEqual(['Sattel'])
    await house.call('contacts.change', { contactId: id, text: 'passt jetzt' })
    expect(await texts('drück')).toEqual([])
    expect(await texts('passt')).toEqual(['Sattel'])
    await house.call('contacts.remove', { contactId: id })
    expect(await texts('passt')).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await texts('passt')).toEqual(['Sattel'])
  })

  test('of a day to come, of a day before the birth and with what does not exist is refused, and nothing is written', async () => {
    const say = (more: object) => refusal(house.call('contacts.record', { customerId, direction: 'in', channel: 'phone', ...more }))
    expect(await say({ day: day('2026-03-13') })).toMatchObject({ reason: 'day-in-future' })
    expect(await say({ caseId: 999 })).toMatchObject({ reason: 'contact-link-gone' })
    await house.call('customers.update', { customerId, birthday: { day: 1, month: 5, year: 1990 } })
    expect(await say({ day: day('1990-04-30') })).toMatchObject({ reason: 'contact-before-birth' })
    expect((await house.call('contacts.listFor', { customerId })).total).toBe(0)
  })
})

describe('the time to answer', () => {
  const ask = async (channel: 'phone' | 'email' | 'letter', at: string, on = '2026-03-12') =>
    (await house.call('contacts.record', { customerId, direction: 'in', channel, day: day(on), at, needsAnswer: true })).answerBy

  test('counts only while the shop is open: by phone four hours, by e-mail until the next open evening', async () => {
    expect(await ask('phone', '10:00')).toBe('2026-03-12 14:00')
    expect(await ask('phone', '16:30')).toBe('2026-03-13 11:30')
    expect(await ask('email', '10:00')).toBe('2026-03-13 18:00')
    // Saturday closes at 13:00; the Sunday between does not count.
    expect(await ask('phone', '11:00', '2026-03-07')).toBe('2026-03-09 11:00')
  })
  test('passes over the holidays of the Land', async () => {
    await house.call('settings.update', { shopState: 'NW' })
    house.clock.set('2026-04-02')
    // Good Friday, Easter Sunday and Monday are closed; Saturday before Easter is open.
    expect(await ask('email', '10:00', '2026-04-02')).toBe('2026-04-04 13:00')
    expect(await ask('letter', '10:00', '2026-04-02')).toBe('2026-04-08 18:00')
  })
  test('an answer stops it, takes the contact out of the inbox and counts as in time', async () => {
    const asked = await house.call('contacts.record', {
      customerId,
      direction: 'in',
      channel: 'email',
      topic: 'Frage',
      at: '09:30' as never,
      needsAnswer: true,
    })
    expect(await house.call('contacts.waiting', {})).toEqual({ waiting: 1, overdue: 0 })
    const { answer } = await house.call('contacts.answer', { contactId: asked.id, text: 'Ist da.' })
    expect(answer).toMatchObject({ direction: 'out', channel: 'email', topic: 'Frage', answersId: asked.id })
    expect(await house.call('contacts.waiting', {})).toEqual({ waiting: 0, overdue: 0 })
    const { all } = await house.call('contacts.figures', { from: day('2026-03-01'), until: day('2026-03-31') })
    expect(all).toMatchObject({ asked: 1, answered: 1, inTime: 1, overdue: 0, inTimePercent: 100 })
    expect(await refusal(house.call('contacts.answer', { contactId: asked.id }))).toMatchObject({ reason: 'contact-already-answered' })
    await house.job('operations.undoLast', {})
    expect(await house.call('contacts.waiting', {})).toEqual({ waiting: 1, overdue: 0 })
  })
  test('a mail that has just gone out is the answer; it is not written down twice', async () => {
    const asked = await house.call('contacts.record', { customerId, direction: 'in', channel: 'email', topic: 'Frage', needsAnswer: true })
    const sent = await house.call('contacts.record', { customerId, direction: 'out', channel: 'email', text: 'Ist da.' })
    const { answer } = await house.call('contacts.answer', { contactId: asked.id })
    expect(answer).toMatchObject({ id: sent.id, text: 'Ist da.', answersId: asked.id })
    expect((await house.call('contacts.listFor', { customerId })).total).toBe(2)
    expect(await house.call('contacts.waiting', {})).toEqual({ waiting: 0, overdue: 0 })
  })
  test('what waits too long is overdue, first in the inbox, and counts against the shop', async () => {
    await ask('email', '10:00', '2026-03-02')
    await ask('phone', '11:30')
    const inbox = await house.call('contacts.inbox', {})
    expect(inbox.rows.map(({ isOverdue, contact }) => [contact.channel, isOverdue])).toEqual([
      ['email', true],
      ['phone', false],
    ])
    expect(inbox).toMatchObject({ total: 2, overdue: 1 })
    // The e-mail was due on Tuesday the 3rd at 18:00: since then six whole days, a Saturday morning and four hours of today.
    expect(inbox.rows.map(({ minutesLeft, minutesOver }) => [minutesLeft, minutesOver])).toEqual([
      [0, 3720],
      [150, 0],
    ])
    expect((await house.call('contacts.figures', { from: day('2026-03-01'), until: day('2026-03-31') })).all).toMatchObject({
      asked: 2,
      overdue: 1,
      inTimePercent: 0,
    })
  })
})

describe('where shop and customer stand', () => {
  const met = (on: string, more: object = {}) =>
    house.call('contacts.record', { customerId, direction: 'in', channel: 'counter', day: day(on), ...more })

  test('the last personal contact is neither a mailing nor one by chance', async () => {
    expect(await house.call('contacts.of', { customerId })).toEqual({ last: null, waiting: 0, trend: null })
    await met('2026-03-01', { topic: 'Anprobe' })
    await met('2026-03-08', { isBulk: true })
    await met('2026-03-09', { isRandom: true })
    expect(await house.call('contacts.of', { customerId })).toMatchObject({ last: { topic: 'Anprobe', day: '2026-03-01' } })
    await met('2026-03-02', { needsAnswer: true })
    expect(await house.call('contacts.of', { customerId })).toMatchObject({ waiting: 1 })
  })
  test('the mood rises or falls against what it was before', async () => {
    const trendAfter = async (on: string, mood: number) => {
      await met(on, { mood })
      return (await house.call('contacts.of', { customerId })).trend
    }
    expect(await trendAfter('2026-02-01', 1)).toBeNull()
    expect(await trendAfter('2026-02-02', 1)).toBe('same')
    expect(await trendAfter('2026-02-03', -1)).toBe('down')
    expect(await trendAfter('2026-02-04', 2)).toBe('same')
    expect(await trendAfter('2026-02-05', 2)).toBe('same')
    expect(await trendAfter('2026-02-06', 2)).toBe('up')
  })
  test('what leads nowhere is counted and found: no next step, no answer, no case', async () => {
    await met('2026-03-01', { topic: 'Plausch' })
    await met('2026-03-02', { topic: 'Angebot', nextStep: 'Nachfassen' })
    await met('2026-03-03', { topic: 'Frage', needsAnswer: true })
    await met('2026-03-04', { topic: 'Rundbrief', isBulk: true })
    const { id } = await met('2026-03-05', { topic: 'Beschwerde' })
    await house.call('cases.open', { customerId, kind: 'complaint', referencePoint: 'product', title: 'Sattel', contactId: id })
    const span = { from: day('2026-03-01'), until: day('2026-03-31') }
    expect(await house.call('contacts.figures', span)).toMatchObject({ personal: 4, lackNextStep: 1 })
    const { rows } = await house.call('contacts.search', { filter: { ...span, lacksNextStep: true } })
    expect(rows.map(({ topic }) => topic)).toEqual(['Plausch'])
  })
})

describe('whether somebody may be reached', () => {
  const may = (channel: 'letter' | 'phone' | 'email' | 'counter', purpose: 'advertising' | 'contract' = 'advertising', on?: string) =>
    house.call('consents.mayContact', { customerId, channel, purpose, ...(on !== undefined && { day: day(on) }) })

  test('a missing address is told, an objection goes before it', async () => {
    expect(await may('letter')).toEqual({ allowed: false, reason: 'no-address' })
    expect(await may('email', 'contract')).toEqual({ allowed: false, reason: 'no-email' })
    await house.call('consents.record', { customerId, channel: 'letter', state: 'refused' })
    expect(await may('letter')).toEqual({ allowed: false, reason: 'refused' })
    expect(await may('counter')).toMatchObject({ allowed: true })
  })
  test('a pause stops advertising until its last day, a block stops all but what an agreement needs', async () => {
    await house.call('consents.record', { customerId, channel: 'phone', state: 'granted', way: 'mündlich' })
    expect(await may('phone')).toMatchObject({ allowed: true })
    await house.call('care.save', { customerId, pausedUntil: day('2026-03-20') })
    expect(await may('phone')).toEqual({ allowed: false, reason: 'paused', freeOn: '2026-03-21' })
    expect(await may('phone', 'advertising', '2026-03-21')).toMatchObject({ allowed: true })
    expect(await may('phone', 'contract')).toMatchObject({ allowed: true })
    await house.call('care.save', { customerId, isBlocked: true, pausedUntil: null })
    expect(await may('phone')).toEqual({ allowed: false, reason: 'blocked' })
    expect(await may('phone', 'contract')).toMatchObject({ allowed: true })
  })
  test('nobody gets two advertisements within 14 days, by whatever way', async () => {
    await house.call('consents.record', { customerId, channel: 'phone', state: 'granted', way: 'mündlich' })
    await house.call('contacts.record', { customerId, direction: 'out', channel: 'letter', day: day('2026-03-05'), isBulk: true })
    expect(await may('phone')).toEqual({ allowed: false, reason: 'advertised-lately', freeOn: '2026-03-19' })
    expect(await may('phone', 'advertising', '2026-03-19')).toMatchObject({ allowed: true })
  })
})
