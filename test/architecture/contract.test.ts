import { z } from 'zod'
import { expect, test } from 'vitest'
import { contract } from '#contract'
import type { AnyCall } from '#contract'
import { openHouse } from '../support/house.ts'

const entries = Object.entries(contract).flatMap(([capability, verbs]) =>
  Object.entries(verbs as Record<string, AnyCall>).map(([verb, call]) => [`${capability}.${verb}`, call] as const),
)

test('every call of the contract has a handler, and no handler is without a call', () => {
  const house = openHouse()
  const handlers: Record<string, Record<string, unknown>> = { ...house.services.handlers, jobs: { get: 1, list: 1, cancel: 1 } }
  const built = Object.entries(handlers).flatMap(([capability, verbs]) => Object.keys(verbs).map((verb) => `${capability}.${verb}`))
  house.close()
  expect(built.toSorted()).toEqual(entries.map(([name]) => name).toSorted())
})

test.each(entries)('%s can be described as a JSON Schema', (_, call) => {
  const options = { io: 'input', unrepresentable: 'any' } as const
  expect(z.toJSONSchema(call.input, options)).toMatchObject({ type: 'object' })
  expect(Object.keys(z.toJSONSchema(call.output, { unrepresentable: 'any' })).length).toBeGreaterThan(0)
})

test('the paths of a call are fields of its input', () => {
  for (const [name, call] of entries) for (const path of call.paths) expect(Object.keys((call.input as z.ZodObject).shape), name).toContain(path)
})

test('a field that holds a path is named in paths, so that the window cannot send a path of its own', () => {
  for (const [name, call] of entries) {
    const shape = (call.input as z.ZodObject).shape
    for (const key of ['file', 'folder']) if (key in shape) expect(call.paths, name).toContain(key)
  }
})
