import { describe, expect, test } from 'vitest'
import type { CustomerId, Input } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function onKern(contacts: Omit<Input<'contacts.record'>, 'customerId'>[] = [], path = '') {
  let id = 0 as CustomerId
  const opened = await openWindow({
    async before(house: House) {
      await house.call('settings.update', { welcomeDone: true })
      id = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
      for (const contact of contacts) await house.call('contacts.record', { customerId: id, ...contact })
    },
  })
  await opened.go(path || `/customers/${id}`)
  document.body.focus()
  return { ...opened, id }
}

describe('noting a contact', () => {
  test('K opens it, the mood is one key, the next step becomes a task', async () => {
    const { press, fill, click, find, house, id } = await onKern()
    await press('k')
    await click('.sheet label', 'Telefon')
    await fill('Worum ging es?', 'Sattel')
    await fill('Was wurde gesagt?', 'Fragt nach der Lieferung.')
    await fill('Nächster Schritt', 'Liefertermin melden')
    await click('.sheet .face', 'begeistert')
    await press('Ctrl+Enter')
    const [contact] = (await house.call('contacts.listFor', { customerId: id })).rows
    expect(contact).toMatchObject({ channel: 'phone', direction: 'in', topic: 'Sattel', nextStep: 'Liefertermin melden', mood: 2 })
    expect((await house.call('tasks.listFor', { customerId: id })).rows[0]).toMatchObject({ title: 'Liefertermin melden' })
    expect(find('[aria-label="Verlauf"]').textContent).toContain('Sattel')
  })
})

describe('the timeline', () => {
  test('is searched in its texts and narrowed to a kind', async () => {
    const { find, go, has, id } = await onKern([
      { direction: 'in', channel: 'email', topic: 'Rahmenhöhe', text: 'Gibt es 56 cm?' },
      { direction: 'out', channel: 'phone', topic: 'Dank' },
    ])
    await go(`/customers/${id}`)
    expect(has('[aria-label="Verlauf"]', 'Dank')).toBe(true)
    const search = find<HTMLInputElement>('[aria-label="Verlauf"] .search input')
    search.value = '56 cm'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(find('[aria-label="Verlauf"]').textContent).toContain('Rahmenhöhe')
    expect(find('[aria-label="Verlauf"]').textContent).not.toContain('Dank')
  })
})

describe('the inbox', () => {
  const waiting = {
    direction: 'in' as const,
    channel: 'email' as const,
    topic: 'Angebot',
    text: 'Was kostet es?',
    needsAnswer: true,
    day: '2026-03-10' as never,
  }
  test('shows who waits longest first, how late it is, and one key answers', async () => {
    const { find, press, has, house } = await onKern([waiting], '/contacts')
    expect(find('.inbox').textContent).toMatch(/Überfällig.*Sabine Kern.*Angebot/s)
    find('.inbox [tabindex="0"]').focus()
    await press('Space')
    expect(find('.toast').textContent).toContain('Beantwortet: Sabine Kern')
    expect(has('.inbox', 'Angebot')).toBe(false)
    expect((await house.call('contacts.inbox', {})).total).toBe(0)
    await press('Ctrl+Z')
    expect((await house.call('contacts.inbox', {})).total).toBe(1)
  })
  test('says when nobody waits', async () => {
    const { text } = await onKern([], '/contacts')
    expect(text()).toContain('Niemand wartet auf eine Antwort.')
  })
})

describe('opening hours and answer times', () => {
  test('a second span is added and saved; one that ends before it begins is refused in words', async () => {
    const { click, find, go, house } = await onKern()
    await go('/settings')
    const set = async (label: string, value: string) => {
      const field = find<HTMLInputElement>(`#opening-hours input[aria-label="${label}"]`)
      field.value = value
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
    await set('Montag bis', '12:30')
    await click('#opening-hours button[aria-label="Montag: zweite Öffnungszeit"]')
    await click('#opening-hours button', 'Öffnungszeiten speichern')
    expect((await house.call('settings.get', {})).openingHours[1]).toEqual([
      { from: '09:00', until: '12:30' },
      { from: '14:00', until: '18:00' },
    ])
    await set('Montag bis', '08:00')
    await click('#opening-hours button', 'Öffnungszeiten speichern')
    expect(find('#opening-hours').textContent).toContain('Öffnungszeit')
    expect(find('#opening-hours [role="alert"]').textContent.length).toBeGreaterThan(20)
    expect((await house.call('settings.get', {})).openingHours[1]![0]).toEqual({ from: '09:00', until: '12:30' })
  })
  test('the hours for calls are a whole number', async () => {
    const { fill, find, go, house } = await onKern()
    await go('/settings')
    await fill('Telefon (Stunden)', '0')
    expect(find('#opening-hours .problem').textContent).toContain('von 1 bis 80')
    await fill('Telefon (Stunden)', '2')
    expect((await house.call('settings.get', {})).answerTimes.phone).toBe(2)
  })
})
