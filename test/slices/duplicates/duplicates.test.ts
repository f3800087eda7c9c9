import { describe, expect, test, vi } from 'vitest'
import type { CustomerId } from '#contract'
import { router } from '../../../renderer/router.ts'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const ids: CustomerId[] = []
async function shop(house: House) {
  ids.length = 0
  await house.call('settings.update', { welcomeDone: true })
  const add = async (firstName: string, lastName: string, phone: string, email = '') =>
    ids.push((await house.call('customers.create', { kind: 'person', firstName, lastName, phone, ...(email !== '' && { email }) })).id)
  await add('Sabine', 'Kern', '0251 2788304')
  await add('Sabiene', 'Kern', '0251 2788304', 'kern@example.de')
  await add('Uwe', 'Brandt', '0251 111111')
  await add('Uwe', 'Brand', '0251 111111')
  await add('Heike', 'Brandt', '0251 111111')
}
async function scannedShop(house: House) {
  await shop(house)
  await house.job('duplicates.scan', {})
}
const pairs = () => [...document.querySelectorAll('.pair')].map((row) => row.textContent)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('Dubletten', () => {
  test('says that nothing was checked yet, checks, and counts in the sidebar', async () => {
    const { text, click, settle, find, path } = await openWindow({ before: shop, path: '/customers' })
    await click('.side a[href="#/duplicates"]')
    expect(path()).toBe('/duplicates')
    expect(text()).toContain('Noch nicht geprüft.')
    await click('button', 'Kunden prüfen')
    await settle()
    expect(pairs()).toHaveLength(2)
    expect(text()).toContain('2 mögliche Dubletten gefunden.')
    expect(text()).toContain('Zuletzt geprüft am 12.03.2026')
    expect(find('.side .waiting').textContent).toBe('2')
  })
  test('an empty shop has none', async () => {
    const before = async (house: House) => {
      await house.call('settings.update', { welcomeDone: true })
      await house.job('duplicates.scan', {})
    }
    const { text, has } = await openWindow({ before, path: '/duplicates' })
    expect(text()).toContain('Keine Dubletten gefunden.')
    expect(has('.side .waiting')).toBe(false)
  })
  test('shows two side by side and says why, with figures', async () => {
    const { find, text } = await openWindow({ before: scannedShop, path: '/duplicates' })
    expect(text()).toContain('gleiche Telefonnummer')
    const rows = [...document.querySelectorAll('.comparison tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent.trim()))
    expect(rows.find(([label]) => label === 'Telefon')?.at(-1)).toBe('gleich')
    expect(rows.find(([label]) => label === 'Name')?.at(-1)).toBe('verschieden')
    expect(find('.facts').textContent).toContain('gleicher Kontaktweg')
    expect(find('.facts .total').textContent).toMatch(/\d+ von 100/)
  })
  test('arrows walk, K tells two apart, Strg Z takes it back', async () => {
    const { press, find, text, house, settle } = await openWindow({ before: scannedShop, path: '/duplicates' })
    const first = find('.pair.on').textContent
    await press('ArrowDown')
    expect(find('.pair.on').textContent).not.toBe(first)
    await press('ArrowUp')
    expect(find('.pair.on').textContent).toBe(first)
    await press('k')
    await settle()
    expect(pairs()).toHaveLength(1)
    expect(text()).toContain('sind zwei Kunden.')
    expect((await house.call('duplicates.dismissed', {})).total).toBe(1)
    await press('Ctrl+Z')
    await settle()
    expect(pairs()).toHaveLength(2)
  })
  test('Z leads to the merge screen where there is one', async () => {
    if (!router.hasRoute('merge-customers')) router.addRoute({ path: '/merge', name: 'merge-customers', component: { template: '<div />' } })
    const { press, path, has } = await openWindow({ before: scannedShop, path: '/duplicates' })
    expect(has('.comparison button', 'Zusammenführen')).toBe(true)
    await press('z')
    expect(path()).toMatch(/ids=\d+(,|%2C)\d+/)
  })
  test('families are shown without a way to merge them', async () => {
    const { click, has, text } = await openWindow({ before: scannedShop, path: '/duplicates' })
    await click('[role="tab"]', 'Gemeinsamer Haushalt')
    expect(pairs().join()).toContain('Heike Brandt')
    expect(has('.comparison button', 'Zusammenführen')).toBe(false)
    expect(has('.comparison button', 'Kein Duplikat')).toBe(false)
    expect(text()).toContain('sind aber zwei Kunden')
  })
  test('those told apart are listed and can be checked after all', async () => {
    const before = async (house: House) => {
      await scannedShop(house)
      await house.call('duplicates.dismiss', { aId: ids[0]!, bId: ids[1]! })
    }
    const { click, text } = await openWindow({ before, path: '/duplicates' })
    expect(pairs()).toHaveLength(1)
    await click('[role="tab"]', 'Kein Duplikat')
    expect(pairs().join()).toContain('Sabine Kern')
    await click('.comparison button', 'Doch prüfen')
    expect(text()).toContain('Noch kein Paar als verschieden vermerkt.')
  })
})

describe('while a new customer is typed', () => {
  test('says who is there already, and opens that one', async () => {
    const { fill, text, settle, click, path } = await openWindow({ before: shop, path: '/customers/new?text=0251/2788304' })
    await fill('Nachname', 'Kern')
    await fill('Vorname', 'Sabine')
    await vi.waitFor(() => expect(text()).toContain('Gibt es schon?'), 3000)
    expect(text()).toContain('Sabine Kern, 10001')
    expect(text()).toContain('gleiche Telefonnummer')
    await click('.note .link', 'Sabine Kern')
    await settle()
    expect(path()).toBe(`/customers/${ids[0]}`)
  })
  test('stays silent for somebody new, and never holds up saving', async () => {
    const { fill, text, settle, click, house } = await openWindow({ before: shop, path: '/customers/new' })
    await fill('Nachname', 'Oeding')
    await wait(400)
    await settle()
    expect(text()).not.toContain('Gibt es schon?')
    await fill('Nachname', 'Kern')
    await fill('Vorname', 'Sabine')
    await vi.waitFor(() => expect(text()).toContain('Gibt es schon?'), 3000)
    await click('button', 'Speichern')
    expect((await house.call('customers.count', {})).customers).toBe(6)
  })
})
