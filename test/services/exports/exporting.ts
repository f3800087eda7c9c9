import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Customer, Input } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** A fresh folder and a fresh shop for each test of a file. */
export function exporting() {
  const at = { folder: '', houses: [] as House[] }
  beforeEach(() => {
    at.folder = mkdtempSync(join(tmpdir(), 'stammkunde-export-'))
    at.houses = [openHouse()]
  })
  afterEach(() => {
    for (const house of at.houses) house.close()
    rmSync(at.folder, { recursive: true, force: true })
  })
  const path = (name: string) => join(at.folder, name)
  return {
    house: () => at.houses[0]!,
    folder: () => at.folder,
    path,
    text: (name: string) => readFileSync(path(name), 'utf8'),
    /** Another shop with nobody in it. */
    emptyShop(): House {
      const house = openHouse()
      at.houses.push(house)
      return house
    },
    export: (name: string, options: Omit<Input<'exports.customers'>, 'file'>) =>
      at.houses[0]!.job('exports.customers', { file: path(name), ...options }),
  }
}

/** What was entered of every customer, by number, without ids and moments. */
export async function entered(house: House): Promise<Partial<Customer>[]> {
  const { rows } = await house.call('customers.list', { sort: 'number', limit: 1000 })
  const all = await Promise.all(rows.map(({ id }) => house.call('customers.get', { customerId: id })))
  return all.map(({ id: _id, createdAt: _created, updatedAt: _updated, ...rest }) => rest)
}

/** Somebody with everything that can be entered, a firm with its persons, and texts that files stumble over. */
export const hardCustomers: Input<'customers.create'>[] = [
  {
    kind: 'person',
    salutation: 'ms',
    title: 'Dr.',
    firstName: 'Sabine',
    lastName: 'Kern-Müller',
    nameAddition: 'von Horn',
    addressForm: 'informal',
    birthday: { day: 3, month: 5, year: 1979 },
    memo: 'Mag Roggen; "ohne Kümmel",\nruft lieber an.\n\n=1+1 steht hier als Text',
    source: 'Anzeige, Wochenblatt',
    tags: ['Stammtisch', 'B & B'],
    details: [
      { kind: 'phone', value: '+49 251 27 88 304', label: 'mobile' },
      { kind: 'phone', value: '0251/1234-5', label: 'work' },
      { kind: 'phone', value: '0251 999', label: 'Werkstatt' },
      { kind: 'phone', value: '0251 998', label: '' },
      { kind: 'phone', value: '0251 997', label: 'fax' },
      { kind: 'email', value: 'sabine@kern.example', label: 'home' },
      { kind: 'email', value: 'buero@kern.example', label: '' },
      { kind: 'web', value: 'https://kern.example/a,b', label: '' },
    ],
    addresses: [
      { label: 'work', street: 'Gievenbecker Reihe 41', addition: 'Hinterhaus', postcode: '48161', city: 'Münster', country: 'DE' },
      { label: 'home', street: 'Am Graben 7', addition: '', postcode: '01067', city: 'Dresden', country: 'DE' },
      { label: '', street: 'Ringstraße 1', addition: '', postcode: '1010', city: 'Wien', country: 'AT' },
    ],
  },
  {
    kind: 'person',
    salutation: 'mr',
    firstName: 'Çelik',
    lastName: '=HYPERLINK("x")',
    birthday: { day: 29, month: 2, year: null },
    memo: '@ruhig',
    tags: ['+plus'],
  },
  {
    kind: 'firm',
    firmName: 'Pohlmann GmbH',
    details: [{ kind: 'phone', value: '02582 7193', label: 'work' }],
    contactPersons: [
      { salutation: 'ms', title: '', firstName: 'Heike', lastName: 'Pohlmann', role: '', phone: '', email: '' },
      { salutation: 'mr', title: 'Prof.', firstName: 'Uwe', lastName: 'Groß', role: '', phone: '', email: '' },
    ],
  },
  {
    kind: 'person',
    lastName: 'Nurname',
    firmName: 'Café am Markt',
    details: [
      { kind: 'phone', value: '0251 5', label: 'pager' },
      { kind: 'phone', value: '+43 1 58858-0', label: 'other' },
      { kind: 'email', value: 'nur^name@example.org', label: '' },
      { kind: 'email', value: 'mobil@example.org', label: 'mobile' },
      { kind: 'web', value: 'www.example.org', label: 'work' },
    ],
  },
]
