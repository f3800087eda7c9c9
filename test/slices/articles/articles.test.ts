import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Cents } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function stocked(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  const { groupId } = await house.call('articles.saveGroup', { name: 'Kaffee', marginBp: 5500, demandDays: 30 })
  await house.call('articles.save', { name: 'Espresso Äthiopien', number: '100', priceCents: 1290 as Cents, groupId })
  await house.call('articles.save', { name: 'Handfilter', number: '101', priceCents: 1990 as Cents })
  await house.call('articles.save', { name: 'Kaffee für Kenner', number: '102', isPriceBound: true, vatBp: 700 })
}
const onArticles = (path = '/articles') => openWindow({ before: stocked, path })
const blur = () => (document.activeElement as HTMLElement | null)?.blur()

describe('Artikel', () => {
  test('an empty range explains what articles are for and leads to the import', async () => {
    const { text, click, path } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/articles' })
    expect(text()).toContain('Noch keine Artikel.')
    await click('.empty button', 'Artikel importieren')
    expect(path()).toBe('/articles/import')
  })
  test('a new article is typed with decimal comma; what is missing is said at its place', async () => {
    const { press, fill, find, has, house, path } = await onArticles('/articles/new')
    await press('Ctrl+Enter')
    expect(find('dialog .problem').textContent).toContain('Der Artikel braucht noch eine Bezeichnung.')
    await fill('Bezeichnung', 'Siebträger')
    await fill('Nummer', '100')
    await fill('Preis mit MwSt.', '-5')
    await fill('Marge in Prozent', '130')
    await fill('Reicht für Tage', '0')
    await press('Ctrl+Enter')
    const problems = () => [...document.querySelectorAll('dialog .problem')].map((problem) => problem.textContent)
    expect(problems()).toEqual([
      'Ein Preis kann nicht unter null liegen.',
      'Eine Zahl von 0 bis 100, zum Beispiel 40 oder 37,5.',
      'Eine ganze Zahl von 1 bis 3650.',
    ])
    await fill('Preis mit MwSt.', '1.299,50')
    await fill('Marge in Prozent', '37,5')
    await fill('Reicht für Tage', '')
    await press('Ctrl+Enter')
    expect(problems()).toEqual(['Die Nummer 100 hat schon „Espresso Äthiopien“. Nehmen Sie eine andere, oder lassen Sie das Feld leer.'])
    await fill('Nummer', '')
    await press('Ctrl+Enter')
    expect(has('dialog')).toBe(false)
    expect(path()).toBe('/articles')
    expect(find('.toast').textContent).toContain('„Siebträger“ ist angelegt.')
    const { rows: found } = await house.call('articles.list', { text: 'siebtr' })
    expect(found).toMatchObject([{ priceCents: 129_950, marginBp: 3750, demandDays: null, number: '103' }])
    blur()
    await press('Ctrl+Z')
    expect((await house.call('articles.list', { text: 'siebtr' })).total).toBe(0)
  })
  test('a price that is none is not taken for no price', async () => {
    const { press, fill, has, text } = await onArticles('/articles/new')
    await fill('Bezeichnung', 'Siebträger')
    await fill('Preis mit MwSt.', 'zwölf')
    await press('Ctrl+Enter')
    expect(has('dialog')).toBe(true)
    expect(text()).toContain('Das lässt sich nicht als Betrag lesen.')
  })
  test('ticking price-bound switches discounts and points off', async () => {
    const { press, fill, find, house } = await onArticles('/articles/new')
    await fill('Bezeichnung', 'Roman')
    find('dialog .tick', 'Preisgebunden').querySelector('input')?.click()
    await press('Ctrl+Enter')
    expect((await house.call('articles.list', { text: 'roman' })).rows).toMatchObject([
      { isPriceBound: true, isDiscountable: false, earnsPoints: false },
    ])
  })
  test('a follower is found while typing, and one that leads back is refused at its place', async () => {
    const { go, fill, press, find, house } = await onArticles()
    const [espresso, filter] = (await house.call('articles.list', { sort: { by: 'number', descending: false } })).rows
    await go(`/articles/${filter!.articleId}`)
    const look = async (typed: string) => {
      await fill('Folgeartikel', typed)
      find<HTMLInputElement>('dialog [role="combobox"]').focus()
      await press('Enter')
    }
    await look('espr')
    expect(find('dialog .chosen').textContent).toContain('Espresso Äthiopien')
    await press('Ctrl+Enter')
    expect(await house.call('articles.get', { articleId: filter!.articleId })).toMatchObject({ followUpName: 'Espresso Äthiopien' })
    await go(`/articles/${espresso!.articleId}`)
    await look('handf')
    await press('Ctrl+Enter')
    expect(find('dialog .problem').textContent).toContain('„Handfilter“ führt am Ende wieder zu „Espresso Äthiopien“.')
  })
  test('what is typed is not lost by Esc', async () => {
    const { fill, click, find, has } = await onArticles('/articles/new')
    await fill('Bezeichnung', 'Roman')
    await click('dialog button', 'Abbrechen')
    expect(find('dialog [role="alert"]').textContent).toContain('noch nicht gespeichert')
    await click('dialog button', 'Verwerfen')
    expect(has('dialog')).toBe(false)
  })
  test('leaves the range and comes back', async () => {
    const { go, click, find, house } = await onArticles()
    const [espresso] = (await house.call('articles.list', { text: 'espr' })).rows
    await go(`/articles/${espresso!.articleId}`)
    await click('dialog [role="menuitem"]', 'Aus dem Sortiment nehmen')
    expect(find('.toast').textContent).toContain('„Espresso Äthiopien“ ist nicht mehr im Sortiment.')
    expect((await house.call('articles.list', {})).total).toBe(2)
    await go(`/articles/${espresso!.articleId}`)
    expect(find('dialog').textContent).toContain('Seit 12.03.2026 nicht mehr im Sortiment.')
    await click('dialog [role="menuitem"]', 'Zurück ins Sortiment')
    expect((await house.call('articles.list', {})).total).toBe(3)
  })
  test('an address of an article that is gone says so', async () => {
    const { find } = await onArticles('/articles/5')
    expect(find('[role="alert"]').textContent).toContain('Diesen Artikel gibt es nicht mehr.')
  })
})

describe('Warengruppen', () => {
  test('are made, changed and deleted; the articles stay', async () => {
    const { press, fill, click, find, text, house } = await onArticles('/articles/groups')
    expect(text()).toContain('Kaffee')
    await press('n')
    await fill('Name', 'kaffee')
    await press('Ctrl+Enter')
    expect(find('dialog .problem').textContent).toContain('Eine Warengruppe „Kaffee“ gibt es schon.')
    await fill('Name', 'Tee')
    await fill('Marge in Prozent', '101')
    expect(find('dialog .problem').textContent).toContain('Eine Zahl von 0 bis 100')
    await fill('Marge in Prozent', '50')
    await press('Ctrl+Enter')
    expect(find('.toast').textContent).toContain('„Tee“ ist angelegt.')
    await click('[aria-label="Kaffee löschen"]')
    expect(find('.toast').textContent).toContain('„Kaffee“ ist gelöscht; ein Artikel hat keine Warengruppe mehr.')
    expect((await house.call('articles.groups', {})).map(({ name }) => name)).toEqual(['Tee'])
    blur()
    await press('Ctrl+Z')
    expect((await house.call('articles.groups', {})).map(({ name, articles }) => [name, articles])).toEqual([
      ['Kaffee', 1],
      ['Tee', 0],
    ])
  })
  test('the usual margin holds for all that say nothing', async () => {
    const { fill, house } = await onArticles('/articles/groups')
    await fill('Übliche Marge, in Prozent', '45,5')
    expect((await house.call('articles.list', { text: 'handf' })).rows).toMatchObject([{ effectiveMarginBp: 4550 }])
  })
})

describe('Artikel importieren', () => {
  const HEADER = 'Artikelnr;Bezeichnung;VK;Gruppe\n'
  function list(content: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'stammkunde-articles-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'artikel.csv')
    writeFileSync(file, content)
    return file
  }
  const chosen = (file: string) => ({ chooseFile: { path: file, name: 'artikel.csv' } })

  test('shows first what it would do, takes over, and is taken back', async () => {
    const file = list(`${HEADER}200;Grüner Tee;4,90;Tee\n201;;1,00;Tee\n100;Espresso Äthiopien;13,50;\n`)
    const { click, find, text, house } = await openWindow({ before: stocked, path: '/articles/import', shell: chosen(file) })
    await click('.zone button', 'Datei wählen')
    expect(find('.counts').textContent.replace(/\s+/g, ' ')).toMatch(/neu ?1.*geändert ?1.*unverändert ?0.*bleiben draußen ?1/)
    expect(text()).toContain('Neue Warengruppe: Tee')
    expect(find('.beside').textContent).toContain('Zeile 3')
    expect(find('.beside').textContent).toContain('Die Bezeichnung fehlt.')
    expect((await house.call('articles.list', {})).total).toBe(3)
    await click('header button', '2 Artikel übernehmen')
    expect(text()).toContain('2 Artikel sind übernommen.')
    expect((await house.call('articles.list', { text: 'espr' })).rows).toMatchObject([{ priceCents: 1350 }])
    await click('.ways button', 'Import zurücknehmen')
    expect(text()).toContain('Der Import ist zurückgenommen.')
    expect((await house.call('articles.list', { text: 'espr' })).rows).toMatchObject([{ priceCents: 1290 }])
    expect((await house.call('articles.groups', {})).map(({ name }) => name)).toEqual(['Kaffee'])
  })
  test('a column goes where the owner sends it, and leaves the one that had it', async () => {
    const file = list('Artikelnr;Bezeichnung;Text\n300;Kurz;Langer Name\n')
    const { click, settle, house } = await openWindow({ before: stocked, path: '/articles/import', shell: chosen(file) })
    await click('.zone button', 'Datei wählen')
    const targets = () => [...document.querySelectorAll<HTMLSelectElement>('.mapping select')]
    expect(targets().map(({ value }) => value)).toEqual(['number', 'name', 'ignore'])
    const last = targets()[2]!
    last.value = 'name'
    last.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(targets().map(({ value }) => value)).toEqual(['number', 'ignore', 'name'])
    await click('header button', 'Einen Artikel übernehmen')
    expect((await house.call('articles.list', { text: 'langer' })).total).toBe(1)
  })
  test('a file that is no list of articles is named, and nothing can be taken over', async () => {
    const file = list('Farbe;Größe\nrot;3\n')
    const { click, find, text } = await openWindow({ before: stocked, path: '/articles/import', shell: chosen(file) })
    await click('.zone button', 'Datei wählen')
    expect(text()).toContain('Ordnen Sie eine Spalte als Bezeichnung oder Artikelnummer zu.')
    expect(find('header button', 'Nichts zu übernehmen').getAttribute('aria-disabled')).toBe('true')
  })
})
