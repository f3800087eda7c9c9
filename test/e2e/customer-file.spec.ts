import { expect, test } from './fixture.ts'

test('the owner finds one customer entered twice, merges them by keyboard, and takes it back', async ({ page }) => {
  const call = (name: string, input: unknown) => page.evaluate(([n, i]) => window.stammkunde.call(n, i), [name, input] as const)
  const sabine = {
    kind: 'person',
    lastName: 'Kern',
    phone: '0251 2788304',
    addresses: [{ street: 'Am Markt 1', postcode: '48143', city: 'Münster' }],
  }
  await call('settings.update', { welcomeDone: true, shopAreaCode: '0251' })
  await call('customers.create', { ...sabine, firstName: 'Sabine' })
  await call('customers.create', { ...sabine, firstName: 'Sabiene', phone: '+49 251 27 88 304' })
  await call('customers.create', { kind: 'person', firstName: 'Paul', lastName: 'Kern', addresses: sabine.addresses })

  await page.evaluate(() => void (location.hash = '#/duplicates'))
  await page.getByRole('button', { name: 'Kunden prüfen' }).first().click()
  const pair = page.getByRole('option', { name: /Sabine Kern.*Sabiene Kern|Sabiene Kern.*Sabine Kern/s })
  await expect(pair).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('option')).toHaveCount(1)

  await page.keyboard.press('z')
  await expect(page.getByRole('heading', { name: 'Zusammenführen' })).toBeVisible()
  await expect(page.getByText('So wird es sein')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('2 Kunden zusammengeführt.')).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/customers'))
  await expect(page.getByRole('row', { name: /Kern/ })).toHaveCount(2)

  await page.keyboard.press('Control+z')
  await expect(page.getByRole('row', { name: /Kern/ })).toHaveCount(3)
})

test('a filter becomes a view that counts with what is booked', async ({ page }) => {
  const call = (name: string, input: unknown) => page.evaluate(([n, i]) => window.stammkunde.call(n, i), [name, input] as const)
  await call('settings.update', { welcomeDone: true })
  for (const lastName of ['Kern', 'Brandt', 'Oeding']) await call('customers.create', { kind: 'person', lastName })
  await call('views.save', { name: 'Noch nie gekauft', filter: { all: [{ field: 'phase', op: 'is', value: 'first-contact' }] } })
  await page.evaluate(() => void (location.hash = '#/customers'))
  const tab = page.getByRole('tab', { name: /Noch nie gekauft/ })
  await expect(tab).toContainText('3')
  await tab.click()
  await expect(page.getByRole('row', { name: /Brandt/ })).toHaveCount(1)

  const found = (await call('customers.search', { text: 'brandt' })) as unknown as { value: { rows: { id: number }[] } }
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10))
  await call('purchases.record', { customerId: found.value.rows[0]!.id, day: today, totalCents: 1990 })
  await expect(tab).toContainText('2')
  await expect(page.getByRole('row', { name: /Brandt/ })).toHaveCount(0)
})
