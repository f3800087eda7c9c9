import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ContactChannel, ConsentState, CustomerId, IsoDate } from '#contract'
import { mayContact, strictest } from '../../../electron/services/consents/consent.rules.ts'
import type { ConsentStates } from '../../../electron/services/consents/consent.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

describe('which contact the law allows', () => {
  test.each<[ContactChannel, ConsentStates, boolean, string]>([
    ['letter', {}, true, 'letter-without-objection'],
    ['phone', {}, false, 'never-asked'],
    ['email', {}, false, 'never-asked'],
    ['messenger', {}, false, 'never-asked'],
    ['counter', { all: 'withdrawn' }, true, 'counter'],
    ['letter', { letter: 'refused' }, false, 'refused'],
    ['email', { email: 'granted' }, true, 'granted'],
    ['email', { email: 'withdrawn' }, false, 'withdrawn'],
    ['email', { email: 'granted', all: 'withdrawn' }, false, 'all-withdrawn'],
    ['letter', { all: 'refused' }, false, 'all-refused'],
    ['phone', { all: 'granted' }, true, 'granted'],
    ['phone', { all: 'granted', phone: 'withdrawn' }, false, 'withdrawn'],
  ])('%s with %j: %s', (channel, states, allowed, reason) => {
    for (const purpose of ['advertising', 'birthday', 'rating'] as const) expect(mayContact(states, channel, purpose)).toEqual({ allowed, reason })
  })
  test('what belongs to a purchase is no advertising', () =>
    expect(mayContact({ all: 'withdrawn' }, 'email', 'contract')).toEqual({ allowed: true, reason: 'contract-notice' }))
})

describe('the strictest of several records', () => {
  test.each<[(ConsentState | null)[], ConsentState | null]>([
    [['granted', null], null],
    [['granted', 'granted'], 'granted'],
    [['granted', 'refused'], 'refused'],
    [['refused', 'withdrawn'], 'withdrawn'],
    [[], null],
  ])('%j: %s', (states, result) => expect(strictest(states)).toBe(result))
  test('never allows by e-mail what one of them does not', () => {
    const state = fc.constantFrom<ConsentState | null>('granted', 'refused', 'withdrawn', null)
    const allows = (email: ConsentState | null) => mayContact(email ? { email } : {}, 'email', 'advertising').allowed
    fc.assert(
      fc.property(fc.array(state, { minLength: 1 }), (states) => {
        expect(allows(strictest(states))).toBe(states.every(allows))
      }),
    )
  })
})

describe('what a customer said', () => {
  let house: House
  let customerId: CustomerId
  beforeEach(async () => {
    house = openHouse()
    const reachable = {
      phone: '0151 2788304',
      email: 's.kern@posteo.de',
      addresses: [{ street: 'Prinzipalmarkt 1', postcode: '48143', city: 'Münster' }],
    }
    customerId = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', ...reachable })).id
  })
  afterEach(() => house.close())
  const may = (channel: ContactChannel, day?: string) =>
    house.call('consents.mayContact', { customerId, channel, purpose: 'advertising', ...(day && { day: day as IsoDate }) })
  const grant = (channel: 'email' | 'phone', day?: string) =>
    house.call('consents.record', { customerId, channel, state: 'granted', way: 'Papier', ...(day && { day: day as IsoDate }) })
  const state = async (channel: string) => (await house.call('consents.of', { customerId })).channels.find((one) => one.channel === channel)?.current

  test('is written down with day and way, and the newest word counts', async () => {
    await grant('email')
    expect(await state('email')).toMatchObject({ state: 'granted', day: '2026-03-12', way: 'Papier' })
    expect(await may('email')).toEqual({ allowed: true, reason: 'granted' })
    await house.call('consents.record', { customerId, channel: 'email', state: 'withdrawn' })
    expect(await may('email')).toEqual({ allowed: false, reason: 'withdrawn' })
    expect((await house.call('consents.of', { customerId })).history.map((entry) => entry.state)).toEqual(['withdrawn', 'granted'])
  })
  test('a permission found later does not overrule a younger withdrawal', async () => {
    await house.call('consents.record', { customerId, channel: 'email', state: 'withdrawn', day: '2026-03-10' as IsoDate })
    await grant('email', '2026-02-01')
    expect(await may('email')).toMatchObject({ allowed: false, reason: 'withdrawn' })
  })
  test('counts from the day it was said', async () => {
    await grant('email', '2026-03-01')
    expect(await may('email', '2026-02-28')).toMatchObject({ allowed: false, reason: 'never-asked' })
  })
  test('a permission needs the way it was given, and no day to come', async () => {
    expect(await refusal(house.call('consents.record', { customerId, channel: 'email', state: 'granted' }))).toMatchObject({
      reason: 'consent-way-missing',
    })
    expect(await refusal(grant('email', '2026-03-13'))).toMatchObject({ reason: 'day-in-future' })
    expect(await state('email')).toBeNull()
  })
  test('undo and redo book against it: nothing is ever deleted', async () => {
    const lines = () => house.db.prepare('select count(*) from consent').pluck().get()
    await grant('email')
    await house.job('operations.undoLast', {})
    expect(await may('email')).toEqual({ allowed: false, reason: 'never-asked' })
    expect(await state('email')).toBeNull()
    await house.job('operations.redoLast', {})
    expect(await may('email')).toEqual({ allowed: true, reason: 'granted' })
    await house.job('operations.undoLast', {})
    expect(await may('email')).toEqual({ allowed: false, reason: 'never-asked' })
    expect(lines()).toBe(4)
    for (const sql of ['delete from consent', "update consent set state = 'granted'"])
      expect(() => house.db.exec(sql)).toThrow('consent is append-only')
  })
  test('undoing a withdrawal brings the permission back', async () => {
    await grant('phone')
    await house.call('consents.record', { customerId, channel: 'phone', state: 'withdrawn' })
    await house.job('operations.undoLast', {})
    expect(await may('phone')).toEqual({ allowed: true, reason: 'granted' })
  })
  test('nobody writes to a customer in the bin', async () => {
    await house.call('customers.remove', { customerIds: [customerId] })
    expect(await may('letter')).toEqual({ allowed: false, reason: 'customer-in-bin' })
    expect(await refusal(grant('email'))).toMatchObject({ reason: 'customer-in-bin' })
  })
  test('a customer who said something is kept when their creation is undone', async () => {
    await grant('email')
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect((await house.call('customers.get', { customerId })).deletedAt).not.toBeNull()
  })
})
