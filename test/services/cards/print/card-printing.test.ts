import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '#contract'
import type { CardDesignId, CardId, Input, JobContext } from '#contract'
import { cardPrinting } from '../../../../electron/services/cards/print/card-printing.ts'
import type { PrintableCard } from '../../../../electron/services/cards/print/card-printing.ts'
import { defaultSettings } from '../../../../electron/services/settings/settings.rules.ts'
import type { PrintToPdf } from '../../../../electron/services/service-base.ts'
import { look, numberOf } from './card-sample.ts'

const silent = { info() {}, error() {} }
const job: JobContext = { report() {}, isCancelled: () => false }
/** As many pages as the document has, in the form in which Chromium writes them. */
const pretendPrinter: PrintToPdf = async (html) => Buffer.from(`%PDF-1.4 /Type /Pages ${'/Type /Page\n'.repeat(html.split('<section').length - 1)}`)

const club = 7 as CardDesignId
const cards: PrintableCard[] = [
  { id: 1 as CardId, number: numberOf(1), status: 'active', name: 'Miriam Tölle', since: '2019', tier: '', designId: null },
  { id: 2 as CardId, number: numberOf(2), status: 'active', name: 'Dilara Koç', since: '2020', tier: '', designId: club },
  { id: 3 as CardId, number: numberOf(3), status: 'blocked', name: 'Klaus Wehmeyer', since: '', tier: '', designId: null },
]
const printing = (printToPdf: PrintToPdf | null = pretendPrinter) =>
  cardPrinting({
    cardsById: (ids) => cards.filter(({ id }) => ids.includes(id)),
    lookOf: (id) => ({ look: id === club ? { ...look, club: 'Radlertreff', color: '#7c2d4f' } : look, name: '', missingLogo: id === club }),
    sampleNumber: () => numberOf(9),
    settings: { read: () => ({ ...defaultSettings, shopName: 'Zweirad Lindner' }) },
    printToPdf,
    log: silent,
  })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'print-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})
const printInput = (input: Partial<Input<'cards.print'>>) =>
  contract.cards.print.input.parse({ cardIds: [1, 2], sheet: 'cr80', file: join(folder, 'karten.pdf'), ...input })

describe('printing cards', () => {
  it('writes one file with the promised pages and leaves nothing else behind', async () => {
    const input = printInput({})
    const result = await printing().print(input, job)
    expect(result).toEqual({ file: input.file, pages: 4, bytes: readFileSync(input.file).byteLength, missingLogos: [''] })
    expect(readdirSync(folder)).toEqual(['karten.pdf'])
  })
  it('shows the very document that it prints', async () => {
    let printed = ''
    const spy: PrintToPdf = (html, size) => {
      printed = html
      return pretendPrinter(html, size)
    }
    const input = printInput({ sheet: '32010', startPosition: 9 })
    await printing(spy).print(input, job)
    expect((await printing().preview(input)).html).toBe(printed)
  })
  it('refuses a card that is gone or that does not work any more, and names it', async () => {
    await expect(printing().print(printInput({ cardIds: [1, 99] as CardId[] }), job)).rejects.toMatchObject({ reason: 'card-gone' })
    await expect(printing().preview(printInput({ cardIds: [1, 3] as CardId[] }))).rejects.toMatchObject({
      reason: 'card-not-active',
      detail: { number: numberOf(3) },
    })
    expect(readdirSync(folder)).toEqual([])
  })
  it('says so where there is nothing to print with', async () => {
    await expect(printing(null).print(printInput({}), job)).rejects.toMatchObject({ code: 'conflict', reason: 'print-unavailable' })
  })
  it('keeps the old file when the printer delivers the wrong number of pages', async () => {
    const input = printInput({})
    writeFileSync(input.file, 'old')
    await expect(printing(async () => Buffer.from('/Type /Page')).print(input, job)).rejects.toThrow('1 pages instead of 4')
    expect(readFileSync(input.file, 'utf8')).toBe('old')
  })
  it('stops when cancelled, without a file', async () => {
    const input = printInput({})
    await expect(printing().print(input, { report() {}, isCancelled: () => true })).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(input.file)).toBe(false)
  })
  it('refuses a folder that is missing and a name that is a folder', async () => {
    await expect(printing().print(printInput({ file: join(folder, 'weg', 'karten.pdf') }), job)).rejects.toMatchObject({ reason: 'folder-missing' })
    const file = join(folder, 'ordner')
    mkdirSync(file)
    await expect(printing().print(printInput({ file }), job)).rejects.toMatchObject({ reason: 'file-unwritable' })
    expect(readdirSync(folder)).toEqual(['ordner'])
  })
  it('tells how far it is', async () => {
    const seen: string[] = []
    await printing().print(printInput({}), { report: (done, total, phase) => seen.push(`${phase} ${done}/${total}`), isCancelled: () => false })
    expect(seen).toEqual(['drawing 1/2', 'drawing 2/2', 'printing 2/2'])
  })
  it('prints frames instead of cards to check how the printer hits the sheet', async () => {
    const { html, pages } = await printing().preview(printInput({ sheet: '32010', frameTest: true }))
    expect(pages).toBe(1)
    expect(html.match(/class="cell framed"/g)).toHaveLength(10)
    expect(html).not.toContain('Miriam')
  })
})
