import { readFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'

/** A picture of `width` × `height`, red on the left and blue on the right. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, (_, x) => Buffer.from(x < width / 2 ? [200, 30, 60] : [30, 60, 200])),
  ])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

async function openCustomer(page: Page): Promise<void> {
  const id = await page.evaluate(async () => {
    const answer = await window.stammkunde.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })
    return answer.ok ? (answer.value as { id: number }).id : 0
  })
  await page.evaluate((hash) => void (location.hash = hash), `#/customers/${id}`)
  await expect(page.getByRole('heading', { name: 'Sabine Kern' })).toBeVisible()
}

test('an owner gives a customer a face: a square of the picture, shown in the head, taken back by undo', async ({ page }) => {
  await openCustomer(page)
  await page.getByRole('button', { name: 'Foto von Sabine Kern hinzufügen' }).click()
  const chooser = page.locator('dialog input[type=file]')
  await chooser.setInputFiles({ name: 'kaputt.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('kein Bild') })
  await expect(page.locator('dialog').getByRole('alert')).toContainText('„kaputt.jpg“ ist kein Bild')
  await chooser.setInputFiles({ name: 'breit.png', mimeType: 'image/png', buffer: png(1600, 800) })
  await expect(page.locator('dialog canvas')).toBeVisible()
  await page.getByLabel('Ausschnitt nach links oder rechts').fill('0')
  await page.getByRole('button', { name: 'Foto speichern' }).click()
  const photo = page.locator('.who img')
  await expect(photo).toBeVisible()
  const seen = await photo.evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d')!
    context.drawImage(image, 0, 0)
    const response = await fetch(image.src)
    return {
      size: [image.naturalWidth, image.naturalHeight],
      isRed: context.getImageData(100, 100, 1, 1).data[0]! > 150,
      headers: ['content-type', 'x-content-type-options', 'content-security-policy'].map((name) => response.headers.get(name)),
    }
  })
  expect(seen).toEqual({ size: [512, 512], isRed: true, headers: ['image/jpeg', 'nosniff', "default-src 'none'"] })
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await expect(photo).toBeHidden()
})

test.describe(() => {
  // Chromium reports each 404 on the console; they are what is asked for here.
  test.use({ allowedErrors: [/Failed to load resource.*404/] })
  test('documents are dropped, kept, opened and saved; a program is not opened, and only pictures are served', async ({
    page,
    stubDialogs,
    evaluateMain,
    dataDir,
  }) => {
    await openCustomer(page)
    await page.getByRole('tab', { name: 'Dokumente' }).click()
    await expect(page.getByText('Noch keine Dokumente.')).toBeVisible()
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['%PDF-1.7 Rechnung'], 'Rechnung 114.pdf', { type: 'application/pdf' }))
      transfer.items.add(new File([], 'leer.txt'))
      transfer.items.add(new File(['MZ'], 'setup.exe'))
      return transfer
    })
    await page.locator('.documents').dispatchEvent('drop', { dataTransfer: data })
    await expect(page.locator('.documents').getByRole('alert')).toContainText('In „leer.txt“ steht nichts.')
    await expect(page.locator('.documents li')).toHaveCount(2)

    await evaluateMain(({ shell }) => {
      Object.assign(globalThis, { opened: [] })
      shell.openPath = (file) => {
        ;(Reflect.get(globalThis, 'opened') as string[]).push(file)
        return Promise.resolve('')
      }
    })
    await page.getByRole('button', { name: 'Rechnung 114.pdf', exact: true }).click()
    await expect.poll(() => evaluateMain(() => (Reflect.get(globalThis, 'opened') as string[]).length)).toBe(1)
    const [opened = ''] = await evaluateMain(() => Reflect.get(globalThis, 'opened') as string[])
    expect([path.basename(opened), readFileSync(opened, 'utf8')]).toEqual(['Rechnung 114.pdf', '%PDF-1.7 Rechnung'])
    await page.getByRole('button', { name: 'setup.exe', exact: true }).click()
    await expect(page.locator('.documents').getByRole('alert')).toContainText('Diese Dateiart öffnet Stammkunde nicht.')
    // Another file, even one that lies there, cannot be named by the window.
    const denied = await page.evaluate((file) => window.stammkunde.shell('openFile', { path: file }), path.join(dataDir, 'stammkunde.db'))
    expect(denied).toMatchObject({ ok: false, failure: { reason: 'path-not-chosen' } })

    const target = path.join(dataDir, '../Rechnung.pdf')
    await stubDialogs({ save: target })
    await page.getByRole('button', { name: 'Mehr zu Rechnung 114.pdf' }).click()
    await page.getByRole('menuitem', { name: 'Sichern unter' }).click()
    await expect(page.locator('.toast')).toContainText('gesichert')
    expect(readFileSync(target, 'utf8')).toBe('%PDF-1.7 Rechnung')

    const statuses = await page.evaluate(async () => {
      const listed = await window.stammkunde.call('documents.listFor', { customerId: Number(location.hash.split('/').at(-1)) })
      const { rows } = (listed as { value: { rows: { hash: string }[] } }).value
      return Promise.all([...rows.map(({ hash }) => hash), 'ab'.repeat(32)].map(async (hash) => (await fetch(`/files/${hash}`)).status))
    })
    expect(statuses).toEqual([404, 404, 404])

    await page.getByRole('button', { name: 'Mehr zu setup.exe' }).click()
    await page.getByRole('menuitem', { name: 'Entfernen' }).click()
    await expect(page.locator('.documents li')).toHaveCount(1)
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await expect(page.locator('.documents li')).toHaveCount(2)
  })
})

test('the camera is asked for only when the button was pressed, and its lack is a sentence', async ({ page, evaluateMain }) => {
  await openCustomer(page)
  const ask = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    )
  expect(await ask()).toBe('NotAllowedError')
  expect(await evaluateMain(() => 'still there')).toBe('still there')
  await page.getByRole('button', { name: 'Foto von Sabine Kern hinzufügen' }).click()
  await page.getByRole('button', { name: 'Kamera benutzen' }).click()
  await expect(page.locator('dialog').getByRole('alert')).toContainText('keine Kamera zu finden')
  expect(await ask()).toBe('NotAllowedError')
})
