import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

const person = (input: Partial<Input<'customers.create'>> = {}) => house.call('customers.create', { kind: 'person', lastName: 'Kern', ...input })
const refused = async (work: Promise<unknown>) => {
  const failure = await work.then(
    () => null,
    (error: { failure: unknown }) => error.failure,
  )
  return failure
}

describe('naming', () => {
  test('a name and a phone number are enough', async () => {
    const customer = await person({ firstName: 'Sabine', phone: '0251 2788304', email: 'S.Kern@Posteo.de' })
    expect(customer).toMatchObject({
      number: '10001',
      displayName: 'Sabine Kern',
      details: [
        { kind: 'phone', value: '0251 2788304', normal: '+492512788304', label: '' },
        { kind: 'email', value: 'S.Kern@Posteo.de', normal: 's.kern@posteo.de', label: '' },
      ],
    })
  })
  test('a person reads with title and addition, a firm by its name', async () => {
    expect((await person({ title: 'Dr.', firstName: 'Sabine', nameAddition: 'jun.' })).displayName).toBe('Dr. Sabine Kern jun.')
    expect((await house.call('customers.create', { kind: 'firm', firmName: 'Kern & Söhne', lastName: 'Kern' })).displayName).toBe('Kern & Söhne')
  })
  test.each(['Å', "O'Brien-Müller", '"; drop table customer; --', '😀', 'يوسف', '李', 'x'.repeat(120), "=cmd|' /C calc'!A0"])(
    '%s is a name like any other',
    async (lastName) => {
      const { id } = await person({ lastName })
      expect((await house.call('customers.summary', { customerId: id })).displayName).toBe(lastName)
      expect((await house.call('customers.search', { text: lastName })).rows.map((row) => row.id)).toEqual([id])
    },
  )
  test('nameless customers are refused, and nothing is written', async () => {
    expect(await refused(person({ lastName: '  ' }))).toMatchObject({ code: 'invalid', reason: 'name-missing' })
    expect(await refused(house.call('customers.create', { kind: 'firm', lastName: 'Kern' }))).toMatchObject({ reason: 'name-missing' })
    expect(await house.call('customers.count', {})).toEqual({ customers: 0, sample: 0, inBin: 0 })
  })
})

describe('customer numbers', () => {
  test('count from 10001 and are never given twice, not even after undo', async () => {
    await person()
    const second = await house.write('customers.create', { kind: 'person', lastName: 'Kern' })
    await house.job('operations.undo', { operationId: second.operationId! })
    expect((await person()).number).toBe('10003')
  })
  test('a number of the owner’s own is kept, and lifts the count', async () => {
    expect((await person({ number: '0815' })).number).toBe('0815')
    expect((await person({ number: 'K-77 ä' })).number).toBe('K-77 ä')
    expect((await person({ number: '20000' })).number).toBe('20000')
    expect((await person()).number).toBe('20001')
    expect((await person({ number: '4001234567890' })).number).toBe('4001234567890')
    expect((await person()).number).toBe('20002')
  })
  test('a taken number is refused by name, also when its customer lies in the bin', async () => {
    const { id } = await person({ firstName: 'Sabine', number: '7' })
    const taken = { code: 'conflict', reason: 'number-taken', detail: { number: '7', name: 'Sabine Kern' } }
    expect(await refused(person({ number: '7' }))).toEqual(taken)
    await house.call('customers.remove', { customerIds: [id] })
    expect(await refused(person({ number: '7' }))).toEqual(taken)
    const other = await person()
    expect(await refused(house.call('customers.update', { customerId: other.id, number: '7' }))).toEqual(taken)
  })
  test('longer than 20 characters is refused', async () => {
    expect(await refused(person({ number: 'x'.repeat(21) }))).toMatchObject({ code: 'invalid' })
  })
})

describe('ways to reach them', () => {
  test('what is no e-mail address or has no digit is refused by value', async () => {
    expect(await refused(person({ email: 'kern@' }))).toEqual({ code: 'invalid', reason: 'email-invalid', detail: { value: 'kern@' } })
    expect(await refused(person({ phone: 'keins' }))).toEqual({ code: 'invalid', reason: 'phone-invalid', detail: { value: 'keins' } })
  })
  test('a local number gets the shop’s area code', async () => {
    await house.call('settings.update', { shopAreaCode: '0251' })
    expect((await person({ phone: '27 88 304' })).details).toEqual([{ kind: 'phone', value: '27 88 304', normal: '+492512788304', label: '' }])
  })
})

describe('birthdays', () => {
  test('with or without a year, 29 February included', async () => {
    const leapDay = { day: 29, month: 2, year: null }
    expect((await person({ birthday: leapDay })).birthday).toEqual(leapDay)
    expect((await person({ birthday: { day: 12, month: 3, year: 2026 } })).birthday).toEqual({ day: 12, month: 3, year: 2026 })
  })
  test('that never were or have not been yet are refused', async () => {
    expect(await refused(person({ birthday: { day: 29, month: 2, year: 2025 } }))).toMatchObject({ reason: 'birthday-invalid' })
    expect(await refused(person({ birthday: { day: 13, month: 3, year: 2026 } }))).toMatchObject({ reason: 'birthday-in-future' })
  })
})

test('tags are trimmed and each kept once, whatever its case', async () => {
  expect((await person({ tags: [' VIP ', 'vip', 'Stammtisch', ''] })).tags).toEqual(['VIP', 'Stammtisch'])
  expect(await house.call('customers.tags', {})).toEqual([
    { name: 'Stammtisch', count: 1 },
    { name: 'VIP', count: 1 },
  ])
})
