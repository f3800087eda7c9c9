import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Condition, Input, OwnField } from '#contract'
import type { House } from '../../support/house.ts'
import { condition, viewShop } from './view-shop.ts'

let house: House
beforeEach(async () => {
  house = await viewShop()
})
afterEach(() => house.close())
const idOf = async (text: string) => (await house.call('customers.search', { text })).rows[0]!.id
const found = async (asked: Condition) => {
  const { rows, inactive } = await house.call('views.run', { filter: { all: [asked] } })
  expect(inactive).toEqual([])
  return rows.map(({ displayName }) => displayName.split(' ').at(-1))
}

describe('own fields as conditions', () => {
  const make = (name: string, kind: OwnField['kind'], choices: string[] = []) => house.call('ownFields.create', { name, kind, choices })
  const set = async (text: string, field: OwnField, value: string | number | boolean | null) =>
    house.call('ownFields.set', { customerId: await idOf(text), values: { [field.id]: value } })

  test('each kind, followed as values change', async () => {
    const frame = await make('Rahmen', 'text')
    const size = await make('Größe', 'number')
    const service = await make('Inspektion', 'date')
    const wheel = await make('Rad', 'choice', ['Rennrad', 'Stadtrad'])
    const letter = await make('Rundbrief', 'yes-no')
    await set('Kern', frame, 'WSB 17')
    await set('Kern', size, 56.5)
    await set('Brandt', size, 60)
    await set('Kern', service, '2026-03-01')
    await set('Brandt', wheel, 'Stadtrad')
    await set('Kern', letter, true)
    await set('Brandt', letter, false)
    expect(await found(condition(`own:${frame.id}`, 'contains', 'wsb'))).toEqual(['Kern'])
    expect(await found(condition(`own:${size.id}`, 'at-least', 57))).toEqual(['Brandt'])
    expect(await found(condition(`own:${size.id}`, 'between', [50, 60]))).toEqual(['Brandt', 'Kern'])
    expect(await found(condition(`own:${service.id}`, 'within-days', 30))).toEqual(['Kern'])
    expect(await found(condition(`own:${wheel.id}`, 'is', ['Stadtrad']))).toEqual(['Brandt'])
    expect(await found(condition(`own:${letter.id}`, 'is', true))).toEqual(['Kern'])
    expect(await found(condition(`own:${letter.id}`, 'is', false))).not.toContain('Kern')
    expect(await found(condition(`own:${frame.id}`, 'empty'))).not.toContain('Kern')
    await set('Kern', size, 58)
    expect(await found(condition(`own:${size.id}`, 'at-least', 57))).toEqual(['Brandt', 'Kern'])
    await house.job('operations.undoLast', {})
    expect(await found(condition(`own:${size.id}`, 'at-least', 57))).toEqual(['Brandt'])
  })

  test('pages of the list carry the values, those of removed fields not', async () => {
    const size = await make('Größe', 'number')
    await set('Kern', size, 56.5)
    const rows = async () => [
      (await house.call('customers.search', { text: 'Kern' })).rows[0]!.own,
      (await house.call('views.run', { text: 'Kern' })).rows[0]!.own,
    ]
    expect(await rows()).toEqual([{ [size.id]: 56.5 }, { [size.id]: 56.5 }])
    await house.call('ownFields.remove', { fieldId: size.id })
    expect(await rows()).toEqual([undefined, undefined])
  })
})

describe('consents as conditions', () => {
  const say = async (text: string, more: Omit<Input<'consents.record'>, 'customerId'>) =>
    house.call('consents.record', { customerId: await idOf(text), way: 'Papier', ...more })

  test('what was said on the later day holds, whenever it was written down', async () => {
    await say('Kern', { channel: 'email', state: 'granted', day: '2026-03-10' as never })
    await say('Kern', { channel: 'email', state: 'refused', day: '2026-01-10' as never })
    expect(await found(condition('consent:email', 'is', ['granted']))).toEqual(['Kern'])
    await say('Kern', { channel: 'email', state: 'withdrawn', day: '2026-03-10' as never })
    expect(await found(condition('consent:email', 'is', ['granted']))).toEqual([])
    expect(await found(condition('consent:email', 'is', ['withdrawn']))).toEqual(['Kern'])
  })

  test('who took it back was never asked, and so is everybody else', async () => {
    const all = (await house.call('customers.count', {})).customers
    expect(await found(condition('consent:phone', 'is', ['none']))).toHaveLength(all)
    await say('Kern', { channel: 'phone', state: 'granted' })
    expect(await found(condition('consent:phone', 'is', ['none']))).toHaveLength(all - 1)
    expect(await found(condition('consent:phone', 'is-not', ['none']))).toEqual(['Kern'])
    await house.job('operations.undoLast', {})
    expect(await found(condition('consent:phone', 'is', ['none']))).toHaveLength(all)
    expect(await found(condition('consent:phone', 'is', ['granted']))).toEqual([])
  })
})
