import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { expectSoundness } from '../operations/shop-state.ts'
import { kernTwice } from './two-customers.ts'

let house: House
let folder: string
beforeEach(() => {
  house = openHouse()
  folder = mkdtempSync(join(tmpdir(), 'stammkunde-alias-'))
})
afterEach(() => {
  house.close()
  rmSync(folder, { recursive: true, force: true })
})
const write = (name: string, lines: readonly string[]) => {
  const file = join(folder, name)
  writeFileSync(file, lines.join('\n'))
  return file
}
const merge = (survivorId: CustomerId, other: CustomerId) => house.call('customers.merge', { survivorId, otherIds: [other] })
const count = async () => (await house.call('customers.count', {})).customers

describe('after a merge an import still knows the customer', () => {
  it('by the old customer number', async () => {
    const { kern, other } = await kernTwice(house)
    await merge(kern, other)
    const file = write('kunden.csv', ['Kundennummer;Vorname;Nachname;Ort', 'A-77;Sabine;Müller-Kern;Telgte'])
    expect(await house.job('imports.start', { file })).toMatchObject({ created: 0, updated: 1 })
    expect(await count()).toBe(1)
    expect((await house.call('customers.get', { customerId: kern })).addresses.map(({ city }) => city)).toContain('Telgte')
  })
  it('by the UID of a vCard, and the row of the first import goes on telling of him', async () => {
    const card = (note: string) => ['BEGIN:VCARD', 'VERSION:3.0', 'UID:abc-1', 'N:Kern;Sabine;;;', 'FN:Sabine Kern', `NOTE:${note}`, 'END:VCARD', '']
    await house.job('imports.start', { file: write('eins.vcf', card('eins')) })
    const imported = (await house.call('customers.list', {})).rows[0]!.id
    const own = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
    await merge(own, imported)
    expect(await house.job('imports.start', { file: write('zwei.vcf', card('zwei')) })).toMatchObject({ created: 0 })
    expect(await count()).toBe(1)
    const { entries } = await house.call('customers.timeline', { customerId: own })
    expect(entries.filter(({ kind }) => kind === 'imported').length).toBeGreaterThan(0)
  })
})

describe('the sample shop', () => {
  it('goes away whole, also when two of its customers were merged', async () => {
    await house.job('sample.load', {})
    const { rows } = await house.call('customers.list', { limit: 10 })
    await merge(rows[0]!.id, rows[1]!.id)
    await merge(rows[3]!.id, rows[2]!.id)
    await house.job('sample.remove', {})
    expect(await house.call('customers.count', {})).toEqual({ customers: 0, sample: 0, inBin: 0 })
    expectSoundness(house)
  })
})
