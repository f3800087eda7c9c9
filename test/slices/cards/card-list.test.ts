import { describe, expect, test } from 'vitest'
import type { CardId } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const desk = { holdDocument: { path: 'about:blank' } }
const names = ['Miriam Tölle', 'Dilara Koç', 'Klaus Wehmeyer']
const cardIds: CardId[] = []

async function shopWithCards(house: House) {
  cardIds.length = 0
  await house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
  for (const name of names) {
    const [firstName = '', lastName = ''] = name.split(' ')
    const { id } = await house.call('customers.create', { kind: 'person', firstName, lastName })
    cardIds.push((await house.call('cards.issue', { customerId: id })).id)
  }
}
const rowTexts = () => [...document.querySelectorAll('.grid-line')].map((row) => row.textContent)

describe('the list of cards', () => {
  test('says what to do while there are none', async () => {
    const { text, click, path } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/cards' })
    expect(text()).toContain('Noch keine Karten.')
    await click('button', 'Zu den Kunden')
    expect(path()).toBe('/customers')
  })

  test('finds a card by name or number', async () => {
    const { house, find, settle } = await openWindow({ before: shopWithCards, path: '/cards' })
    expect(rowTexts()).toHaveLength(3)
    const search = find<HTMLInputElement>('.search input')
    for (const wanted of ['koc', (await house.call('cards.chosen', { cardIds: [cardIds[1]!] }))[0]!.number]) {
      search.value = wanted
      search.dispatchEvent(new Event('input', { bubbles: true }))
      await settle()
      expect(rowTexts()).toEqual([expect.stringContaining('Dilara Koç')])
    }
  })

  test('shows only what is not printed yet', async () => {
    const { house, find, settle, text } = await openWindow({ before: shopWithCards, path: '/cards' })
    await house.call('cards.markPrinted', { cardIds: [cardIds[0]!] })
    const filter = find<HTMLSelectElement>('.filter select')
    filter.value = 'not-printed'
    filter.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(rowTexts().join()).not.toContain('Miriam')
    await house.call('cards.markPrinted', { cardIds })
    await settle()
    expect(text()).toContain('Alle gültigen Karten sind gedruckt.')
  })

  test('marks rows with the space bar and takes them to the printer', async () => {
    const { press, find, path } = await openWindow({ before: shopWithCards, path: '/cards', shell: desk })
    find('.grid').focus()
    await press('Space')
    await press('ArrowDown')
    await press('Space')
    expect(find('.selection-bar').textContent).toContain('2 Karten markiert')
    await press('Ctrl+P')
    expect(path()).toContain('/cards/print?ids=')
    expect(find('h1').textContent).toBe('Karten drucken')
    expect(find('.head .count').textContent).toBe('2 Karten auf 1 Bogen')
  })
})

describe('cards on their way', () => {
  const choose = async ({ find, settle }: Awaited<ReturnType<typeof openWindow>>, value: string) => {
    const filter = find<HTMLSelectElement>('.filter select')
    filter.value = value
    filter.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
  }

  test('wait printed until one key hands them over', async () => {
    const window = await openWindow({ before: shopWithCards, path: '/cards' })
    const { house, find, press, text } = window
    await house.call('cards.markPrinted', { cardIds: cardIds.slice(0, 2) })
    await choose(window, 'to-hand-over')
    expect(rowTexts()).toHaveLength(2)
    find('.grid').focus()
    await press('u')
    expect(find('.toast').textContent).toContain('Karte von Dilara Koç übergeben.')
    expect(rowTexts()).toEqual([expect.stringContaining('Miriam Tölle')])
    await press('u')
    expect(text()).toContain('Alle gedruckten Karten sind übergeben.')
    await choose(window, 'all')
  })

  test('are made in stock, without a customer, and go to the printer', async () => {
    const { click, fill, path, find, house, go, text, press } = await openWindow({ before: shopWithCards, path: '/cards', shell: desk })
    await click('button', 'Karten auf Vorrat')
    await fill('Wie viele', '0')
    expect(text()).toContain('Eine ganze Zahl von 1 bis 1.000.')
    await fill('Wie viele', '12')
    await click('dialog button', 'Anlegen und drucken')
    expect(path()).toContain('/cards/print?ids=')
    expect(find('.head .count').textContent).toBe('12 Karten auf 2 Bögen')
    await go('/cards')
    expect((await house.call('cards.list', { filter: 'of-nobody' })).total).toBe(12)
    expect(rowTexts()[0]).toContain('noch niemandem zugeordnet')
    find('.grid').focus()
    await press('Enter')
    expect(path()).toContain('/cards/link')
  })
})
