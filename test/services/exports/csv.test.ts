import { describe, expect, test } from 'vitest'
import { entered, exporting, hardCustomers } from './exporting.ts'

const shop = exporting()
const fill = async () => {
  for (const customer of hardCustomers) await shop.house().call('customers.create', customer)
}

describe.each(['de', 'en'] as const)('everything as CSV with column names in %s', (language) => {
  test.each([';', ','] as const)('and %s between cells comes back into an empty shop as the same customers', async (delimiter) => {
    await fill()
    const result = await shop.export('alle.csv', { format: 'csv', columns: 'all', delimiter, language })
    expect(result.rows).toBe(4)
    const other = shop.emptyShop()
    const preview = await other.call('imports.preview', { file: result.file })
    expect(preview.problems).toEqual([])
    const imported = await other.job('imports.start', { file: result.file })
    expect([imported.created, imported.failed]).toEqual([4, 0])
    expect(await entered(other)).toEqual(await entered(shop.house()))
  })
})
