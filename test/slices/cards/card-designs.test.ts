import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { svg } from '../../services/cards/logo-samples.ts'
import { openWindow } from '../open-window.ts'

async function designs() {
  const folder = mkdtempSync(join(tmpdir(), 'designs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const files = { next: '' }
  const window = await openWindow({
    dataDir: folder,
    before: (house) => house.call('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' }),
    shell: {
      holdDocument: { path: 'about:blank' },
      releaseDocument: null,
      chooseFile: () => (files.next === '' ? null : { path: files.next, name: '' }),
    },
    path: '/cards/designs',
  })
  const file = (name: string, content: string) => {
    files.next = join(folder, name)
    writeFileSync(files.next, content)
  }
  const html = () => (window.asked.findLast(({ name }) => name === 'holdDocument')?.input as { html: string } | undefined)?.html ?? ''
  const all = () => window.house.call('cards.designs', {})
  return { ...window, folder, file, html, all }
}

describe('the designer of cards', () => {
  test('shows the very card that is printed, and keeps each change at once', async () => {
    const { fill, html, all, find } = await designs()
    expect(html()).toContain('Zweirad Lindner')
    await fill('Zeile darunter', 'Münster, seit 1987')
    await fill('Text auf der Rückseite', 'Danke')
    expect((await all())[0]).toMatchObject({ subtitle: 'Münster, seit 1987', backText: 'Danke' })
    expect(html()).toContain('Münster, seit 1987')
    const label = find<HTMLInputElement>('.sizes input[value="3475"]')
    label.click()
    label.dispatchEvent(new Event('change', { bubbles: true }))
    await fill('Zeile darunter', 'seit 1987')
    expect(html()).toContain('class="card one look0"')
  })

  test('begins a design for a club like the usual one, and takes it back', async () => {
    const { press, fill, click, all, html, find } = await designs()
    await press('n')
    await fill('Name der Gestaltung', 'Radlertreff')
    await click('dialog button', 'Übernehmen')
    await fill('Club oder Gruppe', 'Radlertreff Münster')
    expect((await all()).map(({ name, club }) => [name, club])).toEqual([
      ['', ''],
      ['Radlertreff', 'Radlertreff Münster'],
    ])
    expect(html()).toContain('Radlertreff Münster')
    await click('button', 'Zur üblichen machen')
    expect((await all())[0]).toMatchObject({ name: 'Radlertreff', isDefault: true })
    await press('n')
    await fill('Name der Gestaltung', 'radlertreff')
    await click('dialog button', 'Übernehmen')
    expect(find('dialog').textContent).toContain('Eine Gestaltung „radlertreff“ gibt es schon.')
  })

  test('chooses what stands on the front, with one’s own words', async () => {
    const { find, fill, all, html, settle } = await designs()
    const boxes = [...document.querySelectorAll<HTMLInputElement>('fieldset input[type="checkbox"]')]
    for (const box of [boxes[1]!, boxes[3]!]) {
      box.click()
      await settle()
    }
    await fill('Text vor: Kunde seit', 'Dabei seit')
    expect((await all())[0]?.lines).toEqual([
      { kind: 'since', label: 'Dabei seit' },
      { kind: 'number', label: '' },
    ])
    expect(html()).toContain('Dabei seit 2019 · 2 000004 182533')
    find<HTMLInputElement>('fieldset input[type="checkbox"]').click()
    await settle()
    expect(html()).not.toContain('Miriam')
  })

  test('takes a logo from a file, refuses what is none, and names one that is gone', async () => {
    const { click, file, html, text, folder, go, all } = await designs()
    file('brief.pdf', '%PDF')
    await click('button', 'Logo wählen')
    expect(text()).toContain('brief.pdf ist kein PNG, JPEG oder SVG.')
    file('logo.svg', svg)
    await click('button', 'Logo wählen')
    expect(text()).toContain('logo.svg')
    expect(html()).toContain('data:image/svg+xml;base64,')
    rmSync(join(folder, 'files'), { recursive: true })
    await go('/cards')
    await go('/cards/designs')
    expect(text()).toContain('Die Karten werden ohne Logo gedruckt')
    await click('[aria-label="Logo entfernen"]')
    expect((await all())[0]).toMatchObject({ logo: 'none' })
  })
})
