import { describe, expect, test } from 'vitest'
import { entered, exporting, hardCustomers } from './exporting.ts'

const shop = exporting()
const leftToTheReader = {
  de: ['Telefon 1', 'Telefon 2', 'Telefon 3', 'Telefon 4', 'Telefon 5', 'E-Mail 1', 'E-Mail 2', 'Webseite 1', 'Adresse 1', 'Adresse 2', 'Adresse 3']
    .map((name) => `${name} - Typ`)
    .toSpliced(0, 0, 'Briefanrede')
    .concat('Phase', 'Kauftage', 'Letzter Kauf', 'Umsatz 12 Monate', 'Umsatz gesamt', 'Punkte', 'Kundenkarte', 'Angelegt am'),
  en: ['Phone 1', 'Phone 2', 'Phone 3', 'Phone 4', 'Phone 5', 'E-mail 1', 'E-mail 2', 'Website 1', 'Address 1', 'Address 2', 'Address 3']
    .map((name) => `${name} - Type`)
    .toSpliced(0, 0, 'Letter Greeting')
    .concat('Phase', 'Purchase Days', 'Last Purchase', 'Revenue 12 Months', 'Revenue Total', 'Points', 'Loyalty Card', 'Created'),
}
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
    // The figures are computed here as well, and the kind of a number stands beside it.
    expect(preview.columns.filter(({ target }) => target === 'ignore').map(({ header }) => header)).toEqual(leftToTheReader[language])
    const imported = await other.job('imports.start', { file: result.file })
    expect([imported.created, imported.failed]).toEqual([4, 0])
    expect(await entered(other)).toEqual(await entered(shop.house()))
  })
})
