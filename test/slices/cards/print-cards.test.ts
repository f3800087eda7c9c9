import { describe, expect, test } from 'vitest'
import type { CardId } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const desk = { printers: { names: ['Brother HL-L5210'] }, holdDocument: { path: 'about:blank' }, releaseDocument: null, print: { printed: true } }
const cardIds: CardId[] = []

async function shopWithCards(house: House) {
  cardIds.length = 0
  await house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner', usedPlaces: { '32010': 3 } })
  for (let i = 0; i < 7; i++) {
    const { id } = await house.call('customers.create', { kind: 'person', firstName: 'Miriam', lastName: `Tölle${i}` })
    cardIds.push((await house.call('cards.issue', { customerId: id })).id)
  }
}
const printView = (options: Parameters<typeof openWindow>[0] = {}) =>
  openWindow({ before: shopWithCards, shell: desk, ...options }).then(async (window) => {
    await window.go(`/cards/print?ids=${cardIds.join(',')}`)
    return window
  })
/** The last document that was handed over for a preview or to the printer. */
const lastHtml = (asked: { name: string; input: unknown }[], name: string) =>
  (asked.findLast((one) => one.name === name)?.input as { html: string } | undefined)?.html ?? ''

describe('printing cards', () => {
  test('begins where the last sheet ended and shows the very document', async () => {
    const { find, asked } = await printView()
    expect(find('.place.on').textContent).toBe('4')
    expect(find('.head .count').textContent).toBe('7 Karten auf 1 Bogen')
    const html = lastHtml(asked, 'holdDocument')
    expect(html).toContain('class="page"')
    expect(html.match(/class="cell used"/g)).toHaveLength(6)
  })

  test('sends to the printer what the preview shows, and asks whether it turned out well', async () => {
    const { press, asked, text, house, click, path, find } = await printView()
    const shown = asked.filter(({ name }) => name === 'holdDocument').map(({ input }) => (input as { html: string }).html)
    await press('Ctrl+P')
    expect(shown).toContain(lastHtml(asked, 'print'))
    expect(text()).toContain('Sind die Karten gut geworden?')
    expect((await house.call('cards.list', { filter: 'not-printed' })).total).toBe(7)
    await click('button', 'Ja, als gedruckt vermerken')
    expect((await house.call('cards.list', { filter: 'not-printed' })).total).toBe(0)
    expect((await house.call('settings.get', {})).usedPlaces).toEqual({ '32010': 0 })
    expect(path()).toBe('/cards')
    expect(find('.toast').textContent).toContain('7 Karten als gedruckt vermerkt.')
  })

  test('marks nothing when the print failed or was cancelled', async () => {
    const { press, has, text, click, house } = await printView({ shell: { ...desk, print: { printed: false } } })
    await press('Ctrl+P')
    expect(text()).not.toContain('Sind die Karten gut geworden?')
    expect(has('[role="alert"]')).toBe(false)
    await click('button', 'Abbrechen')
    expect((await house.call('cards.list', { filter: 'not-printed' })).total).toBe(7)
  })

  test('says where there is no way to a PDF', async () => {
    const { click, find, settle } = await printView({ shell: { ...desk, chooseSaveFile: { path: '/tmp/karten.pdf', name: 'karten.pdf' } } })
    await click('button', 'Als PDF sichern')
    await settle()
    expect(find('[role="alert"]').textContent).not.toBe('')
  })

  test('changes the look for all cards: text and colour are kept and shown at once', async () => {
    const { fill, click, house, asked, find } = await printView()
    await fill('Zeile darunter', 'seit 1987')
    const usual = async () => (await house.call('cards.designs', {}))[0]
    expect(await usual()).toMatchObject({ subtitle: 'seit 1987' })
    expect(lastHtml(asked, 'holdDocument')).toContain('seit 1987')
    await click('button', 'Vorschlag einsetzen')
    expect(await usual()).toMatchObject({ backText: 'Bitte bei jedem Einkauf vorzeigen. 1 € = 1 Punkt.' })
    const elder = find<HTMLInputElement>('.color input[value="#7c2d4f"]')
    elder.click()
    elder.dispatchEvent(new Event('change', { bubbles: true }))
    await click('h1')
    expect(await usual()).toMatchObject({ color: '#7c2d4f' })
  })

  test('leaves out a card that was blocked meanwhile, and says so', async () => {
    const { go, click, text, find, house } = await printView()
    await house.call('cards.block', { cardId: cardIds[0]! })
    await go(`/cards/print?ids=${cardIds.slice(0, 2).join(',')}`)
    expect(find('.head .count').textContent).toBe('1 Karte auf 1 Bogen')
    await click('[role="tab"]', 'Karten')
    expect(text()).toContain('Wird nicht gedruckt: gesperrt')
  })

  test('corrects the printer by tenths of a millimetre and remembers it', async () => {
    const { fill, house, text } = await printView()
    await fill('Nach rechts', '0,4')
    await fill('Nach unten', '−0,2 mm')
    const printers = async () => (await house.call('settings.get', {})).printers
    expect(await printers()).toEqual([{ name: '', offsetXMm: 0.4, offsetYMm: -0.2 }])
    await fill('Nach rechts', 'weit')
    expect(text()).toContain('Zum Beispiel 0,4; höchstens 5 mm.')
    await fill('Nach rechts', '5,1')
    expect(text()).toContain('Zum Beispiel 0,4; höchstens 5 mm.')
    expect(await printers()).toEqual([{ name: '', offsetXMm: 0.4, offsetYMm: -0.2 }])
  })

  test('remembers each printer by its name', async () => {
    const { fill, house, find, go } = await printView()
    await fill('Nach rechts', '0,4')
    await fill('Drucker', 'Brother HL-L5210')
    expect((await house.call('settings.get', {})).cardPrinter).toBe('Brother HL-L5210')
    await fill('Nach rechts', '1,2')
    expect((await house.call('settings.get', {})).printers).toEqual([
      { name: '', offsetXMm: 0.4, offsetYMm: 0 },
      { name: 'Brother HL-L5210', offsetXMm: 1.2, offsetYMm: 0 },
    ])
    await fill('Drucker', '')
    expect(find<HTMLInputElement>('.two input').value).toBe('+0,4')
    await go('/cards')
    await go(`/cards/print?ids=${cardIds.join(',')}`)
    expect(find<HTMLInputElement>('.two input').value).toBe('+0,4')
  })

  test('goes by the places of the sheet that is chosen', async () => {
    const { fill, find, asked, text } = await printView()
    await fill('Worauf gedruckt wird', 'L7160')
    expect(document.querySelectorAll('.place')).toHaveLength(21)
    expect(find('.place.on').textContent).toBe('1')
    expect(text()).toContain('21 Etiketten, 63,5 × 38,1 mm.')
    expect(find('.head .count').textContent).toBe('7 Karten auf 1 Bogen')
    expect(lastHtml(asked, 'holdDocument').match(/class="card one look0"/g)).toHaveLength(7)
    await fill('Worauf gedruckt wird', '32010')
  })

  test('prints frames without names to see how the printer hits', async () => {
    const { click, asked } = await printView()
    await click('button', 'Testrahmen drucken')
    const html = lastHtml(asked, 'print')
    expect(html.match(/class="cell framed"/g)).toHaveLength(10)
    expect(html).not.toContain('Tölle')
  })

  test('has a page of its own for nothing to print', async () => {
    const { text, go, house } = await printView()
    await go('/cards/print?ids=')
    expect(text()).toContain('Keine Karten zum Drucken gewählt.')
    await house.call('cards.markPrinted', { cardIds })
    await go('/cards/print?ids=new')
    expect(text()).toContain('Alle gültigen Karten sind gedruckt.')
  })

  test('prints what is new from the list', async () => {
    const { go, press, find, house } = await printView()
    await house.call('customers.create', { kind: 'person', lastName: 'Ohne Karte' })
    await house.call('cards.markPrinted', { cardIds: cardIds.slice(0, 5) })
    await go('/cards')
    await press('Ctrl+P')
    expect(find('.head .count').textContent).toBe('2 Karten auf 1 Bogen')
  })
})
