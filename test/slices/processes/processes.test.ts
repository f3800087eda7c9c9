import { expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

test('levels show their border, their steps and what these led to; a step is changed, added, removed and brought back', async () => {
  const { click, fill, find, has, press, house } = await openWindow({ path: '/processes' })
  expect(find('section[aria-label="Stufe 0"]').textContent).toMatch(/Dank im Laden.*unter 50,00\u00a0€.*keine Aufgabe/s)
  expect(find('section[aria-label="Stufe 3"]').textContent).toMatch(/ab 1\.000,00\u00a0€.*nach einem Tag.*Persönlich anrufen.*zu wenig Daten/s)
  await click('button[aria-label="„Zur Durchsicht einladen“ bearbeiten"]')
  await fill('Tage nach dem Einkauf', 'bald')
  await press('Ctrl+Enter')
  expect(find('.sheet .problem').textContent).toContain('Eine ganze Zahl von 0 bis 365.')
  await fill('Tage nach dem Einkauf', '90')
  await press('Ctrl+Enter')
  expect(find('.toast').textContent).toContain('Es gilt für Einkäufe von jetzt an.')
  expect(find('section[aria-label="Stufe 3"]').textContent).toContain('nach 90 Tagen')
  await click('section[aria-label="Stufe 1"] button', 'Schritt hinzufügen')
  await fill('Was ist zu tun?', 'Foto schicken')
  await press('Ctrl+Enter')
  expect(find('section[aria-label="Stufe 1"]').textContent).toContain('Foto schicken')
  await click('button[aria-label="„Foto schicken“ entfernen"]')
  expect(has('section[aria-label="Stufe 1"] td', 'Foto schicken')).toBe(false)
  await press('Ctrl+Z')
  expect((await house.call('processes.steps', {})).steps.filter(({ level }) => level === 1)).toHaveLength(2)
})

test('the customer page says what follows after a purchase, why, and how to end it', async () => {
  let id = 0 as CustomerId
  const { go, click, find, house } = await openWindow({
    async before(opened: House) {
      id = (await opened.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
      await opened.call('purchases.record', { customerId: id, day: opened.clock.today(), totalCents: 129_000 })
    },
  })
  await go(`/customers/${id}`)
  const panel = () => find('section[aria-label="Nachkaufbetreuung"]').textContent
  expect(panel()).toMatch(/Stufe 3.*13\.03\.2026: Persönlich anrufen.*1\.290,00\u00a0€.*Erster Einkauf: eine Stufe mehr/s)
  await click('section[aria-label="Nachkaufbetreuung"] button', 'Beenden')
  expect(find('.toast').textContent).toContain('4 offene Schritte entfernt')
  expect(panel()).toContain('von Ihnen beendet')
  expect((await house.call('tasks.listFor', { customerId: id })).total).toBe(0)
})
