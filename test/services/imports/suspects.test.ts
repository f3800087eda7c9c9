import { describe, expect, it } from 'vitest'
import { importing } from './files.ts'

const files = importing()
const LIST = [
  'Vorname;Nachname;Telefon;Geburtstag',
  'Sabiene;Kern;0251 2788304;',
  'Uwe;Brandt;0251 111111;03.05.1979',
  'Heike;Brandt;0251 111111;04.06.1981',
  'Uwe;Brand;;03.05.1979',
].join('\n')

describe('duplicates in an import', () => {
  const add = () => files.house().call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', phone: '+49 251 2788304' })

  it('are looked for among the customers and within the file, with reasons; couples are none', async () => {
    const { id } = await add()
    const file = files.write(LIST)
    const suspects = {
      total: 2,
      rows: [
        { line: 2, name: 'Sabiene Kern', customerId: id, otherLine: null, otherName: 'Sabine Kern' },
        { line: 5, name: 'Uwe Brand', customerId: null, otherLine: 3, otherName: 'Uwe Brandt' },
      ],
    }
    const preview = await files.house().call('imports.preview', { file, duplicates: 'take' })
    expect(preview).toMatchObject({ counts: { created: 4 }, suspects })
    expect(preview.suspects.rows.map(({ reasons }) => reasons)).toEqual([
      ['first-name-similar', 'last-name-equal', 'phone-equal'],
      ['first-name-equal', 'last-name-similar', 'birthday-equal'],
    ])
    expect(await files.house().job('imports.start', { file, duplicates: 'take' })).toMatchObject({ created: 4, suspects })
  })
  it('stay out where the owner wants that, and are named among the rows that failed', async () => {
    await add()
    const file = files.write(LIST)
    const { importId, ...result } = await files.house().job('imports.start', { file, duplicates: 'leave-out' })
    expect(result).toMatchObject({ created: 2, failed: 2, suspects: { total: 2 } })
    expect((await files.house().call('imports.problems', { importId })).rows).toMatchObject([
      { line: 2, reason: 'import-row-maybe-duplicate', value: 'Sabine Kern' },
      { line: 5, reason: 'import-row-maybe-duplicate', value: 'Uwe Brandt' },
    ])
  })
  it('are not looked for where nobody asks', async () => {
    await add()
    const file = files.write(LIST)
    expect(await files.house().job('imports.start', { file })).toMatchObject({ created: 4, suspects: { total: 0, rows: [] } })
  })
})
