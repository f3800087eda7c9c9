import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, Input, IsoDate, PurchaseId } from '#contract'
import { casesService } from '../../../electron/services/cases/cases.service.ts'
import { defaultSettings } from '../../../electron/services/settings/settings.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
let kern: CustomerId
const day = (text: string) => text as IsoDate
const person = async (firstName: string, lastName: string) => (await house.call('customers.create', { kind: 'person', firstName, lastName })).id
beforeEach(async () => {
  house = openHouse()
  kern = await person('Sabine', 'Kern')
})
afterEach(() => house.close())
/** What the list of the day reads. */
const dueOn = (until: IsoDate, limit: number) =>
  casesService({
    db: house.db,
    clock: house.clock,
    newId: house.services.newId,
    recorder: house.services.operations,
    customers: { require: () => null, nameOf: () => '' },
    settings: { read: () => defaultSettings },
    contacts: { change: () => null },
  }).dueOn(until, limit)
const open = (given: Partial<Input<'cases.open'>> = {}) =>
  house.call('cases.open', { customerId: kern, kind: 'complaint', referencePoint: 'product', title: 'Sattel gerissen', ...given })
const titles = async (query: Input<'cases.list'> = {}) => (await house.call('cases.list', query)).rows.map(({ title }) => title)

describe('a case', () => {
  test('of a complaint gets its day by the settings, of praise and wishes none; a day that is named counts', async () => {
    expect(await open()).toMatchObject({ displayName: 'Sabine Kern', openedOn: '2026-03-12', dueOn: '2026-03-15', closedOn: null })
    await house.call('settings.update', { complaintDays: 0 })
    expect(await open()).toMatchObject({ dueOn: '2026-03-12' })
    expect(await open({ kind: 'praise' })).toMatchObject({ dueOn: null })
    expect(await open({ kind: 'wish', dueOn: day('2026-04-01') })).toMatchObject({ dueOn: '2026-04-01' })
    expect(await open({ dueOn: null })).toMatchObject({ dueOn: null })
  })
  test('of a complaint ends only with an outcome; goodwill is kept; it can be opened again', async () => {
    const { id } = await open()
    expect(await refusal(house.call('cases.close', { caseId: id }))).toMatchObject({ code: 'invalid', reason: 'case-outcome-missing' })
    expect(await house.call('cases.close', { caseId: id, outcome: 'Sattel ersetzt', goodwillCents: 2990 as never })).toMatchObject({
      closedOn: '2026-03-12',
      outcome: 'Sattel ersetzt',
      goodwillCents: 2990,
    })
    expect(await refusal(house.call('cases.close', { caseId: id, outcome: 'x' }))).toMatchObject({ code: 'conflict', reason: 'case-already-closed' })
    expect(await house.call('cases.reopen', { caseId: id })).toMatchObject({ closedOn: null, outcome: 'Sattel ersetzt' })
    expect(await refusal(house.call('cases.reopen', { caseId: id }))).toMatchObject({ reason: 'case-not-closed' })
    const praise = await open({ kind: 'praise' })
    expect(await house.call('cases.close', { caseId: praise.id })).toMatchObject({ closedOn: '2026-03-12', outcome: '' })
  })
  test('is changed field by field, and each step is taken back', async () => {
    const { id } = await open({ text: 'nach zwei Wochen' })
    expect(await house.call('cases.change', { caseId: id, referencePoint: 'price', dueOn: day('2026-03-20') })).toMatchObject({
      referencePoint: 'price',
      title: 'Sattel gerissen',
      text: 'nach zwei Wochen',
      dueOn: '2026-03-20',
    })
    await house.job('operations.undoLast', {})
    expect((await house.call('cases.list', {})).rows[0]).toMatchObject({ referencePoint: 'product', dueOn: '2026-03-15' })
    await house.job('operations.undoLast', {})
    expect(await titles()).toEqual([])
  })
  test('needs a title, a customer who is there, a sensible day, and a purchase and staff that fit', async () => {
    expect(await refusal(open({ title: ' ' }))).toMatchObject({ reason: 'case-title-missing' })
    expect(await refusal(open({ customerId: 4711 as never }))).toMatchObject({ reason: 'customer-gone' })
    expect(await refusal(open({ dueOn: day('2026-03-11') }))).toMatchObject({ reason: 'case-due-before-opened' })
    expect(await refusal(open({ dueOn: day('2026-02-30') }))).toMatchObject({ code: 'invalid' })
    expect(await refusal(open({ staffId: 4711 as never }))).toMatchObject({ reason: 'case-staff-gone' })
    const brandt = await person('Uwe', 'Brandt')
    house.db
      .prepare(
        "insert into purchase (id, customer_id, day, counts_on, total_cents, list_cents, created_at) values (77, ?, '2026-03-01', '2026-03-01', 2000, 2000, '')",
      )
      .run(brandt)
    expect(await refusal(open({ purchaseId: 77 as PurchaseId }))).toMatchObject({ reason: 'case-purchase-foreign', detail: { name: 'Sabine Kern' } })
    expect(await open({ customerId: brandt, purchaseId: 77 as PurchaseId })).toMatchObject({ purchaseId: 77 })
    const { id: said } = await house.call('contacts.record', { customerId: kern, direction: 'in', channel: 'phone', text: 'ruft wütend an' })
    const fromContact = await open({ contactId: said })
    expect(await house.call('contacts.get', { contactId: said })).toMatchObject({ caseId: fromContact.id })
    expect(await refusal(open({ customerId: brandt, contactId: said }))).toMatchObject({ reason: 'case-contact-foreign' })
    expect(await refusal(open({ contactId: 4711 as never }))).toMatchObject({ reason: 'case-contact-foreign', detail: { name: 'Sabine Kern' } })
    expect(await refusal(house.call('cases.change', { caseId: 4711 as never, title: 'x' }))).toMatchObject({ reason: 'case-gone' })
    const { id } = await open()
    const negative = { caseId: id, outcome: 'x', goodwillCents: -1 as never }
    expect(await refusal(house.call('cases.close', negative))).toMatchObject({ code: 'invalid', reason: 'case-goodwill-negative' })
  })
})

describe('the list of cases', () => {
  beforeEach(async () => {
    await open({ title: 'ohne Frist', kind: 'wish', referencePoint: 'experience' })
    await open({ title: 'bald', dueOn: day('2026-03-14') })
    await open({ title: 'heute', dueOn: day('2026-03-12'), text: 'Kette springt' })
    const done = await open({ title: 'erledigt', kind: 'praise', referencePoint: 'staff' })
    await house.call('cases.close', { caseId: done.id, outcome: 'weitergesagt' })
  })
  test('shows open ones by their day, then what is closed', async () => expect(await titles()).toEqual(['heute', 'bald', 'ohne Frist', 'erledigt']))
  test('finds by state, kind, reference point and words, also of the customer', async () => {
    house.clock.set('2026-03-13')
    expect(await titles({ state: 'open' })).toEqual(['heute', 'bald', 'ohne Frist'])
    expect(await titles({ state: 'overdue' })).toEqual(['heute'])
    expect(await titles({ state: 'closed' })).toEqual(['erledigt'])
    expect(await titles({ kind: 'complaint' })).toEqual(['heute', 'bald'])
    expect(await titles({ referencePoint: 'staff' })).toEqual(['erledigt'])
    expect(await titles({ text: 'kette' })).toEqual(['heute'])
    expect(await titles({ text: 'weiter' })).toEqual(['erledigt'])
    expect(await titles({ text: 'Kern' })).toHaveLength(4)
    expect(await titles({ text: '100%' })).toEqual([])
    expect(await house.call('cases.count', {})).toEqual({ open: 3, overdue: 1 })
  })
  test('tells pages and the whole number apart', async () => {
    const { rows, total } = await house.call('cases.list', { limit: 1, offset: 1 })
    expect({ titles: rows.map(({ title }) => title), total }).toEqual({ titles: ['bald'], total: 4 })
  })
  test('rests while the customer is in the bin, and ends with them', async () => {
    await house.call('customers.remove', { customerIds: [kern] })
    expect(await titles()).toEqual([])
    expect(await house.call('cases.count', {})).toEqual({ open: 0, overdue: 0 })
    expect(dueOn(day('2026-03-20'), 10)).toEqual([])
  })
  test('on the page of a customer holds theirs alone, open ones first', async () => {
    const brandt = await person('Uwe', 'Brandt')
    await open({ customerId: brandt, title: 'fremd' })
    const { rows, total, open: waiting } = await house.call('cases.listFor', { customerId: kern })
    expect(rows.map(({ title }) => title)).toEqual(['heute', 'bald', 'ohne Frist', 'erledigt'])
    expect({ total, waiting }).toEqual({ total: 4, waiting: 3 })
  })
  test('counts what customers speak of', async () => {
    expect(await house.call('cases.heat', { from: day('2026-03-12'), until: day('2026-03-12') })).toEqual(
      expect.arrayContaining([
        { referencePoint: 'product', kind: 'complaint', count: 2 },
        { referencePoint: 'experience', kind: 'wish', count: 1 },
        { referencePoint: 'staff', kind: 'praise', count: 1 },
      ]),
    )
    expect(await house.call('cases.heat', { from: day('2026-03-13'), until: day('2026-04-12') })).toEqual([])
  })
  test('tells what is due by a day, the longest overdue first, and why', () => {
    expect(dueOn(day('2026-03-14'), 10)).toEqual([
      {
        customerId: kern,
        displayName: 'Sabine Kern',
        title: 'heute',
        why: {
          key: 'case-due',
          values: { caseId: expect.any(Number), kind: 'complaint', referencePoint: 'product', openedOn: '2026-03-12', dueOn: '2026-03-12' },
        },
        minutes: 15,
        channel: null,
        overdueDays: 2,
      },
      expect.objectContaining({ title: 'bald', overdueDays: 0 }),
    ])
    expect(dueOn(day('2026-03-14'), 1)).toHaveLength(1)
    expect(dueOn(day('2026-03-11'), 10)).toEqual([])
  })
})

test('customers with an open case can be filtered for', async () => {
  await person('Uwe', 'Brandt')
  const { id } = await open()
  const names = async (value: boolean) =>
    (await house.call('views.run', { filter: { all: [{ field: 'case:open', op: 'is', value }] } })).rows.map(({ displayName }) => displayName)
  expect(await names(true)).toEqual(['Sabine Kern'])
  expect(await names(false)).toEqual(['Uwe Brandt'])
  await house.call('cases.close', { caseId: id, outcome: 'ersetzt' })
  expect(await names(true)).toEqual([])
})
