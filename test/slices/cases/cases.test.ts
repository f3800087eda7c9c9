import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

let customerId = 0 as CustomerId
async function twoCases(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  customerId = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
  const about = { customerId, referencePoint: 'product' } as const
  await house.call('cases.open', { ...about, kind: 'complaint', title: 'Sattel gerissen', dueOn: '2026-03-12' as IsoDate })
  await house.call('cases.open', { ...about, kind: 'wish', title: 'Abends länger offen' })
  house.clock.set('2026-03-14')
}
const titles = () => [...document.querySelectorAll('.cases .title')].map((title) => title.textContent)

describe('the list of cases', () => {
  test('shows open ones by their day; the sidebar counts what is overdue', async () => {
    const { find, click } = await openWindow({ before: twoCases, path: '/cases', today: '2026-03-12' })
    expect(titles()).toEqual(['Sattel gerissen', 'Abends länger offen'])
    expect(find('a[href="#/cases"] .waiting').textContent).toBe('1')
    await click('[role="tab"]', 'Überfällig')
    expect(titles()).toEqual(['Sattel gerissen'])
  })
  test('Leer closes a complaint, but not without an outcome, and the toast opens it again', async () => {
    const { find, press, fill, click, text } = await openWindow({ before: twoCases, path: '/cases' })
    find('.cases li').focus()
    await press('Space')
    await click('dialog button', 'Erledigen')
    expect(find('dialog').textContent).toContain('Eine Beschwerde endet erst mit einem Ergebnis.')
    await fill('Was ist daraus geworden?', 'Sattel ersetzt')
    await fill('Kulanz', '29,90')
    await click('dialog button', 'Erledigen')
    expect(titles()).toEqual(['Abends länger offen'])
    await click('[role="tab"]', 'Erledigt')
    expect(text()).toContain('Kulanz 29,90')
    expect(text()).toContain('Sattel ersetzt')
    await click('.toast button', 'Rückgängig')
    await click('[role="tab"]', 'Offen')
    expect(titles()).toEqual(['Sattel gerissen', 'Abends länger offen'])
  })
  test('a figure of what customers speak of shows those cases, and all come back', async () => {
    const { click, find } = await openWindow({ before: twoCases, path: '/cases' })
    await click('button[aria-label="Wünsche, Produkt: 1"]')
    expect(titles()).toEqual(['Abends länger offen'])
    await click('[role="tab"]', 'Erledigt')
    expect(find('.empty').textContent).toContain('Dazu gibt es kein Anliegen.')
    await click('.empty button', 'Alle zeigen')
    expect(find('.empty').textContent).toContain('Noch nichts ist erledigt.')
  })
  test('without any it says what they are for', async () => {
    const { find } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/cases' })
    expect(find('.empty').textContent).toContain('Noch kein Anliegen.')
  })
})

test('N enters one for a customer who is found by name', async () => {
  const { press, fill, click, find, house } = await openWindow({ before: twoCases, path: '/cases' })
  await press('n')
  await fill('Worum geht es?', 'Luftpumpe fehlt')
  await click('dialog button', 'Speichern')
  expect((await house.call('cases.list', {})).total).toBe(2)
  await fill('Von wem?', 'kern')
  document.getElementById(find<HTMLLabelElement>('label', 'Von wem?').htmlFor)!.focus()
  await press('Enter')
  await click('dialog button', 'Speichern')
  expect(titles()).toContain('Luftpumpe fehlt')
  expect((await house.call('cases.listFor', { customerId })).rows.map(({ title }) => title)).toContain('Luftpumpe fehlt')
})

test('on the page of a customer a case is entered and changed', async () => {
  const { go, click, fill, find, house } = await openWindow({ before: twoCases })
  await go(`/customers/${customerId}`)
  await click('.rail .link', 'Neues Anliegen')
  await fill('Worum geht es?', 'Freundliche Beratung')
  await click('dialog label', 'Lob')
  await click('dialog button', 'Speichern')
  await click('.rail .case .title', 'Freundliche Beratung')
  await fill('Was wurde gesagt?', 'Frau Yıldız hat lange erklärt.')
  await click('dialog button', 'Speichern')
  expect(find('.rail .case', 'Freundliche Beratung').textContent).toContain('Lob')
  expect((await house.call('cases.list', { kind: 'praise' })).rows).toMatchObject([
    { title: 'Freundliche Beratung', text: 'Frau Yıldız hat lange erklärt.' },
  ])
})
