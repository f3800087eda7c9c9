import { describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openWindow } from '../open-window.ts'
import type { OpenWindow } from '../open-window.ts'

async function choose({ find, settle }: OpenWindow, label: string, value: string) {
  const field = document.getElementById(find<HTMLLabelElement>('label', label).htmlFor) as HTMLSelectElement
  field.value = value
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}
const welcomed = (house: OpenWindow['house']) => house.call('settings.update', { welcomeDone: true })

describe('the settings of own fields', () => {
  test('a choice is made by keyboard, renamed, moved and deleted; undo brings it back', async () => {
    const opened = await openWindow({
      async before(house) {
        await welcomed(house)
        await house.call('ownFields.create', { name: 'Hund', kind: 'yes-no' })
      },
      path: '/settings/own-fields',
    })
    const { click, fill, press, find, house } = opened
    const names = () => [...document.querySelectorAll('.fields .name')].map((name) => name.textContent)
    await click('button', 'Neues Feld')
    await fill('Name des Feldes', 'Liefertag')
    await choose(opened, 'Art', 'choice')
    await fill('Eintrag 1', 'Dienstag')
    await press('Enter')
    await press('F')
    await press('Ctrl+Enter')
    expect(find('.toast').textContent).toContain('Feld „Liefertag“ ist angelegt.')
    expect((await house.call('ownFields.list', {})).at(-1)).toMatchObject({ name: 'Liefertag', choices: ['Dienstag', 'F'] })
    await click('[aria-label="„Liefertag“ nach oben"]')
    expect(names()).toEqual(['Liefertag', 'Hund'])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('„Liefertag“ nach oben')
    await click('[aria-label="„Liefertag“ löschen"]')
    expect(names()).toEqual(['Hund'])
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press('Ctrl+Z')
    expect(names()).toEqual(['Liefertag', 'Hund'])
  })
  test('a choice that customers have says how many, and stays with them', async () => {
    let kern = 0 as CustomerId
    const { click, find, house } = await openWindow({
      async before(house) {
        await welcomed(house)
        const { id } = await house.call('ownFields.create', { name: 'Liefertag', kind: 'choice', choices: ['Dienstag', 'Freitag'] })
        kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern', own: { [id]: 'Freitag' } })).id
      },
      path: '/settings/own-fields',
    })
    await click('[aria-label="„Liefertag“ ändern"]')
    await click('[aria-label="Eintrag „Freitag“ entfernen"]')
    expect(find('dialog .note').textContent).toContain('„Freitag“ steht bei einem Kunden und bleibt dort stehen.')
    await click('dialog button', 'Speichern')
    expect(Object.values((await house.call('customers.get', { customerId: kern })).own)).toEqual(['Freitag'])
  })
  test('a name that is taken is said, and nothing is lost', async () => {
    const { click, fill, find } = await openWindow({
      async before(house) {
        await welcomed(house)
        await house.call('ownFields.create', { name: 'Hund', kind: 'yes-no' })
      },
      path: '/settings/own-fields',
    })
    await click('button', 'Neues Feld')
    await fill('Name des Feldes', 'hund')
    await click('dialog button', 'Speichern')
    expect(find('dialog [role="alert"]').textContent).toContain('Ein Feld „hund“ gibt es schon.')
  })
})

describe('own fields of a customer', () => {
  async function onKern() {
    let id = 0 as CustomerId
    const opened = await openWindow({
      async before(house) {
        await welcomed(house)
        await house.call('ownFields.create', { name: 'Schuhgröße', kind: 'number' })
        await house.call('ownFields.create', { name: 'Hund', kind: 'yes-no' })
        await house.call('ownFields.create', { name: 'Hochzeitstag', kind: 'date' })
        id = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
      },
    })
    await opened.go(`/customers/${id}`)
    await opened.click('.who button', 'Bearbeiten')
    return { ...opened, id }
  }
  test('are filled in with the rest, in one step, and shown under Daten and Änderungen', async () => {
    const opened = await onKern()
    const { fill, press, click, text, house, id } = opened
    await fill('Merkzettel', 'Kaffee')
    await fill('Schuhgröße', '43,5')
    await choose(opened, 'Hund', 'true')
    await fill('Hochzeitstag', '14.5.2011')
    await press('Ctrl+Enter')
    expect(Object.values((await house.call('customers.get', { customerId: id })).own)).toEqual([43.5, true, '2011-05-14'])
    await click('[role="tab"]', 'Daten')
    expect(text()).toMatch(/Schuhgröße\s*43,5\s*Hund\s*Ja\s*Hochzeitstag\s*14\.05\.2011/)
    await click('[role="tab"]', 'Änderungen')
    expect(text()).toMatch(/Schuhgröße hinzugefügt\s*Wert\s*43,5/)
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press('Ctrl+Z')
    expect(await house.call('customers.get', { customerId: id })).toMatchObject({ memo: '', own: {} })
  })
  test('what cannot be read is said with the field, stays as typed, and nothing is saved', async () => {
    const { fill, press, find, house, id } = await onKern()
    await fill('Merkzettel', 'Kaffee')
    await fill('Schuhgröße', 'groß')
    await press('Ctrl+Enter')
    expect(find('dialog [role="alert"]').textContent).toContain('„groß“ passt nicht zu „Schuhgröße“.')
    await fill('Schuhgröße', '')
    await fill('Hochzeitstag', '31.2.2011')
    await press('Ctrl+Enter')
    expect(find('dialog [role="alert"]').textContent).toContain('„31.2.2011“ passt nicht zu „Hochzeitstag“.')
    expect(await house.call('customers.get', { customerId: id })).toMatchObject({ memo: '', own: {} })
  })
})
