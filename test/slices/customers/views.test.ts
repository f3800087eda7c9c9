import { describe, expect, test } from 'vitest'
import type { Condition } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const condition = (field: string, op: string, value: unknown = null) => ({ field, op, value }) as Condition
async function fourPeople(house: House) {
  const { call } = house
  await call('settings.update', { welcomeDone: true })
  const create = async (lastName: string, city: string, tags: string[] = []) =>
    (await call('customers.create', { kind: 'person', lastName, tags, addresses: [{ city }] })).id
  const kern = await create('Kern', 'Münster', ['Rennrad'])
  await create('Brandt', 'Telgte', ['Rennrad'])
  await create('Müller', 'Münster')
  await create('Ahlers', 'Telgte')
  await call('purchases.record', { customerId: kern, day: '2025-11-01', totalCents: 12_050 })
}
const names = () => [...document.querySelectorAll('.grid-line .name')].map((cell) => cell.textContent)
const tabs = () => [...document.querySelectorAll('[role="tab"]')].map((tab) => tab.textContent)
const chips = () => [...document.querySelectorAll('.chip > .open')].map((chip) => chip.getAttribute('aria-label'))
async function choose(select: string, value: string, settle: () => Promise<void>) {
  const element = document.querySelector<HTMLSelectElement>(select)!
  element.value = value
  element.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}
/** The editor asks for the count a moment after the last key. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 160))

describe('conditions', () => {
  test('are written in the editor, which counts while one writes, and stand as a chip', async () => {
    const { click, find, settle } = await openWindow({ before: fourPeople, path: '/customers' })
    await click('.add', 'Filter')
    await pause()
    await settle()
    expect(find('[role="dialog"] [role="status"]').textContent).toContain('1 Kunde')
    await click('[role="dialog"] button', 'Übernehmen')
    expect(chips()).toEqual(['Letzter Einkauf vor mehr als 90 Tagen'])
    expect(names()).toEqual(['Kern'])
    await click('.chip > .take')
    expect(names()).toHaveLength(4)
  })
  test('are joined by or where one of them is enough', async () => {
    const { click, settle } = await openWindow({ before: fourPeople, path: '/customers' })
    await click('.add', 'Filter')
    await choose('[role="dialog"] select', 'tags', settle)
    await click('[role="dialog"] label', 'Rennrad')
    await click('[role="dialog"] button', 'Übernehmen')
    expect(names()).toEqual(['Brandt', 'Kern'])
    await click('.add', 'Filter')
    await choose('[role="dialog"] select', 'lastPurchase', settle)
    await choose('[role="dialog"] .operator select', 'never', settle)
    await click('[role="dialog"] button', 'Übernehmen')
    expect(names()).toEqual(['Brandt'])
    await click('.joining')
    expect(names()).toEqual(['Ahlers', 'Brandt', 'Kern', 'Müller'])
    expect(chips()).toEqual(['Schlagworte Rennrad', 'Letzter Einkauf noch nie'])
  })
})

describe('views', () => {
  test('are added from a template, with their count on the tab, and taken back', async () => {
    const { click, press, has } = await openWindow({ before: fourPeople, path: '/customers' })
    await click('[role="menuitem"]', 'Zweitkauf ausgeblieben')
    expect(tabs()).toEqual(['Alle', 'Zweitkauf ausgeblieben1'])
    expect(names()).toEqual(['Kern'])
    document.body.focus()
    await press('Ctrl+Z')
    expect(tabs()).toEqual(['Alle'])
    expect(has('.toast', 'Zurückgenommen')).toBe(true)
  })
  async function withView(house: House) {
    await fourPeople(house)
    const filter = { all: [condition('tags', 'any', ['Rennrad'])] }
    await house.call('views.save', {
      name: 'Rennrad',
      filter,
      sort: 'name',
      descending: true,
      groupBy: 'city',
      density: 'compact',
      columns: ['city'],
    })
  }
  test('bring their order, columns, groups and row height, and the search works inside of them', async () => {
    const { click, find, settle } = await openWindow({ before: withView, path: '/customers' })
    await click('[role="tab"]', 'Rennrad')
    expect(names()).toEqual(['Kern', 'Brandt'])
    expect([...document.querySelectorAll('.grid-group.in-line')].map((head) => head.textContent)).toEqual(['Münster1', 'Telgte1'])
    expect([...document.querySelectorAll('.grid-sort')].map((head) => head.textContent.trim())).toEqual(['Name', 'Ort'])
    expect(find('.grid-line').style.height).toBe('30px')
    const search = find<HTMLInputElement>('input[aria-label="Kunden suchen"]')
    search.value = 'bra'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    await settle()
    expect(names()).toEqual(['Brandt'])
  })
  test('are saved in another form, under another name, and deleted with a way back', async () => {
    const { click, has, find, settle, house } = await openWindow({ before: withView, path: '/customers' })
    await click('[role="tab"]', 'Rennrad')
    expect(has('.tabs button', 'Speichern')).toBe(false)
    await click('.chip > .take')
    await click('.tabs button', 'Speichern')
    expect((await house.call('views.list', {}))[0]).toMatchObject({ name: 'Rennrad', filter: { all: [] }, count: 4 })
    await click('[role="menuitem"]', 'Umbenennen')
    const name = find<HTMLInputElement>('dialog.name input')
    name.value = 'Alle nach Ort'
    name.dispatchEvent(new Event('input', { bubbles: true }))
    await click('dialog.name button', 'Speichern')
    await settle()
    expect(tabs()).toEqual(['Alle', 'Alle nach Ort4'])
    await click('[role="menuitem"]', 'Ansicht löschen')
    expect(tabs()).toEqual(['Alle'])
    await click('.toast button', 'Rückgängig')
    expect(tabs()).toEqual(['Alle', 'Alle nach Ort4'])
  })
  test('say which condition is left out when its own field is gone, and keep it', async () => {
    const before = async (house: House) => {
      await fourPeople(house)
      await house.call('views.save', { name: 'Alt', filter: { all: [condition('own:7', 'is', 3), condition('tags', 'any', ['Rennrad'])] } })
    }
    const { click, text, has } = await openWindow({ before, path: '/customers' })
    await click('[role="tab"]', 'Alt')
    expect(names()).toEqual(['Brandt', 'Kern'])
    expect(text()).toContain('Die Bedingung zu „gelöschtes Feld“ ist ausgesetzt')
    expect(has('.chip.gone')).toBe(true)
  })
  test('are kept on the way to a customer and back, and the neighbours are those of the view', async () => {
    const { click, find } = await openWindow({ before: withView, path: '/customers' })
    await click('[role="tab"]', 'Rennrad')
    await click('.grid-line', 'Kern')
    expect(find('.place').textContent).toContain('1 von 2')
    await click('button[aria-label="Nächster Kunde"]')
    expect(find('h1').textContent).toBe('Brandt')
    await click('.place a', 'Rennrad')
    expect(find('.grid-line.active .name').textContent).toBe('Brandt')
  })
})

describe('marked customers', () => {
  test('all of a view: the foot names count and sum, and a tag for all is one step back', async () => {
    const { click, find, settle, house, press } = await openWindow({ before: fourPeople, path: '/customers' })
    await click('.grid-head .check')
    await pause()
    await settle()
    expect(find('.selection-bar').textContent).toMatch(/4 von 4 markiert.*120,50\s€ in 12 Monaten/)
    await click('.selection-bar button', 'Schlagwort')
    const tag = find<HTMLInputElement>('dialog .tags input')
    tag.value = 'Stadtfest'
    tag.dispatchEvent(new Event('input', { bubbles: true }))
    tag.dispatchEvent(new Event('blur'))
    await settle()
    await click('dialog button', 'Übernehmen')
    await settle()
    expect(find('.toast').textContent).toContain('4 Kunden geändert.')
    expect((await house.call('customers.tags', {}))[0]).toEqual({ name: 'Stadtfest', count: 4 })
    document.body.focus()
    await press('Ctrl+Z')
    await settle()
    expect((await house.call('customers.tags', {})).map(({ name }) => name)).toEqual(['Rennrad'])
  })
  test('cards: says who has none, gives them one and goes to print', async () => {
    const shell = { holdDocument: { path: 'about:blank' } }
    const { click, find, path, settle } = await openWindow({ before: fourPeople, path: '/customers', shell })
    await click('.grid-head .check')
    await click('.selection-bar button', 'Karten drucken')
    expect(find('.selection-bar [role="alert"]').textContent).toBe('4 Kunden haben noch keine gültige Karte.')
    await click('.selection-bar button', 'Karten ausgeben und drucken')
    await settle()
    expect(path()).toContain('/cards/print?ids=')
    expect(path().split(',')).toHaveLength(4)
  })
  test('a task for each of them, with a day, is one step back', async () => {
    const { click, fill, find, house, press } = await openWindow({ before: fourPeople, path: '/customers' })
    await click('.grid-head .check')
    await click('.selection-bar button', 'Aufgabe')
    expect(find('dialog h2').textContent).toBe('Eine Aufgabe für jeden von 4 Kunden')
    expect(find('dialog button.primary').getAttribute('aria-disabled')).toBe('true')
    await fill('Was ist zu tun?', 'Zum Frühlingsfest einladen')
    await fill('Bis wann?', '20.3.')
    await click('dialog button', 'Eintragen')
    expect(find('.toast').textContent).toContain('4 Aufgaben eingetragen.')
    const { rows } = await house.call('tasks.open', {})
    expect(rows.map(({ displayName, title, dueOn }) => [displayName, title, dueOn]).toSorted()).toEqual(
      ['Ahlers', 'Brandt', 'Kern', 'Müller'].map((name) => [name, 'Zum Frühlingsfest einladen', '2026-03-20']),
    )
    document.body.focus()
    await press('Ctrl+Z')
    expect((await house.call('tasks.open', {})).total).toBe(0)
  })
  test('two to ten can be merged, one or all of a view cannot', async () => {
    const { click, find, has, path, press, house } = await openWindow({ before: fourPeople, path: '/customers' })
    find('.grid').focus()
    await press('Space')
    expect(has('.selection-bar button', 'Zusammenführen')).toBe(false)
    await press('Shift+ArrowDown')
    await click('.selection-bar button', 'Zusammenführen')
    const { rows } = await house.call('customers.list', {})
    expect(path()).toBe(`/customers/merge?ids=${rows[0]!.id},${rows[1]!.id}`)
  })
})
