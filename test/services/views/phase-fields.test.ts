import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { viewShop, whoIs } from './view-shop.ts'

let house: House
beforeEach(async () => void (house = await viewShop()))
afterEach(() => house.close())
const who = (field: string, op: string, value: unknown = null) => whoIs(house, field, op, value)
const idOf = async (text: string) => (await house.call('customers.search', { text })).rows[0]!.id

it('a view asks for a step of a phase, and follows whoever moves on or off it', async () => {
  const [step] = await house.call('phases.saveStep', { phase: 'repurchase', name: 'Wieder da' })
  const stepId = String(step!.stepId)
  expect(await who('step', 'is', [stepId])).toEqual([])
  const kern = await idOf('kern')
  await house.call('phases.placeOnStep', { customerIds: [kern], stepId: step!.stepId })
  expect(await who('step', 'is', [stepId])).toEqual(['Sabine Kern'])
  expect(await who('step', 'not-empty')).toEqual(['Sabine Kern'])
  expect(await who('step', 'is-not', [stepId])).not.toContain('Sabine Kern')
  expect((await house.call('views.fields', {})).find(({ key }) => key === 'step')!.choices).toEqual([{ value: stepId, label: 'Wieder da' }])
  await house.call('phases.retireStep', { stepId: step!.stepId })
  expect(await who('step', 'not-empty')).toEqual([])
  await house.job('operations.undoLast', {})
  expect(await who('step', 'not-empty')).toEqual(['Sabine Kern'])
})
it('a view asks whose phase was set by hand', async () => {
  const kern = await idOf('kern')
  await house.call('phases.override', { customerId: kern, phase: 'after-purchase', reason: 'zieht um', until: '2026-05-01' as IsoDate })
  expect(await who('override', 'is', true)).toEqual(['Sabine Kern'])
  expect(await who('override', 'is', false)).not.toContain('Sabine Kern')
  await house.call('phases.endOverride', { customerId: kern })
  expect(await who('override', 'is', true)).toEqual([])
})
