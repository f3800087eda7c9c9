import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** More customers whose names begin with the same six letters than are sorted at once, in no order, and some others around them. */
const FIRST = ['Anna', 'Bela', 'Carl', 'Dora', 'Emil', 'Fine']
const people = Array.from({ length: 1800 }, (_, index) => {
  const mixed = (index * 1009) % 1800
  return { first: FIRST[mixed % FIRST.length]!, last: `Müller${String.fromCharCode(97 + (mixed % 26))}${mixed}` }
}).concat(Array.from({ length: 90 }, (_, index) => ({ first: 'Anna', last: `${index % 2 === 0 ? 'Krabbe' : 'Zander'}${index}` })))

let house: House
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stammkunde-crowd-'))
  const file = join(folder, 'people.csv')
  writeFileSync(file, `Vorname;Nachname\n${people.map(({ first, last }) => `${first};${last}`).join('\n')}\n`)
  house = openHouse()
  await house.job('imports.start', { file })
})
afterAll(() => {
  house.close()
  rmSync(folder, { recursive: true, force: true })
})

const inOrder = (fits: (person: (typeof people)[number]) => boolean) =>
  people
    .filter(fits)
    .map(({ first, last }) => ({ key: `${last.toLowerCase().replace('ü', 'u')}\t${first.toLowerCase()}`, name: `${first} ${last}` }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ name }) => name)

test.each([
  ['mül', (person: { last: string }) => person.last.startsWith('Müller')],
  ['anna', (person: { first: string }) => person.first === 'Anna'],
  ['a', (person: { first: string }) => person.first === 'Anna'],
  ['mullera', (person: { last: string }) => person.last.startsWith('Müllera')],
])('every page of "%s" is in the order of names, from both ends', async (text, fits) => {
  const expected = inOrder(fits)
  for (const descending of [false, true]) {
    const whole = descending ? expected.toReversed() : expected
    for (const offset of [0, 30, 60, 700, expected.length - 20]) {
      const { rows, total } = await house.call('customers.search', { text, descending, offset: Math.max(0, offset), limit: 50 })
      expect(total).toBe(expected.length)
      expect(rows.map(({ displayName }) => displayName)).toEqual(whole.slice(Math.max(0, offset), Math.max(0, offset) + 50))
    }
  }
})

test('a total that need not be exact is counted no further than asked, and says so', async () => {
  expect(await house.call('customers.search', { text: 'mül', limit: 1, countUpTo: 1000 })).toMatchObject({ total: 1000, isTotalExact: false })
  expect(await house.call('customers.search', { text: 'zander', limit: 1, countUpTo: 1000 })).toMatchObject({ total: 45, isTotalExact: true })
})
