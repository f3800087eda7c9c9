import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CardDesign, CardDesignId, CardId } from '#contract'
import { logoType } from '../../../electron/services/cards/designs/logo.rules.ts'
import { filesNamedIn } from '../../../electron/services/documents/named-files.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { jpeg, png, svg } from './logo-samples.ts'

let folder: string
let house: House
let usual: CardDesign
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'designs-'))
  house = openHouse({ dataDir: folder })
  await house.call('settings.update', { shopName: 'Zweirad Lindner' })
  usual = (await house.call('cards.designs', {}))[0]!
})
afterEach(() => {
  house.close()
  rmSync(folder, { recursive: true })
})
const refused = (code: string, reason: string) => ({ failure: expect.objectContaining({ code, reason }) })
function fileOf(name: string, content: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
async function cardOf(designId: CardDesignId | null, lastName = 'Kern'): Promise<CardId> {
  const { id } = await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName })
  return (await house.call('cards.issue', { customerId: id, designId })).id
}
const preview = (cardIds: CardId[]) =>
  house.call('cards.preview', { cardIds, sheet: 'cr80', labels: { card: 'Kundenkarte', since: 'Kunde seit', tier: 'Stufe' } })

describe('designs of cards', () => {
  it('begin with one that is the usual one', () => {
    expect(usual).toMatchObject({ name: '', isDefault: true, color: '#1f4d4a', logo: 'none', cards: 0, hasName: true, lines: [] })
  })
  it('are added like the usual one, changed, and taken back', async () => {
    await house.call('cards.saveDesign', { designId: usual.id, color: '#7c2d4f', subtitle: 'Münster' })
    const club = await house.call('cards.saveDesign', { name: 'Radlertreff', club: 'Radlertreff' })
    expect(club).toMatchObject({ name: 'Radlertreff', club: 'Radlertreff', color: '#7c2d4f', subtitle: 'Münster', isDefault: false })
    await house.job('operations.undoLast', {})
    expect(await house.call('cards.designs', {})).toHaveLength(1)
    await house.job('operations.undoLast', {})
    expect(await house.call('cards.designs', {})).toEqual([usual])
  })
  it('need a name of their own', async () => {
    await house.call('cards.saveDesign', { name: 'Radlertreff' })
    await expect(house.call('cards.saveDesign', { name: ' ' })).rejects.toMatchObject(refused('invalid', 'card-design-name-missing'))
    await expect(house.call('cards.saveDesign', { name: 'radlertreff' })).rejects.toMatchObject(refused('conflict', 'card-design-name-taken'))
    await expect(house.call('cards.saveDesign', { designId: 99 as CardDesignId, color: '#000000' })).rejects.toMatchObject(
      refused('missing', 'card-design-gone'),
    )
  })
  it('put what they say on the cards of their group', async () => {
    const club = await house.call('cards.saveDesign', {
      name: 'Treff',
      club: 'Radlertreff',
      color: '#7c2d4f',
      accent: '#ffcc00',
      title: 'Clubkarte',
      backText: 'Nur für Mitglieder',
      lines: [
        { kind: 'since', label: '' },
        { kind: 'number', label: 'Nr.' },
      ],
    })
    const cardId = await cardOf(club.id)
    const { html } = await preview([cardId])
    for (const text of [
      'Radlertreff',
      'Clubkarte',
      'Nur für Mitglieder',
      'Kunde seit 2026 · Nr. 2 000000',
      'background:#7c2d4f',
      'background:#ffcc00',
    ])
      expect(html).toContain(text)
    await house.call('cards.saveDesign', { designId: club.id, hasName: false, lines: [] })
    const without = (await preview([cardId])).html
    expect(without).not.toContain('Kern')
    expect(without).not.toContain('Kunde seit')
  })
  it('name the tier that somebody has reached, and nothing where there is none', async () => {
    await house.call('cards.saveDesign', { designId: usual.id, lines: [{ kind: 'tier', label: '' }] })
    await house.job('loyalty.saveTiers', { tiers: [{ name: 'Silber', limitCents: 10_000, multiplierBp: 10_000 }] })
    const [silver, none] = [await cardOf(null), await cardOf(null)]
    const { customerId } = (await house.call('cards.list', {})).rows.find(({ id }) => id === silver)!
    await house.call('purchases.record', { customerId: customerId!, day: '2026-03-12' as never, totalCents: 20_000 })
    expect((await preview([silver])).html).toContain('Stufe Silber')
    expect((await preview([none])).html).not.toContain('Stufe')
  })
  it('are printed side by side, each card in its own', async () => {
    const club = await house.call('cards.saveDesign', { name: 'Treff', club: 'Radlertreff', color: '#7c2d4f' })
    const { html } = await preview([await cardOf(null, 'Kern'), await cardOf(club.id, 'Brandt')])
    expect(html.match(/Radlertreff/g)).toHaveLength(1)
    expect(html).toMatch(/\.front\.look0\{background:#1f4d4a.*\.front\.look1\{background:#7c2d4f/)
    expect(html.match(/class="card front look[01]"/g)).toEqual(['class="card front look0"', 'class="card front look1"'])
  })
  it('change hands: another one becomes the usual one, and one that goes leaves its cards to it', async () => {
    const club = await house.call('cards.saveDesign', { name: 'Treff', color: '#7c2d4f' })
    const cardId = await cardOf(club.id)
    await expect(house.call('cards.removeDesign', { designId: usual.id })).rejects.toMatchObject(refused('conflict', 'card-design-is-default'))
    await house.call('cards.makeDefault', { designId: club.id })
    expect((await house.call('cards.designs', {})).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [club.id, true],
      [usual.id, false],
    ])
    await house.job('operations.undoLast', {})
    await house.call('cards.removeDesign', { designId: club.id })
    expect((await house.call('cards.chosen', { cardIds: [cardId] }))[0]).toMatchObject({ designId: null })
    await house.job('operations.undoLast', {})
    expect((await house.call('cards.chosen', { cardIds: [cardId] }))[0]).toMatchObject({ designId: club.id })
    expect((await house.call('cards.designs', {})).map(({ cards }) => cards)).toEqual([0, 1])
  })
  it('are shown with somebody invented, in the size of a card, of a sheet’s card, of a label', async () => {
    for (const [size, pages, width] of [
      ['cr80', 2, 85.6],
      ['32010', 2, 85],
      ['L7160', 1, 63.5],
    ] as const) {
      const shown = await house.call('cards.previewDesign', { designId: usual.id, size, name: 'Miriam Tölle' })
      expect(shown).toMatchObject({ pages, widthMm: width })
      expect(shown.html).toContain('Miriam Tölle')
      expect(shown.html).toContain('class="ean"')
    }
  })
  it('give the card that is issued in place of a lost one the same look', async () => {
    const club = await house.call('cards.saveDesign', { name: 'Treff' })
    const { card } = await house.call('cards.replace', { cardId: await cardOf(club.id) })
    expect(card.designId).toBe(club.id)
  })
  it('are chosen for many cards at once', async () => {
    const club = await house.call('cards.saveDesign', { name: 'Treff' })
    const cardIds = [await cardOf(null), await cardOf(null, 'Brandt')]
    expect(await house.call('cards.setDesign', { cardIds, designId: club.id })).toEqual({ changed: 2 })
    expect((await house.call('cards.list', { designId: club.id })).total).toBe(2)
    await house.job('operations.undoLast', {})
    expect((await house.call('cards.list', { designId: club.id })).total).toBe(0)
  })
})

describe('the logo', () => {
  it('is told by its bytes, and a part of a picture is none', () => {
    expect([logoType(png()), logoType(jpeg()), logoType(Buffer.from(svg)), logoType(Buffer.from('GIF89a'))]).toEqual([
      'image/png',
      'image/jpeg',
      'image/svg+xml',
      null,
    ])
    expect([png().subarray(0, -12), jpeg().subarray(0, -2), Buffer.from(svg.slice(0, -10)), png(10_001, 1)].map(logoType)).toEqual(
      Array(4).fill('broken'),
    )
    expect(logoType(Buffer.from(`<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svg.slice(svg.indexOf('<svg'))}`))).toBe('broken')
    expect(logoType(Buffer.from('<html><svg></svg>'))).toBeNull()
  })
  it('is kept by its content, printed once for all cards, and can be taken back', async () => {
    expect(await house.call('cards.setLogo', { designId: usual.id, file: fileOf('logo.svg', svg) })).toMatchObject({
      logo: 'there',
      logoName: 'logo.svg',
    })
    const { html, missingLogos } = await preview([await cardOf(null), await cardOf(null)])
    expect(missingLogos).toEqual([])
    expect(html.match(/data:image\/svg\+xml;base64,/g)).toHaveLength(1)
    expect(html.match(/class="logo"/g)).toHaveLength(2)
    await house.call('cards.removeLogo', { designId: usual.id })
    expect((await house.call('cards.designs', {}))[0]).toMatchObject({ logo: 'none', logoName: '' })
    await house.job('operations.undoLast', {})
    expect((await house.call('cards.designs', {}))[0]).toMatchObject({ logo: 'there' })
  })
  it('is part of every copy, and no clean-up takes it, not even one that an undo would bring back', async () => {
    await house.call('cards.setLogo', { designId: usual.id, file: fileOf('logo.png', png()) })
    expect(filesNamedIn(house.db)).toEqual([expect.objectContaining({ name: 'logo.png', bytes: png().length })])
    await house.call('cards.removeLogo', { designId: usual.id })
    expect(filesNamedIn(house.db)).toEqual([])
    const [group] = readdirSync(join(folder, 'files'))
    const [name] = readdirSync(join(folder, 'files', group!))
    const file = join(folder, 'files', group!, name!)
    const stray = join(folder, 'files', group!, 'f'.repeat(64))
    writeFileSync(stray, 'nobody names this')
    for (const old of [file, stray]) utimesSync(old, 0, 0)
    house.clock.set('2026-03-13')
    house.services.startDay()
    await vi.waitFor(() => expect(existsSync(stray)).toBe(false))
    expect(existsSync(file)).toBe(true)
    await house.job('operations.undoLast', {})
    expect((await house.call('cards.designs', {}))[0]).toMatchObject({ logo: 'there' })
  })
  it('that is missing or broken is named, and cards are printed without it', async () => {
    await house.call('cards.setLogo', { designId: usual.id, file: fileOf('logo.png', png()) })
    const cardId = await cardOf(null)
    rmSync(join(folder, 'files'), { recursive: true })
    expect((await house.call('cards.designs', {}))[0]).toMatchObject({ logo: 'missing', logoName: 'logo.png' })
    const { html, missingLogos } = await preview([cardId])
    expect(missingLogos).toEqual([''])
    expect(html).not.toContain('class="logo"')
    expect(html).toContain('Sabine Kern')
  })
  it('is refused when it is too large, no picture, damaged or not there; the old one stays', async () => {
    await house.call('cards.setLogo', { designId: usual.id, file: fileOf('logo.png', png()) })
    const set = (file: string) => house.call('cards.setLogo', { designId: usual.id, file })
    await expect(set(fileOf('gross.png', Buffer.concat([png(), Buffer.alloc(2_000_000)])))).rejects.toMatchObject(
      refused('invalid', 'card-logo-too-large'),
    )
    await expect(set(fileOf('brief.pdf', '%PDF-1.4'))).rejects.toMatchObject(refused('invalid', 'card-logo-not-an-image'))
    await expect(set(fileOf('halb.png', png().subarray(0, 40)))).rejects.toMatchObject(refused('invalid', 'card-logo-broken'))
    await expect(set(join(folder, 'weg.png'))).rejects.toMatchObject(refused('missing', 'file-missing'))
    expect((await house.call('cards.designs', {}))[0]).toMatchObject({ logo: 'there', logoName: 'logo.png' })
  })
})
