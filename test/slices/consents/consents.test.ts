import { expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openWindow } from '../open-window.ts'

async function onKern() {
  let customerId = 0 as CustomerId
  const opened = await openWindow({
    before: async (house) => {
      await house.call('settings.update', { welcomeDone: true })
      customerId = (await house.call('customers.create', { kind: 'person', salutation: 'ms', firstName: 'Sabine', lastName: 'Kern' })).id
    },
  })
  await opened.go(`/customers/${customerId}`)
  return { ...opened, customerId }
}

test('the customer page says in words what is allowed', async () => {
  const { find } = await onKern()
  expect(find('.consents .summary').textContent).toBe('Brief geht. Anruf, E-Mail und Messenger nicht erlaubt.')
  expect(find('.consents li', 'E-Mail').textContent).toContain('nicht erlaubt, nie gefragt')
})

test('a permission is written down with its way, withdrawn with one press, and Strg Z takes that back', async () => {
  const { find, click, press, settle } = await onKern()
  await click('.consents button[aria-label="E-Mail: Erlaubt"]')
  await click('.ways button', 'Papier')
  expect(find('.consents li', 'E-Mail').textContent).toContain('erlaubt seit 12.03.2026 (Papier)')
  expect(find('.toast').textContent).toContain('Sabine Kern: E-Mail erlaubt.')
  await click('.consents button[aria-label="E-Mail: Widerrufen"]')
  expect(find('.consents li', 'E-Mail').textContent).toContain('nicht erlaubt, widerrufen')
  ;(document.activeElement as HTMLElement | null)?.blur()
  await press('Ctrl+Z')
  await settle()
  expect(find('.consents li', 'E-Mail').textContent).toContain('erlaubt seit 12.03.2026 (Papier)')
})

test('whoever wants no advertising at all gets none in any way', async () => {
  const { find, click } = await onKern()
  await click('.consents button', 'Will gar keine Werbung')
  expect(find('.consents .summary').textContent).toBe('Brief, Anruf, E-Mail und Messenger nicht erlaubt.')
})
