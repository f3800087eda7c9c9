import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openWindow } from '../open-window.ts'
import type { OpenWindow } from '../open-window.ts'

async function pageOfKern() {
  let id = 0 as CustomerId
  const window = await openWindow({
    shell: { holdDocument: { path: 'about:blank' } },
    async before(opened) {
      await opened.call('settings.update', { welcomeDone: true })
      id = (await opened.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
    },
  })
  await window.go(`/customers/${id}`)
  return { ...window, id }
}
async function step({ settle }: OpenWindow, word: string) {
  const item = [...document.querySelectorAll<HTMLElement>('.cards [role="menuitem"]')].find((entry) => entry.textContent.includes(word))
  item?.click()
  await settle()
}

describe('the cards of a customer', () => {
  test('are issued, blocked, freed and replaced from the page, each with its reason', async () => {
    const window = await pageOfKern()
    const { click, find, house, id, fill, press } = window
    const cards = async () => await house.call('cards.listFor', { customerId: id })
    const statuses = async () => (await cards()).map(({ status }) => status).toSorted()
    await click('.strip button', 'Karte ausgeben')
    expect(find('.toast').textContent).toContain('Kern: Karte 2 000000 000152 ausgegeben.'.replaceAll(' 0', '\u00a00'))
    await click('[role="tab"]', 'Karten')
    expect(find('.cards').textContent).toContain('noch nicht gedruckt')
    await step(window, 'Sperren')
    expect(await statuses()).toEqual(['active'])
    await fill('Warum?', 'weitergegeben')
    await click('dialog button', 'Sperren')
    expect(await statuses()).toEqual(['blocked'])
    expect(find('.cards').textContent).toContain('weitergegeben')
    await step(window, 'Entsperren')
    expect(await statuses()).toEqual(['active'])
    await step(window, 'Ersetzen')
    await click('dialog button', 'Ersetzen')
    expect(await statuses()).toEqual(['active', 'replaced'])
    expect(find('.cards').textContent).toContain('ersetzt durch')
    await step(window, 'Verloren')
    await press('Escape')
    expect(await statuses()).toEqual(['active', 'replaced'])
    await click('.cards button', 'Drucken')
    const active = (await cards()).find(({ status }) => status === 'active')
    expect(location.hash).toContain(`ids=${active?.id}`)
  })

  test('are handed over once they are printed', async () => {
    const window = await pageOfKern()
    const { house, id, find, click } = window
    const card = await house.call('cards.issue', { customerId: id })
    await house.call('cards.markPrinted', { cardIds: [card.id] })
    await click('[role="tab"]', 'Karten')
    await step(window, 'Übergeben')
    expect(find('.cards').textContent).toContain('übergeben am 12.03.2026')
  })

  test('come from the stock by number: typed, or scanned into the question', async () => {
    const { house, click, fill, scan, find, text } = await pageOfKern()
    const { cardIds } = await house.call('cards.issueBlank', { count: 2 })
    const [first, second] = await house.call('cards.chosen', { cardIds })
    await click('[role="tab"]', 'Karten')
    await click('button', 'Karte vom Vorrat zuordnen')
    await fill('Nummer der Karte', '2000000000153')
    await click('dialog button', 'Zuordnen')
    expect(text()).toContain('eine Ziffer falsch oder vertauscht')
    await fill('Nummer der Karte', first!.number)
    await click('dialog button', 'Zuordnen')
    expect(find('.toast').textContent).toContain('Kern hat jetzt die Karte')
    await click('button', 'Karte vom Vorrat zuordnen')
    await scan(`SK1:${second!.number}`)
    expect((await house.call('cards.find', { code: second!.number })).displayName).toBe('Kern')
  })
})

describe('a card of nobody that is scanned', () => {
  test('asks whose it shall be, and proposes whoever is on the screen', async () => {
    const { house, scan, path, text, press, id } = await pageOfKern()
    const { cardIds } = await house.call('cards.issueBlank', { count: 1 })
    const [card] = await house.call('cards.chosen', { cardIds })
    await scan(card!.number)
    expect(path()).toContain('/cards/link')
    expect(text()).toContain('Diese Karte ist noch niemandem zugeordnet.')
    expect(text()).toContain('Kern zuordnen')
    await press('Ctrl+Enter')
    expect(path()).toBe(`/customers/${id}`)
    expect((await house.call('cards.find', { code: card!.number })).customerId).toBe(id)
  })

  test('goes to a new customer who is entered for it', async () => {
    const { house, scan, go, click, fill, press, find } = await pageOfKern()
    const { cardIds } = await house.call('cards.issueBlank', { count: 1 })
    const [card] = await house.call('cards.chosen', { cardIds })
    await go('/phases')
    await scan(card!.number)
    await click('button', 'Neuer Kunde')
    expect(find('dialog .card-in-hand').textContent).toContain('wird beim Sichern zugeordnet')
    await fill('Nachname', 'Brandt')
    await press('Ctrl+Enter')
    expect((await house.call('cards.find', { code: card!.number })).displayName).toBe('Brandt')
  })

  test('while a customer is entered is taken along and saved with them', async () => {
    const { house, scan, go, fill, press, find } = await pageOfKern()
    const { cardIds } = await house.call('cards.issueBlank', { count: 1 })
    const [card] = await house.call('cards.chosen', { cardIds })
    await go('/customers/new')
    await fill('Nachname', 'Brandt')
    await scan(card!.number)
    expect(find<HTMLInputElement>('dialog input').value).not.toContain(card!.number)
    expect(find('dialog .card-in-hand').textContent).toContain('wird beim Sichern zugeordnet')
    await press('Ctrl+Enter')
    expect((await house.call('cards.find', { code: card!.number })).displayName).toBe('Brandt')
  })

  test('that somebody else got meanwhile keeps the sheet open; saving again enters nobody twice', async () => {
    const { house, scan, go, fill, press, text, id, path, click } = await pageOfKern()
    const { cardIds } = await house.call('cards.issueBlank', { count: 1 })
    const [card] = await house.call('cards.chosen', { cardIds })
    await go('/customers/new')
    await fill('Nachname', 'Brandt')
    await scan(card!.number)
    await house.call('cards.link', { code: card!.number, customerId: id })
    await press('Ctrl+Enter')
    expect(text()).toContain('gehört schon Kern')
    await fill('Vorname', 'Jörg')
    await click('dialog button', 'Ohne Karte')
    await press('Ctrl+Enter')
    expect((await house.call('customers.search', { text: 'brandt' })).rows.map(({ displayName }) => displayName)).toEqual(['Jörg Brandt'])
    expect(path()).toMatch(/^\/customers\/\d+$/)
  })
})
