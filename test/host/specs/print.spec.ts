import { expect, test } from './fixture.ts'
import { readPdf } from './pdf.ts'

const printAs = (size: { widthMm: number; heightMm: number }, html: string) => [size, html] as const
const toPdf = async (_electron: unknown, [size, html]: ReturnType<typeof printAs>) => [...(await fixture.printToPdf(html, size))]

test('a document prints in the size that its styles name', async ({ page, evaluateMain }, info) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const html = `<style>@page { size: 85.6mm 54mm; margin: 0 } p { break-after: page }</style><p>Kern, Sabine</p><img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>">`
  const pdf = readPdf(info.outputPath('card.pdf'), await evaluateMain(toPdf, printAs({ widthMm: 85.6, heightMm: 54 }, html)))
  expect(Math.abs(pdf.widthMm - 85.6)).toBeLessThan(0.2)
  expect(Math.abs(pdf.heightMm - 54)).toBeLessThan(0.2)
  expect(pdf.pages).toBe(2)
  expect(pdf.text).toContain('Kern, Sabine')
})

test('a document without a size prints in the one that was asked for', async ({ page, evaluateMain }, info) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const pdf = readPdf(info.outputPath('sheet.pdf'), await evaluateMain(toPdf, printAs({ widthMm: 210, heightMm: 297 }, '<p>Bogen</p>')))
  expect(Math.abs(pdf.widthMm - 210)).toBeLessThan(0.5)
  expect(Math.abs(pdf.heightMm - 297)).toBeLessThan(0.5)
})

test('nothing runs in a printed document, and its windows close', async ({ page, evaluateMain }, info) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const html = '<p id="text">before</p><script>document.getElementById("text").textContent = "after"</script>'
  const pdfs = await Promise.all([1, 2, 3].map(() => evaluateMain(toPdf, printAs({ widthMm: 100, heightMm: 100 }, html))))
  expect(pdfs.map((bytes, index) => readPdf(info.outputPath(`${index}.pdf`), bytes).text.trim())).toEqual(['before', 'before', 'before'])
  await expect.poll(() => evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('printing on paper opens the dialog for a hidden page', async ({ page, evaluateMain }) => {
  await evaluateMain(({ app }) => {
    Object.assign(globalThis, { printed: [] })
    app.on('web-contents-created', (_event, contents) => {
      contents.print = async (options, report) => {
        const text: unknown = await contents.executeJavaScript('document.body.innerText')
        ;(Reflect.get(globalThis, 'printed') as unknown[]).push({ text, silent: options?.silent })
        report?.(false, 'Print job canceled')
      }
    })
  })
  expect(await page.evaluate(() => window.stammkunde.shell('print', { html: '<p>Etiketten</p>' }))).toEqual({ ok: true, value: { printed: false } })
  expect(await evaluateMain(() => Reflect.get(globalThis, 'printed') as unknown)).toEqual([{ text: 'Etiketten', silent: false }])
  expect(await evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
