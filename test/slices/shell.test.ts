import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import type { House } from '../support/house.ts'
import { openWindow } from './open-window.ts'

const shopIsOpen = (house: House) => house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner', shopCity: 'Münster' })
const sabine = (house: House) => house.call('customers.create', { kind: 'person', salutation: 'ms', firstName: 'Sabine', lastName: 'Kern' })

describe('the frame of the window', () => {
  test('shows the shop, and goes to the areas of the sidebar by Strg and a figure', async () => {
    const { text, press, path } = await openWindow({ before: shopIsOpen })
    expect(text()).toContain('Zweirad Lindner')
    expect(text()).toContain('Münster')
    const areas = [...document.querySelectorAll('.side a.entry')].map((area) => area.getAttribute('href')!.slice(1))
    for (const area of ['/phases', '/customers']) {
      await press(`Ctrl+${areas.indexOf(area) + 1}`)
      expect(path()).toBe(area)
    }
  })

  test('says that there has never been a copy, and leads there', async () => {
    const { find, click, path } = await openWindow({ before: shopIsOpen })
    expect(find('.age').textContent).toContain('noch nie gesichert')
    await click('.age')
    expect(path()).toBe('/backup')
  })

  test('warns at the foot as soon as there is something to lose', async () => {
    const { find, house, settle } = await openWindow({ before: shopIsOpen })
    await sabine(house)
    await settle()
    expect(find('.age').textContent).toContain('Sicherung fällig')
  })
})

describe('search and commands', () => {
  test('Strg K finds a customer while typing and opens them with Enter', async () => {
    const { press, has, fillPalette, path, house } = await withPalette(sabine)
    const { rows } = await house.call('customers.search', { text: 'Kern' })
    await fillPalette('ker')
    expect(has('[role="option"][aria-selected="true"]', 'Sabine Kern')).toBe(true)
    await press('Enter')
    expect(path()).toBe(`/customers/${rows[0]?.id}`)
    expect(has('dialog.palette')).toBe(false)
  })

  test('runs a command that is named half, without accents', async () => {
    const { press, fillPalette, house, settle } = await withPalette()
    await fillPalette('dunkl')
    await press('Enter')
    await settle()
    expect((await house.call('settings.get', {})).theme).toBe('dark')
    expect(document.documentElement.classList.contains('dark')).toBe(true)
  })

  test('says when nothing is found', async () => {
    const { fillPalette, text } = await withPalette()
    await fillPalette('qqqq')
    expect(text()).toContain('Nichts gefunden zu „qqqq“.')
  })

  async function withPalette(more: (house: House) => unknown = () => {}) {
    const window = await openWindow({ before: async (house) => (await shopIsOpen(house), await more(house)) })
    await window.press('Ctrl+K')
    await window.settle()
    const input = window.find<HTMLInputElement>('dialog.palette input')
    return {
      ...window,
      async fillPalette(text: string) {
        input.focus()
        input.value = text
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await window.settle()
      },
    }
  }
})

describe('undo', () => {
  test('Strg Z takes the last change back and says which; Strg Y brings it again', async () => {
    const { press, house, find, settle } = await openWindow({ before: shopIsOpen })
    await sabine(house)
    await settle()
    await press('Ctrl+Z')
    expect((await house.call('customers.count', {})).customers).toBe(0)
    expect(find('.toast').textContent).toContain('Zurückgenommen: Sabine Kern angelegt')
    await press('Ctrl+Y')
    expect((await house.call('customers.count', {})).customers).toBe(1)
    expect(find('.toast').textContent).toContain('Wieder da: Sabine Kern angelegt')
  })

  test('inside a text field Strg Z belongs to the field', async () => {
    const { press, house, find, go } = await openWindow({ before: async (house) => (await shopIsOpen(house), await sabine(house)) })
    document.execCommand = () => true
    await go('/settings')
    find<HTMLInputElement>('input').focus()
    await press('Ctrl+Z')
    expect((await house.call('customers.count', {})).customers).toBe(1)
  })

  test('the menu means the same, and nothing left to undo is a sentence', async () => {
    const { menu, house, find } = await openWindow({ before: shopIsOpen, path: '/backup' })
    await menu('undo')
    expect((await house.call('settings.get', {})).shopName).toBe('')
    await menu('undo')
    expect(find('.toast.bad').textContent).not.toBe('')
  })
})

describe('a scan', () => {
  async function withCard(path = '/') {
    let number = ''
    let customerId = 0 as CustomerId
    const window = await openWindow({
      path,
      async before(house) {
        await shopIsOpen(house)
        customerId = (await sabine(house)).id
        number = (await house.call('cards.issue', { customerId })).number
      },
    })
    return { ...window, number, customerId }
  }

  test('opens the customer from any screen', async () => {
    const { scan, number, path, customerId } = await withCard('/phases')
    await scan(number)
    expect(path()).toBe(`/customers/${customerId}`)
  })

  test('reads the QR code of the card as well', async () => {
    const { scan, number, path, customerId } = await withCard('/backup')
    await scan(`SK1:${number}`)
    expect(path()).toBe(`/customers/${customerId}`)
  })

  test('inside a field takes its figures out of the field again', async () => {
    const { scan, number, path, find, customerId } = await withCard('/settings')
    const field = find<HTMLInputElement>('input')
    field.focus()
    await scan(number)
    expect(field.value).toBe('Zweirad Lindner')
    expect(path()).toBe(`/customers/${customerId}`)
  })

  test('of a replaced card opens the customer and says since when there is a new one', async () => {
    const { scan, number, path, find, house, customerId } = await withCard('/phases')
    const { cardId } = await house.call('cards.find', { code: number })
    await house.call('cards.replace', { cardId })
    await scan(number)
    expect(find('.toast').textContent).toContain('Diese Karte ist gesperrt. Sabine Kern hat seit 12.03.2026 eine neue.')
    expect(path()).toBe(`/customers/${customerId}`)
  })

  test('of a lost card says whose it is', async () => {
    const { scan, number, find, house } = await withCard('/phases')
    const { cardId } = await house.call('cards.find', { code: number })
    await house.call('cards.reportLost', { cardId })
    await scan(number)
    expect(find('.toast').textContent).toContain('Sie gehört Sabine Kern.')
  })

  test('with a wrong check digit stays where it is and says so', async () => {
    const { scan, number, path, has } = await withCard('/phases')
    await scan(`${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`)
    expect(path()).toBe('/phases')
    expect(has('.toast.bad')).toBe(true)
  })

  test('while something is being entered waits until the sheet is closed, and loses nothing of it', async () => {
    const { scan, number, path, find, go, click, customerId } = await withCard('/phases')
    await go('/customers/new')
    const field = find<HTMLInputElement>('dialog input:not([type="radio"])')
    field.focus()
    await scan(number)
    expect(path()).toBe('/customers/new')
    expect(field.value).toBe('')
    expect(find('.toast').textContent).toContain('Karte von Sabine Kern gelesen.')
    await click('dialog button', 'Abbrechen')
    expect(path()).toBe(`/customers/${customerId}`)
  })
})
