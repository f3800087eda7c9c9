import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

let kern = 0 as CustomerId
let other = 0 as CustomerId
async function kernTwice(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  kern = (await house.call('customers.create', { kind: 'person', firstName: 'S.', lastName: 'Kern', memo: 'Kaffee schwarz' })).id
  other = (
    await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', memo: 'Dackel Emil', phone: '0251 27 88 304' })
  ).id
  await house.call('purchases.record', { customerId: other, day: '2026-03-10' as IsoDate, totalCents: 34_000 })
  await house.call('cards.issue', { customerId: other })
}
const openMerge = async () => {
  const opened = await openWindow({ before: kernTwice })
  await opened.go(`/customers/merge?ids=${kern},${other}`)
  return opened
}
const chosen = (label: string) =>
  [...document.querySelectorAll<HTMLTableRowElement>('tbody tr')]
    .find((row) => row.textContent.includes(label))
    ?.querySelector<HTMLInputElement>('input:checked')

describe('merging on the screen', () => {
  test('shows both side by side, suggests the fuller value, and says what goes along', async () => {
    const { find } = await openMerge()
    expect(find<HTMLInputElement>('thead input:checked').getAttribute('aria-label')).toBe('S. Kern, 10001 bleibt bestehen')
    expect(chosen('Vorname')?.getAttribute('aria-label')).toBe('Vorname: Sabine von Sabine Kern, 10002')
    const outcome = find('.rail').textContent
    expect(outcome).toContain('Von Sabine Kern (Nr. 10002) zu S. Kern')
    for (const line of ['1 Einkauf, 340,00', '340 Punkte', '1 Karte', '1 Kontaktweg', 'bleibt gültig und gehört dann S. Kern', 'Nachkauf'])
      expect(outcome).toContain(line)
  })
  test('takes the chosen values with Strg Enter, goes to the survivor, and Rückgängig separates again', async () => {
    const { click, press, path, find, house, settle } = await openMerge()
    await click('input[aria-label="Vorname: S. von S. Kern, 10001"]')
    expect(chosen('Vorname')?.getAttribute('aria-label')).toContain('S. von S. Kern')
    expect(find('tbody').textContent).toContain('von Ihnen gewählt')
    await press('Ctrl+Enter')
    await settle()
    expect(path()).toBe(`/customers/${kern}`)
    expect(find('h1').textContent).toBe('S. Kern')
    expect((await house.call('customers.get', { customerId: kern })).memo).toBe('Kaffee schwarz\n\nDackel Emil')
    expect(find('.toast').textContent).toContain('S. Kern: 2 Kunden zusammengeführt.')
    await click('.toast button', 'Rückgängig')
    expect((await house.call('customers.count', {})).customers).toBe(2)
  })
  test('can let the other one stay', async () => {
    const { click, find, press, path, settle } = await openMerge()
    await click('input[aria-label="Sabine Kern, 10002 bleibt bestehen"]')
    expect(find('.rail').textContent).toContain('Von S. Kern (Nr. 10001) zu Sabine Kern')
    await press('Ctrl+Enter')
    await settle()
    expect(path()).toBe(`/customers/${other}`)
  })
  test('says why two cannot become one', async () => {
    const { go, find, house } = await openWindow({ before: kernTwice })
    const firm = await house.call('customers.create', { kind: 'firm', firmName: 'Kern GmbH' })
    await go(`/customers/merge?ids=${kern},${firm.id}`)
    expect(find('[role="alert"]').textContent).toContain('sind eine Firma und eine Person')
    await go('/customers/merge')
    expect(find('.empty').textContent).toContain('mindestens zwei Kunden')
  })
})

describe('on the page of a customer', () => {
  test('the menu finds the other one by the same name, with the keyboard alone', async () => {
    const { go, click, press, path, find } = await openWindow({ before: kernTwice })
    await go(`/customers/${kern}`)
    await click('[role="menuitem"]', 'Zusammenführen mit')
    find<HTMLInputElement>('.sheet input').focus()
    await press('ArrowDown')
    expect(document.activeElement?.textContent).toContain('Sabine Kern')
    ;(document.activeElement as HTMLElement).click()
    await press('Shift')
    expect(path()).toBe(`/customers/merge?ids=${kern},${other}`)
  })
  test('tells whom he was merged with, and separates them', async () => {
    const { go, click, find, house, settle } = await openWindow({ before: kernTwice })
    await house.call('customers.merge', { survivorId: kern, otherIds: [other] })
    await go(`/customers/${kern}`)
    await click('[role="tab"]', 'Änderungen')
    expect(find('[aria-label="Zusammengeführt"]').textContent).toContain('Zusammengeführt am 12.03.2026 mit Sabine Kern (Nr. 10002)')
    await click('[aria-label="Zusammengeführt"] button', 'Trennen')
    await settle()
    expect((await house.call('customers.count', {})).customers).toBe(2)
    expect(find('.toast').textContent).toContain('stehen wieder einzeln in der Liste')
  })
  test('the page of the one merged away leads to the survivor', async () => {
    const { go, click, find, house, path } = await openWindow({ before: kernTwice })
    await house.call('customers.merge', { survivorId: kern, otherIds: [other] })
    await go(`/customers/${other}`)
    expect(find('.empty').textContent).toContain('Sabine Kern wurde am 12.03.2026 mit Sabine Kern zusammengeführt.')
    await click('button', 'Zu Sabine Kern')
    expect(path()).toBe(`/customers/${kern}`)
  })
  test('brings a single field back with one press, and not the one that was changed later', async () => {
    const { go, click, find, house, settle } = await openWindow({ before: kernTwice })
    await house.call('customers.update', { customerId: kern, memo: 'Tee', source: 'Markt' })
    await house.call('customers.update', { customerId: kern, source: 'Messe' })
    await go(`/customers/${kern}`)
    await click('[role="tab"]', 'Änderungen')
    expect(document.querySelectorAll('.revert')).toHaveLength(2)
    await click('.revert', 'Merkzettel')
    await settle()
    expect(await house.call('customers.get', { customerId: kern })).toMatchObject({ memo: 'Kaffee schwarz', source: 'Messe' })
    expect(find('.step').textContent).toContain('einzeln zurückgesetzt')
  })
})
