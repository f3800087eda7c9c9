import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const people = [
  ['Sabine', 'Kern', 'Münster'],
  ['Jörg', 'Brandt', 'Telgte'],
  ['Özlem', 'Müller', 'Greven'],
] as const
async function threePeople(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  for (const [firstName, lastName, city] of people)
    await house.call('customers.create', { kind: 'person', firstName, lastName, phone: '0251 27 88 304', addresses: [{ city }] })
}
const names = () => [...document.querySelectorAll('.grid-line .name')].map((cell) => cell.textContent)
/** The list behind the sheet has a column of the same name, so the field is found by its kind. */
async function typePhone(find: (selector: string) => HTMLElement, settle: () => Promise<void>) {
  const field = find('.sheet input[type="tel"]') as HTMLInputElement
  field.value = '02571 54 81 66'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}
const idOf = async (house: House, text: string) => (await house.call('customers.search', { text })).rows[0]!.id

describe('the list of customers', () => {
  test('shows everybody by name and says how many', async () => {
    const { find } = await openWindow({ before: threePeople, path: '/customers' })
    expect(names()).toEqual(['Jörg Brandt', 'Sabine Kern', 'Özlem Müller'])
    expect(find('.head').textContent).toContain('3')
  })
  test('finds while typing, without umlauts and by the beginning of a word', async () => {
    const { find, settle } = await openWindow({ before: threePeople, path: '/customers' })
    const search = find<HTMLInputElement>('input[aria-label="Kunden suchen"]')
    search.value = 'muel'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    await settle()
    expect(names()).toEqual(['Özlem Müller'])
    expect(find('.hits').textContent).toBe('1 Treffer')
  })
  test('offers to enter whoever was not found', async () => {
    const { find, settle, click, path } = await openWindow({ before: threePeople, path: '/customers' })
    const search = find<HTMLInputElement>('input[aria-label="Kunden suchen"]')
    search.value = 'Uwe Rüschkamp'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    await settle()
    await click('button', 'Neuer Kunde „Uwe Rüschkamp“')
    expect(path()).toContain('/customers/new')
    const fields = [...document.querySelectorAll<HTMLInputElement>('.sheet .input')].map((field) => field.value)
    expect(fields.slice(0, 2)).toEqual(['Uwe', 'Rüschkamp'])
  })
  test('marks with the keyboard and moves the marked to the bin, from where they come back', async () => {
    const { press, click, find, house, go } = await openWindow({ before: threePeople, path: '/customers' })
    find('.grid').focus()
    await press('Space')
    await press('Shift+ArrowDown')
    expect(find('[aria-label="Markierte Kunden"]').textContent).toContain('2 von 3 markiert')
    await click('button', 'In den Papierkorb')
    expect(names()).toEqual(['Özlem Müller'])
    expect(find('.toast').textContent).toContain('2 Kunden im Papierkorb.')
    await go('/customers/bin')
    await click('.grid-line button', 'Zurückholen')
    expect((await house.call('customers.count', {})).customers).toBe(2)
  })
  test('comes back with its search, its place and its marks', async () => {
    const { find, settle, press, go } = await openWindow({ before: threePeople, path: '/customers' })
    find('.grid').focus()
    await press('ArrowDown')
    await press('Space')
    await press('Enter')
    await settle()
    await go('/customers')
    expect(find('.grid-line.active .name').textContent).toBe('Sabine Kern')
    expect(find('[aria-label="Markierte Kunden"]').textContent).toContain('1 von 3 markiert')
  })
})

describe('entering and editing', () => {
  test('a name and a number are enough', async () => {
    const { fill, press, path, house, find, settle } = await openWindow({ before: threePeople, path: '/customers/new' })
    await fill('Nachname', 'Rüschkamp')
    await typePhone(find, settle)
    await press('Ctrl+Enter')
    const id = await idOf(house, 'rueschkamp')
    expect(path()).toBe(`/customers/${id}`)
    expect(find('h1').textContent).toBe('Rüschkamp')
    expect((await house.call('customers.get', { customerId: id })).details).toMatchObject([{ kind: 'phone', value: '02571 54 81 66' }])
  })
  test('without any name the form says so at the name and keeps what was typed', async () => {
    const { press, find, path, settle } = await openWindow({ before: threePeople, path: '/customers/new' })
    await typePhone(find, settle)
    await press('Ctrl+Enter')
    expect(path()).toBe('/customers/new')
    expect(find('.problem').textContent).toContain('Ein Name genügt')
    expect(find<HTMLInputElement>('.sheet input[type="tel"]').value).toBe('02571 54 81 66')
  })
  test('a number that another customer has is refused at its field', async () => {
    const { fill, press, find, house } = await openWindow({ before: threePeople, path: '/customers/new' })
    const { number } = await house.call('customers.get', { customerId: await idOf(house, 'kern') })
    await fill('Nachname', 'Doppelt')
    await fill('Kundennummer', number)
    await press('Ctrl+Enter')
    expect(find('.problem').closest('.field')?.textContent).toContain('Kundennummer')
  })
  test('closing asks only when something would be lost', async () => {
    const { fill, click, path, has } = await openWindow({ before: threePeople, path: '/customers/new' })
    await fill('Nachname', 'Rüschkamp')
    await click('.sheet button', 'Abbrechen')
    expect(has('.sheet [role="alert"]', 'noch nicht gespeichert')).toBe(true)
    await click('.sheet button', 'Verwerfen')
    expect(path()).toBe('/customers')
  })
})

describe('the page of a customer', () => {
  async function onPage(text: string) {
    let id = 0 as CustomerId
    const opened = await openWindow({ before: async (house) => (await threePeople(house), (id = await idOf(house, text))) })
    await opened.go(`/customers/${id}`)
    return { ...opened, id }
  }
  test('says the place in the list and walks to the neighbours', async () => {
    const { find, click } = await onPage('kern')
    expect(find('.place').textContent).toContain('2 von 3')
    await click('button[aria-label="Nächster Kunde"]')
    expect(find('h1').textContent).toBe('Özlem Müller')
    expect(find('.place').textContent).toContain('3 von 3')
  })
  test('keeps the Merkzettel, and Strg Z brings back the old one', async () => {
    const { click, find, settle, house, id, press } = await onPage('kern')
    await click('.note button', 'Schreiben')
    const field = find<HTMLTextAreaElement>('.note textarea')
    field.value = 'Kaffee schwarz'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await settle()
    await click('.note button', 'Speichern')
    expect((await house.call('customers.get', { customerId: id })).memo).toBe('Kaffee schwarz')
    document.body.focus()
    await press('Ctrl+Z')
    await settle()
    expect((await house.call('customers.get', { customerId: id })).memo).toBe('')
  })
  test('a customer in the bin is said to be there and comes back from the page', async () => {
    const { house, id, find, click, go } = await onPage('kern')
    await go('/customers')
    await house.call('customers.remove', { customerIds: [id] })
    await go(`/customers/${id}`)
    expect(find('.empty').textContent).toContain('Sabine Kern liegt seit 12.03.2026 im Papierkorb.')
    await click('button', 'Zurückholen')
    expect(find('h1').textContent).toBe('Sabine Kern')
  })
  test('a customer who never was is no error', async () => {
    const { find } = await openWindow({ before: threePeople, path: '/customers/4711' })
    expect(find('.empty').textContent).toContain('Diesen Kunden gibt es nicht mehr.')
  })
  test('tells every change field by field', async () => {
    const { house, id, click, find } = await onPage('kern')
    await house.call('customers.update', { customerId: id, lastName: 'Kern-Brandt' })
    await click('[role="tab"]', 'Änderungen')
    expect(find('.step').textContent).toContain('„Kern“ wurde „Kern-Brandt“')
  })
})
