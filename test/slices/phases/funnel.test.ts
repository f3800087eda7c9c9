import { expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

/** Twenty-five who bought in May 2024; ten of them came back within a year. */
async function shop(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  for (let index = 0; index < 25; index++) {
    const { id: customerId } = await house.call('customers.create', { kind: 'person', lastName: `Kunde ${index}` })
    for (const day of ['2024-05-02', ...(index < 10 ? ['2024-09-01'] : [])])
      await house.call('purchases.record', { customerId, day: day as never, totalCents: 2000 })
  }
}

test('the funnel shows each quarter with its shares, the hint and the target', async () => {
  const { house, find, fill, text, press, path } = await openWindow({ before: shop, path: '/phases/funnel' })
  expect(find('tbody tr:nth-child(2)').textContent).toContain('2. Quartal 2024')
  expect(find('tbody tr:nth-child(2) td:last-child').textContent).toContain('40 %')
  expect(find('tbody tr:nth-child(2) td:last-child').textContent).toContain('10 von 25')
  expect(text()).toContain('Ihr Ziel von 40 % ist erreicht')
  await fill('Ziel: Zweitkauf', '60')
  expect((await house.call('settings.get', {})).returnTargetPercent).toBe(60)
  expect(find('.hint').textContent).toContain('Ihr Ziel sind 60 %')
  document.body.focus()
  await press('Escape')
  await press('Escape')
  expect(path()).toBe('/phases')
})
