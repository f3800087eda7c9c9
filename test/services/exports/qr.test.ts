import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { findChromium } from '../../host/find-chromium.ts'
import { refusal } from '../../support/shop-folder.ts'
import { missingTools } from '../cards/print/print-tools.ts'
import { exporting, hardCustomers } from './exporting.ts'

if (missingTools.length > 0) console.warn(`The proof that contacts scan is skipped: ${missingTools.join(', ')} not found.`)
const shop = exporting()
const create = async (index: number, more = {}) => (await shop.house().call('customers.create', { ...hardCustomers[index]!, ...more })).id

describe('one customer as a code for the phone', () => {
  test('holds name, firm, phone, e-mail and address, and nothing private', async () => {
    const { vcard, leftOut } = await shop.house().call('exports.qr', { customerId: await create(0) })
    expect(leftOut).toEqual([])
    expect(vcard).toContain('FN:Dr. Sabine Kern-Müller von Horn')
    expect(vcard).toContain('EMAIL')
    expect(vcard).not.toMatch(/NOTE|BDAY|UID|CATEGORIES|Roggen/)
  })
  test('holds birthday and memo where the owner ticks them', async () => {
    const { vcard } = await shop.house().call('exports.qr', { customerId: await create(1), fields: ['birthday', 'memo'] })
    expect(vcard).toContain('BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29')
    expect(vcard).toContain('NOTE:@ruhig')
  })
  test('says what did not fit, and is never larger than a phone can read', async () => {
    const { vcard, leftOut, svg } = await shop
      .house()
      .call('exports.qr', { customerId: await create(0, { memo: 'lang '.repeat(400) }), fields: ['phone', 'memo'] })
    expect(leftOut).toEqual(['memo'])
    expect(Buffer.byteLength(vcard)).toBeLessThanOrEqual(560)
    const [, size, units] = /width="(\d+)mm".* viewBox="-8 -8 (\d+) /.exec(svg)!
    expect(Number(size) / (Number(units) / 2)).toBeGreaterThanOrEqual(0.4)
  })
  test('refuses for somebody in the bin', async () => {
    const customerId = await create(3)
    await shop.house().call('customers.remove', { customerIds: [customerId] })
    expect(await refusal(shop.house().call('exports.qr', { customerId }))).toMatchObject({ reason: 'customer-in-bin' })
  })
  test('is saved as the same card, with nothing left out', async () => {
    const customerId = await create(0, { memo: 'lang '.repeat(400) })
    const saved = await shop.house().job('exports.saveCard', { customerId, fields: ['phone', 'memo'], file: shop.path('kern.vcf') })
    expect(saved.rows).toBe(1)
    expect(shop.text('kern.vcf').replaceAll('\r\n ', '')).toContain(`NOTE:${'lang '.repeat(400).trim()}`)
  })
})

test.skipIf(missingTools.length > 0)(
  'every code scans from the screen, umlauts and all',
  async () => {
    const browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] })
    const folder = mkdtempSync(join(tmpdir(), 'qr-'))
    try {
      const page = await browser.newPage({ viewport: { width: 500, height: 500 } })
      // The last one is as long as a code may be.
      const cases = [
        ...(await Promise.all(hardCustomers.map(async (_, index) => ({ customerId: await create(index) })))),
        { customerId: await create(1, { memo: 'Grüße '.repeat(52) }), fields: ['memo' as const] },
      ]
      for (const [index, input] of cases.entries()) {
        const { svg, vcard } = await shop.house().call('exports.qr', input)
        if (index === cases.length - 1) expect(Buffer.byteLength(vcard)).toBeGreaterThan(500)
        await page.setContent(`<body style="margin:0">${svg}</body>`)
        const image = join(folder, `${index}.png`)
        await page.locator('svg').screenshot({ path: image })
        const read = spawnSync('zbarimg', ['-q', '--raw', image], { encoding: 'utf8' })
        expect(read.stdout.replaceAll('\r', '').trim()).toBe(vcard.replaceAll('\r', '').trim())
      }
    } finally {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
  60_000,
)
