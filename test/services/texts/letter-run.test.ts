import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, TextId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
let textId: TextId
const ids: CustomerId[] = []
const address = { street: 'Wolbecker Straße 104', postcode: '48155', city: 'Münster' }
beforeEach(async () => {
  house = openHouse()
  ids.length = 0
  await house.call('settings.update', { shopName: 'Zweirad Lindner', shopStreet: 'Hansaring 12', shopCity: 'Münster' })
  const add = async (lastName: string, more = {}) =>
    ids.push((await house.call('customers.create', { kind: 'person', lastName, addresses: [address], ...more })).id)
  await add('Kern', { firstName: 'Sabine', salutation: 'ms' })
  await add('Brandt')
  await add('Yildiz', { firstName: 'Emre', addresses: [] })
  await add('Ahlers', { firstName: 'Heike' })
  await house.call('consents.record', { customerId: ids[3]!, channel: 'letter', state: 'withdrawn' })
  textId = (await house.call('texts.save', { name: 'Frühling', subject: 'Frühling', body: '{Anrede}\n\n{Vorname}, der Frühling ist da.' })).id
})
afterEach(() => house.close())
const selection = () => ({ ids })

describe('letters for many', () => {
  test('go to those who may and can get one; of all others it is said why', async () => {
    const { ready, leftOutCount, leftOut, html, pages } = await house.job('texts.checkLetters', { selection: selection(), textId })
    expect({ ready, leftOutCount, pages }).toEqual({ ready: 1, leftOutCount: 3, pages: 1 })
    expect(leftOut.map(({ displayName, reason, may, placeholder }) => [displayName, reason, may, placeholder])).toEqual(
      expect.arrayContaining([
        ['Brandt', 'value-missing', null, 'Vorname'],
        ['Emre Yildiz', 'no-address', null, null],
        ['Heike Ahlers', 'not-allowed', 'withdrawn', null],
      ]),
    )
    expect(html).toContain('Sabine, der Frühling ist da.')
    expect(html).toContain('keine Werbung mehr')
  })
  test('ask anew when they are printed: an objection in between wins', async () => {
    expect((await house.job('texts.checkLetters', { selection: selection(), textId })).ready).toBe(1)
    await house.call('consents.record', { customerId: ids[0]!, channel: 'all', state: 'withdrawn' })
    const file = '/nowhere/letters.pdf'
    expect(await refusal(house.job('texts.letters', { selection: selection(), textId, file }))).toMatchObject({
      code: 'conflict',
      reason: 'text-no-letters',
    })
  })
  test('are refused without a sender, for too many, and for a block that is gone', async () => {
    await house.call('settings.update', { shopStreet: '' })
    expect(await refusal(house.job('texts.checkLetters', { selection: selection(), textId }))).toMatchObject({ reason: 'text-sender-missing' })
    await house.call('texts.remove', { textId })
    expect(await refusal(house.job('texts.checkLetters', { selection: selection(), textId }))).toMatchObject({ reason: 'text-gone' })
  })
})
