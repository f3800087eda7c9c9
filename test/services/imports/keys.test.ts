import { describe, expect, it } from 'vitest'
import type { Input } from '#contract'
import { Refused } from '../../support/house.ts'
import { importing, tableCounts } from './files.ts'

const files = importing()
const customer = (fields: Partial<Input<'customers.create'>>) => files.house().call('customers.create', { kind: 'person', ...fields } as never)
const outcomes = async (importId: number) => {
  const { rows } = await files.house().call('imports.rows', { importId: importId as never })
  return rows.map(({ line, action, problems }) => [line, action, ...problems.map(({ reason }) => reason)])
}

describe('rows find their customers by the key that the owner chose, and by nothing else', () => {
  it('by number, although the name is another since the wedding', async () => {
    await customer({ number: '7', firstName: 'Sabine', lastName: 'Kern' })
    const file = files.write('Kd-Nr;Vorname;Nachname\n7;Sabine;Pohl\n8;Uwe;Lange\n')
    expect(await files.start(file, { key: 'number' })).toMatchObject({ created: 1, updated: 1, failed: 0 })
    expect(await files.customers()).toMatchObject([{ lastName: 'Pohl' }, { lastName: 'Lange' }])
  })

  it('by e-mail and by phone, however they are written', async () => {
    await customer({ firstName: 'Sabine', lastName: 'Kern', email: 'S.Kern@Example.de' })
    await customer({ firstName: 'Uwe', lastName: 'Lange', phone: '0170 1234567' })
    const byMail = files.write('E-Mail;Nachname;Ort\ns.kern@example.DE;Pohl;Bremen\n')
    expect(await files.start(byMail, { key: 'email' })).toMatchObject({ created: 0, updated: 1 })
    const byPhone = files.write('Telefon;Nachname\n+49 (0)170 123 45 67;Lang\n', 'b.csv')
    expect(await files.start(byPhone, { key: 'phone' })).toMatchObject({ created: 0, updated: 1 })
    expect((await files.customers()).map(({ lastName }) => lastName)).toEqual(['Pohl', 'Lang'])
  })

  it('by the number of another program and by the UID of a card', async () => {
    const file = files.write('Externe ID;Kd-Nr;Nachname\nA-1;7;Kern\n')
    await files.start(file)
    expect(await files.start(files.write('Externe ID;Kd-Nr;Nachname\nA-1;;Pohl\n', 'b.csv'), { key: 'externalId' })).toMatchObject({ updated: 1 })
    const card = (name: string) => files.write(`BEGIN:VCARD\nVERSION:3.0\nUID:u-1\nN:${name};;;;\nEND:VCARD\n`, `${name}.vcf`)
    await files.start(card('Lange'))
    expect(await files.start(card('Lang'), { key: 'uid' })).toMatchObject({ created: 0, updated: 1 })
  })

  it('a key that stands in the file twice, that several customers have, or that is missing, keeps its rows out', async () => {
    await customer({ firstName: 'Sabine', lastName: 'Kern', email: 'familie@kern.de' })
    await customer({ firstName: 'Jörg', lastName: 'Kern', email: 'familie@kern.de' })
    const file = files.write('E-Mail;Nachname\nzwei@mal.de;Eins\nfamilie@kern.de;Kern\nZwei@mal.de;Zwei\n;Ohne\nneu@neu.de;Neu\n')
    const preview = await files.preview(file, { key: 'email' })
    const result = await files.start(file, { key: 'email' })
    expect(result).toMatchObject({ ...preview.counts, created: 1, updated: 0, failed: 4 })
    expect(await outcomes(result.importId)).toEqual([
      [2, 'failed', 'import-row-key-twice'],
      [3, 'failed', 'import-row-key-several'],
      [4, 'failed', 'import-row-key-twice'],
      [5, 'failed', 'import-row-key-missing'],
      [6, 'created'],
    ])
    const problems = await files.house().call('imports.problems', { importId: result.importId })
    expect(problems.rows.map(({ value }) => value)).toEqual(['zwei@mal.de', 'familie@kern.de', 'zwei@mal.de', ''])
  })

  it('the same file twice changes nothing', async () => {
    const file = files.write('Kd-Nr;Nachname\n7;Kern\n8;Lange\n')
    await files.start(file, { key: 'number' })
    const before = tableCounts(files.house())
    expect(await files.start(file, { key: 'number' })).toMatchObject({ created: 0, updated: 0, unchanged: 2, operationId: null })
    expect(tableCounts(files.house())).toEqual({ ...before, import_run: before['import_run']! + 1 })
  })

  it('a customer in the bin keeps his number, and the row stays out', async () => {
    const { id } = await customer({ number: '7', lastName: 'Kern' })
    await files.house().call('customers.remove', { customerIds: [id] } as never)
    const result = await files.start(files.write('Kd-Nr;Nachname\n7;Kern\n'), { key: 'number' })
    expect(await outcomes(result.importId)).toEqual([[2, 'failed', 'import-row-number-taken']])
  })

  it('a key that no column holds is refused, and nothing is written', async () => {
    const file = files.write('Kd-Nr;Nachname\n7;Kern\n')
    const before = tableCounts(files.house())
    await expect(files.start(file, { key: 'email' })).rejects.toThrow(Refused)
    await expect(files.start(file, { key: 'email' })).rejects.toThrow('import-key-missing')
    expect(tableCounts(files.house())).toEqual(before)
    expect(await files.preview(file, { key: 'email' })).toMatchObject({ key: null, keys: ['number'] })
  })
})

describe('only new customers, or only known ones', () => {
  const LIST = 'Kd-Nr;Vorname;Nachname;Ort\n7;Sabine;Kern;Bremen\n8;Uwe;Lange;Bremen\n'
  it('create leaves known customers as they are and says so; both completes them later', async () => {
    await customer({ number: '7', firstName: 'Sabine', lastName: 'Kern' })
    const file = files.write(LIST)
    const result = await files.start(file, { mode: 'create' })
    expect(result).toMatchObject({ created: 1, updated: 0, unchanged: 1, failed: 0 })
    expect(await outcomes(result.importId)).toEqual([
      [2, 'unchanged', 'import-row-known'],
      [3, 'created'],
    ])
    expect((await files.customers())[0]!.addresses).toEqual([])
    expect(await files.start(file, { mode: 'both' })).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  })

  it('update leaves unknown rows out, and they can be saved and read in later', async () => {
    await customer({ number: '7', firstName: 'Sabine', lastName: 'Kern' })
    const result = await files.start(files.write(LIST), { mode: 'update' })
    expect(result).toMatchObject({ created: 0, updated: 1, failed: 1 })
    expect(await outcomes(result.importId)).toEqual([
      [2, 'updated'],
      [3, 'failed', 'import-row-not-found'],
    ])
    const saved = files.path('offen.csv')
    await files.house().job('imports.saveFailedRows', { importId: result.importId, file: saved })
    // The saved file is read like the one it came from, so it must be said that new customers are wanted now.
    expect(await files.start(saved, { mode: 'both' })).toMatchObject({ created: 1, failed: 0 })
  })
})

describe('what each row did', () => {
  it('with the fields that changed, the customer, and a filter', async () => {
    await customer({ number: '7', firstName: 'Sabine', lastName: 'Kern', source: 'Markt' })
    const file = files.write('Kd-Nr;Vorname;Nachname;Titel;E-Mail\n7;Sabine;Kern;Dr.;s@kern.de\n8;Uwe;Lange;;kein at\n9;;;;\n')
    const { importId } = await files.start(file)
    const rows = (more = {}) => files.house().call('imports.rows', { importId, ...more })
    const { rows: all, total, run } = await rows()
    expect(total).toBe(3)
    expect(run).toMatchObject({ fileName: 'kunden.csv', mode: 'both', key: null, created: 1, updated: 1, failed: 1 })
    expect(all).toMatchObject([
      { line: 2, action: 'updated', name: 'Dr. Sabine Kern', isThere: true, problems: [] },
      { line: 3, action: 'created', name: 'Uwe Lange', changes: [], problems: [{ reason: 'import-row-email', severity: 'dropped' }] },
      { line: 4, action: 'failed', customerId: null, name: '9', isThere: false },
    ])
    expect(all[0]!.changes).toEqual(
      expect.arrayContaining([
        { table: 'customer', field: 'title', before: null, after: 'Dr.' },
        { table: 'contact_detail', field: 'value', before: null, after: 's@kern.de' },
      ]),
    )
    expect((await rows({ action: 'failed' })).rows.map(({ line }) => line)).toEqual([4])
    expect((await rows({ limit: 1, offset: 1 })).rows.map(({ line }) => line)).toEqual([3])
    // Later changes are none of this import's.
    await files.house().call('customers.update', { customerId: all[0]!.customerId!, title: 'Prof.' })
    expect((await rows()).rows[0]!.changes).toEqual(expect.arrayContaining([{ table: 'customer', field: 'title', before: null, after: 'Dr.' }]))
  })

  it('rows that had been read before are counted, not listed; undone ones are named as gone', async () => {
    const file = files.write('Nachname\nKern\nLange\n')
    const first = await files.start(file)
    const second = await files.start(file)
    expect(await files.house().call('imports.rows', { importId: second.importId })).toMatchObject({ rows: [], total: 0, unlisted: 2 })
    await files.house().job('imports.undo', { importId: first.importId })
    const { rows } = await files.house().call('imports.rows', { importId: first.importId })
    expect(rows.map(({ isThere }) => isThere)).toEqual([false, false])
  })

  it('an import that is not there is refused', async () => {
    await expect(files.house().call('imports.rows', { importId: 5 as never })).rejects.toThrow('import-gone')
  })
})
