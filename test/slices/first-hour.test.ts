import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { House } from '../support/house.ts'
import { openWindow } from './open-window.ts'

const shopIsOpen = (house: House) => house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
const sabine = (house: House) => house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })

describe('the first start', () => {
  test('offers three ways', async () => {
    const { path, text } = await openWindow({ path: '/' })
    expect(path()).toBe('/welcome')
    for (const way of ['Beispielgeschäft ansehen', 'Kunden importieren', 'Leer beginnen']) expect(text()).toContain(way)
  })

  test('starting empty asks for the name of the shop and nothing else', async () => {
    const { click, fill, path, house, text } = await openWindow({ path: '/' })
    await click('button', 'Beginnen')
    expect(text()).toContain('Wie heißt Ihr Geschäft?')
    await fill('Name des Geschäfts', 'Zweirad Lindner')
    await fill('Ort', 'Münster')
    await fill('Vorwahl', '0251')
    await click('button', 'Beginnen')
    expect(await house.call('settings.get', {})).toMatchObject({
      shopName: 'Zweirad Lindner',
      shopCity: 'Münster',
      shopAreaCode: '0251',
      welcomeDone: true,
    })
    expect(path()).toBe('/customers')
  })

  test('speaks English when asked, and remembers it', async () => {
    const { click, text, house } = await openWindow({ path: '/' })
    await click('button', 'English')
    expect(text()).toContain('Welcome to Stammkunde')
    expect(document.documentElement.lang).toBe('en')
    expect((await house.call('settings.get', {})).language).toBe('en')
  })

  test('whoever has customers begins with the day', async () => {
    const { path } = await openWindow({ before: sabine, path: '/' })
    expect(path()).toBe('/today')
  })
})

describe('the sample shop', () => {
  test('is marked on every screen and goes away in one step, leaving own customers', async () => {
    const { click, path, find, house, text, go, has } = await openWindow({ path: '/' })
    await click('button', 'Beispiel laden')
    await waitFor(() => path() === '/today')
    await sabine(house)
    await go('/backup')
    expect(find('.banner').textContent).toContain('Beispielgeschäft: alles erfunden.')
    await click('.banner button', 'Beispiel entfernen')
    await waitFor(() => !has('.banner'))
    expect(text()).toMatch(/Beispiel entfernt, \d{3} Kunden\./)
    expect(await house.call('customers.count', {})).toMatchObject({ customers: 1, sample: 0 })
  })

  async function waitFor(isSo: () => boolean): Promise<void> {
    for (let i = 0; i < 400 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 25))
    expect(isSo()).toBe(true)
  }
})

describe('settings', () => {
  test('a field is stored when it is left, says so, and can be taken back', async () => {
    const { fill, house, find, click, settle } = await openWindow({ before: shopIsOpen, path: '/settings' })
    await fill('Name', 'Rad & Tat')
    expect((await house.call('settings.get', {})).shopName).toBe('Rad & Tat')
    expect(find('.shop').textContent).toContain('Rad & Tat')
    expect(find('.toast').textContent).toContain('Gespeichert: Name')
    await click('.toast button', 'Rückgängig')
    await settle()
    expect((await house.call('settings.get', {})).shopName).toBe('Zweirad Lindner')
    expect(find('.shop').textContent).toContain('Zweirad Lindner')
  })

  test('a number that is none is not stored and is named at its place', async () => {
    const { fill, house, text } = await openWindow({ before: shopIsOpen, path: '/loyalty' })
    await fill('Punkte je Euro', 'viele')
    expect(text()).toContain('Eine ganze Zahl von 0 bis 100.')
    expect((await house.call('settings.get', {})).pointsPerEuro).toBe(1)
  })

  test('English and dark are on at once, in the whole window and for the menu', async () => {
    const { click, find, asked } = await openWindow({ before: shopIsOpen, path: '/settings' })
    await click('label.segment', 'English')
    expect(find('h1').textContent).toBe('Settings')
    expect(find('.side').textContent).toContain('Customers')
    await click('label.segment', 'Dark')
    expect(document.documentElement.classList.contains('dark')).toBe(true)
    expect(asked).toContainEqual({ name: 'setLanguage', input: { language: 'en' } })
    expect(asked).toContainEqual({ name: 'setTheme', input: { theme: 'dark' } })
  })

  test('single letters rest once they are switched off', async () => {
    const { press, path, house, go } = await openWindow({ before: shopIsOpen })
    await house.call('settings.update', { singleKeys: false })
    await go('/phases')
    await press('n')
    expect(path()).toBe('/phases')
  })

  test('the scanner test shows the code and opens nobody', async () => {
    const { scan, find, text, path } = await openWindow({ before: shopIsOpen, path: '/settings' })
    const label = find<HTMLLabelElement>('label', 'Scanner ausprobieren')
    document.getElementById(label.htmlFor)?.focus()
    document.activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
    await scan('2000000004182')
    expect(text()).toContain('Erkannt: 2000000004182')
    expect(path()).toBe('/settings')
  })
})

describe('recent changes', () => {
  test('lists what was done in words and takes one thing back', async () => {
    const { find, click, house, text } = await openWindow({ before: async (h) => (await shopIsOpen(h), await sabine(h)), path: '/operations' })
    expect(text()).toContain('Sabine Kern angelegt')
    expect(text()).toContain('Einstellungen geändert')
    await click('li button', 'Einstellungen geändert')
    expect((await house.call('settings.get', {})).shopName).toBe('')
    expect(find('li.undone').textContent).toContain('zurückgenommen')
    expect((await house.call('customers.count', {})).customers).toBe(1)
  })

  test('says what stands here while there is nothing yet', async () => {
    const { text } = await openWindow({ path: '/operations' })
    expect(text()).toContain('Noch keine Änderungen.')
  })
})

describe('backup', () => {
  function folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'stammkunde-slice-'))
    onTestFinished(() => rmSync(path, { recursive: true, force: true }))
    return path
  }

  test('asks for a folder the first time, copies, checks, and knows the folder from then on', async () => {
    const stick = folder()
    const { click, text, house, find, asked, press } = await openWindow({
      before: async (h) => (await shopIsOpen(h), await sabine(h)),
      path: '/backup',
      shell: { chooseFolder: { path: stick, name: 'Stick' } },
    })
    expect(text()).toContain('Noch keine Sicherung.')
    await click('button.primary', 'Jetzt sichern')
    await waitForText(text, 'Ihre Daten sind gesichert.')
    expect((await house.call('backup.list', {})).copies).toMatchObject([{ state: 'verified', folder: stick, counts: { customers: 1 } }])
    expect(find('tbody').textContent).toContain('geprüft')
    await press('Ctrl+S')
    await waitForText(() => String(document.querySelectorAll('tbody tr').length), '2')
    expect(asked.filter(({ name }) => name === 'chooseFolder')).toHaveLength(1)
  })

  test('closing the dialog changes nothing', async () => {
    const { click, has, house } = await openWindow({ before: sabine, path: '/backup', shell: { chooseFolder: null } })
    await click('button.primary', 'Jetzt sichern')
    expect(has('[role="alert"]')).toBe(false)
    expect((await house.call('backup.list', {})).copies).toEqual([])
  })

  test('a stick that was pulled out is named, with what is safe and another try', async () => {
    const { click, find, text } = await openWindow({
      before: sabine,
      path: '/backup',
      shell: { chooseFolder: { path: '/nowhere/SICHERUNG', name: 'SICHERUNG' } },
    })
    await click('button.primary', 'Jetzt sichern')
    await waitForText(text, 'Noch einmal')
    expect(find('[role="alert"]').textContent).toContain('Ihre Daten auf diesem Computer sind davon nicht betroffen.')
  })

  test('a copy is checked and held against what is there before anything happens', async () => {
    const stick = folder()
    const { house, go, text, has } = await openWindow({ before: sabine })
    const { file } = await house.job('backup.create', { folder: stick })
    await sabine(house)
    await go(`/backup/restore?file=${encodeURIComponent(file)}`)
    await waitForText(text, 'Diese Kopie ist in Ordnung.')
    const [customers] = [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))
    expect(customers).toEqual(['Kunden', '1', '2', '−1'])
    expect(has('button.primary', 'Wiederherstellen')).toBe(true)
  })

  test('from a file that is no copy nothing can be restored', async () => {
    const { text, has } = await openWindow({ before: sabine, path: `/backup/restore?file=${encodeURIComponent(import.meta.filename)}` })
    await waitForText(text, 'An Ihren Daten hat sich nichts geändert.')
    expect(has('button.primary', 'Wiederherstellen')).toBe(false)
  })

  async function waitForText(text: () => string, wanted: string): Promise<void> {
    for (let i = 0; i < 200 && !text().includes(wanted); i++) await new Promise((resolve) => setTimeout(resolve, 25))
    expect(text()).toContain(wanted)
  }
})

describe('when the data cannot be opened', () => {
  test('says what is safe, what to do next, and shows the folder', async () => {
    const about = { version: '0.1.0', electron: '45', chromium: '156', dataDir: '/home/lindner/Stammkunde', today: null }
    const { text, click, asked, has } = await openWindow({ path: '/start-failed?reason=database-newer&detail=%7B%7D', shell: { about } })
    expect(text()).toContain('Ihre Daten wurden nicht verändert.')
    expect(text()).toContain('Installieren Sie die neueste Version')
    expect(has('.side')).toBe(false)
    await click('button', 'Datenordner zeigen')
    expect(asked).toContainEqual({ name: 'showInFolder', input: { path: '/home/lindner/Stammkunde' } })
  })
})
