import { describe, expect, onTestFinished, test } from 'vitest'
import { CustomerSort, ViewGroup } from '#contract'
import { migrate } from '../../../electron/database/migrate.ts'
import { openDatabase } from '../../../electron/database/open.ts'
import { temporaryFolder } from '../../host/launch-app.ts'
import { openHouse } from '../../support/house.ts'
import { condition, namesOf, viewShop } from './view-shop.ts'

async function shop() {
  const house = await viewShop()
  onTestFinished(house.close)
  return house
}
const regulars = { all: [condition('regular', 'is', true)] }

describe('saved views', () => {
  test('stay live: whoever fits later is in it', async () => {
    const { call } = await shop()
    const { id } = await call('views.save', {
      name: 'Rennrad',
      filter: { all: [condition('tags', 'any', 'Rennrad')] },
      sort: 'net12',
      descending: true,
    })
    expect(namesOf((await call('views.run', { viewId: id })).rows)).toEqual(['Jörg Brandt', 'Sabine Kern'])
    const { rows } = await call('customers.search', { text: 'yildiz' })
    await call('customers.update', { customerId: rows[0]!.id, tags: ['Rennrad'] })
    expect(await call('views.run', { viewId: id })).toMatchObject({ total: 3, inactive: [] })
    expect(await call('views.list', {})).toMatchObject([{ name: 'Rennrad', count: 3, sort: 'net12', descending: true, density: 'normal' }])
  })
  test('keep what is not said anew, and take another order of tabs', async () => {
    const { call } = await shop()
    const a = await call('views.save', { name: 'A', filter: regulars, columns: ['name', 'city'], groupBy: 'city', density: 'compact' })
    const b = await call('views.save', { name: 'B', filter: regulars })
    expect(await call('views.save', { viewId: a.id, name: 'A', filter: { all: [] } })).toEqual({ ...a, filter: { all: [] } })
    await call('views.reorder', { viewIds: [b.id] })
    await call('views.rename', { viewId: b.id, name: 'Erste' })
    expect((await call('views.list', {})).map(({ name }) => name)).toEqual(['Erste', 'A'])
  })
  test('are taken back like everything else', async () => {
    const { call, job } = await shop()
    const { id } = await call('views.save', { name: 'Stammkunden', filter: regulars })
    await call('views.remove', { viewId: id })
    await job('operations.undoLast', {})
    expect((await call('views.list', {})).map(({ name }) => name)).toEqual(['Stammkunden'])
    await job('operations.undoLast', {})
    expect(await call('views.list', {})).toEqual([])
    await expect(call('views.run', { viewId: id })).rejects.toThrow('view-gone')
  })
  test.each([
    [{ name: '  ', filter: regulars }, 'view-name-missing'],
    [{ name: 'STAMMKUNDEN', filter: regulars }, 'view-name-taken'],
    [{ name: 'X', filter: { all: [condition('schuhgröße', 'is', 43)] } }, 'filter-field-unknown'],
    [{ name: 'X', filter: { all: [condition('net12', 'contains', '5')] } }, 'filter-condition-invalid'],
    [{ name: 'X', filter: { all: [condition('lastPurchase', 'before', '2026-02-30')] } }, 'filter-condition-invalid'],
    [{ name: 'X', filter: { all: [condition('postcode', 'between', ['1', 'x'])] } }, 'filter-condition-invalid'],
    [{ name: 'X', filter: { some: [] } as never }, 'input-invalid'],
  ] as const)('%j is refused, and nothing is written', async (input, reason) => {
    const { call } = await shop()
    await call('views.save', { name: 'Stammkunden', filter: regulars })
    await expect(call('views.save', input as never)).rejects.toThrow(reason)
    expect(await call('views.list', {})).toHaveLength(1)
  })
})

describe('a view whose own field was deleted', () => {
  const makeOwnField = `
    create table if not exists own_field (id integer primary key, name text not null, kind text not null, choices text not null default '[]',
      position integer not null default 0, created_at text not null default '', deleted_at text) strict;
    create table if not exists own_value (id integer primary key, customer_id integer not null, field_id integer not null, text text, number real,
      unique (customer_id, field_id)) strict;
    insert into own_field (id, name, kind, position, created_at) values (7, 'Rahmenhöhe', 'number', 1, '2026-01-01T00:00:00.000Z');`
  test('opens with the rest of its conditions, names the one that is left out, and loses nothing', async () => {
    const folder = temporaryFolder()
    const file = `${folder.path}/shop.db`
    const db = openDatabase(file)
    migrate(db)
    db.exec(makeOwnField)
    db.close()
    const house = openHouse({ file })
    onTestFinished(() => (house.close(), folder.remove()))
    const { call } = house
    const tall = await call('customers.create', { kind: 'person', lastName: 'Lang' })
    await call('customers.create', { kind: 'person', lastName: 'Kurz' })
    await call('customers.create', { kind: 'firm', firmName: 'Rad GmbH' })
    house.db.prepare('insert into own_value (id, customer_id, field_id, number) values (1, ?, 7, 62)').run(tall.id)

    const filter = { all: [condition('own:7', 'at-least', 60), condition('kind', 'is', 'person')] }
    const { id } = await call('views.save', { name: 'Große Rahmen', filter })
    expect(namesOf((await call('views.run', { viewId: id })).rows)).toEqual(['Lang'])
    expect((await call('views.fields', {})).find(({ key }) => key === 'own:7')).toMatchObject({ kind: 'number', label: 'Rahmenhöhe' })

    house.db.exec("update own_field set deleted_at = '2026-03-12T10:00:00.000Z' where id = 7")
    const opened = await call('views.run', { viewId: id })
    expect(namesOf(opened.rows)).toEqual(['Kurz', 'Lang'])
    expect(opened.inactive).toEqual([{ field: 'own:7', label: 'Rahmenhöhe' }])
    expect(await call('views.list', {})).toMatchObject([{ count: 2, filter, inactive: [{ label: 'Rahmenhöhe' }] }])
    // Saved again as it is on show, the condition is still in it.
    await call('views.save', { viewId: id, name: 'Große Rahmen', filter })
    house.db.exec('update own_field set deleted_at = null where id = 7')
    expect(namesOf((await call('views.run', { viewId: id })).rows)).toEqual(['Lang'])
  })
  test('also opens when nothing of the field is left', async () => {
    const { call } = await shop()
    const filter = { any: [condition('own:99', 'contains', 'x')] }
    expect(await call('views.run', { filter })).toMatchObject({ total: 6, inactive: [{ field: 'own:99', label: null }] })
  })
})

describe('orders and groups', () => {
  test.each(CustomerSort.options.flatMap((sort) => [false, true].map((descending) => [sort, descending] as const)))(
    'by %s, descending %s: as in the list of all customers',
    async (sort, descending) => {
      const { call } = await shop()
      const { rows } = await call('customers.list', { sort, descending })
      expect((await call('views.run', { sort, descending })).rows).toEqual(rows)
      expect((await call('views.run', { sort, descending, offset: 2, limit: 3 })).rows).toEqual(rows.slice(2, 5))
    },
  )
  test('say where a customer stands among those of the view', async () => {
    const { call } = await shop()
    const filter = { all: [condition('lastPurchase', 'ever')] }
    const { rows } = await call('views.run', { filter, sort: 'net12', descending: true })
    const [first, second, third] = rows.map(({ id }) => id)
    const asked = { filter, sort: 'net12' as const, descending: true }
    expect(await call('views.neighbours', { ...asked, customerId: second! })).toEqual({ position: 2, total: 4, previousId: first, nextId: third })
    const outside = (await call('customers.search', { text: 'bäckerei' })).rows[0]!.id
    expect(await call('views.neighbours', { ...asked, customerId: outside })).toMatchObject({ position: null, total: 4 })
  })
  test('rows of a group stand together, in the order of the view', async () => {
    const { call } = await shop()
    expect(await call('views.groups', { groupBy: 'phase' })).toEqual([
      { key: 'first-contact', count: 2 },
      { key: 'after-purchase', count: 2 },
      { key: 'repurchase', count: 2 },
    ])
    const { rows } = await call('views.run', { groupBy: 'phase', sort: 'name', descending: true })
    expect(rows.map(({ phase }) => phase)).toEqual(['first-contact', 'first-contact', 'after-purchase', 'after-purchase', 'repurchase', 'repurchase'])
    expect(namesOf(rows.slice(2, 4))).toEqual(['Schulze Lohoff', 'Jörg Brandt'])
    expect(await call('views.groups', { groupBy: 'city' })).toEqual([
      { key: 'Dresden', count: 1 },
      { key: 'Münster', count: 1 },
      { key: 'Wien', count: 1 },
      { key: '', count: 3 },
    ])
    expect((await call('views.groups', { groupBy: 'lastYear' })).map(({ key }) => key)).toEqual(['2026', '2025', ''])
  })
  test.each(ViewGroup.options)('groups by %s hold everybody once', async (groupBy) => {
    const { call } = await shop()
    const groups = await call('views.groups', { groupBy })
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(6)
    expect((await call('views.run', { groupBy })).rows.map(({ id }) => id).toSorted()).toEqual(
      (await call('customers.list', {})).rows.map(({ id }) => id).toSorted(),
    )
  })
})
