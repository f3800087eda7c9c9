import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ArticleId, CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse({ today: '2026-03-12' })
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
  house.db.exec(`insert into article_group (id, name) values (1, 'Kaffee');
    insert into article (id, number, name, group_id, demand_days, is_stockable, created_at) values
      (11, 'K250', 'Kaffee 250 g', 1, 14, 0, ''), (12, 'K1000', 'Kaffee 1 kg', 1, 60, 0, ''), (13, 'F', 'Filter', null, 30, 1, ''), (14, 'T', 'Tasse', null, null, 0, '')`)
})
afterEach(() => house.close())
const day = (text: string) => text as IsoDate
/** The same as a purchase with lines makes. */
async function buy(on: string, articleId: number, quantity = 1, kind: 'purchase' | 'return' = 'purchase') {
  const id = house.services.newId()
  const cents = kind === 'return' ? -100 : 100
  house.db
    .prepare("insert into purchase (id, customer_id, kind, day, counts_on, total_cents, list_cents, created_at) values (?, ?, ?, ?, ?, ?, ?, '')")
    .run(id, kern, kind, on, on, cents, cents)
  house.db
    .prepare(
      'insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents) values (?, ?, 0, ?, ?, 100, 100)',
    )
    .run(house.services.newId(), id, articleId, quantity * 1000)
  await house.job('warnings.recompute', {})
}
const due = async (input: { day?: IsoDate; state?: 'soon' | 'due' | 'overdue' } = {}) =>
  (await house.call('demand.due', input)).rows.map(({ what, source, dueOn, state }) => `${what} ${source} ${dueOn} ${state}`)

describe('a need by the article', () => {
  test('is on the list from seven days before, due on its day, overdue after one and a half intervals', async () => {
    await buy('2026-03-01', 13)
    expect(await due()).toEqual([])
    const on = async (text: string) => await due({ day: day(text) })
    expect(await on('2026-03-23')).toEqual([])
    expect(await on('2026-03-24')).toEqual(['Filter article 2026-03-31 soon'])
    expect(await on('2026-03-31')).toEqual(['Filter article 2026-03-31 due'])
    expect(await on('2026-04-14')).toEqual(['Filter article 2026-03-31 due'])
    expect(await on('2026-04-15')).toEqual(['Filter article 2026-03-31 overdue'])
  })
  test('lasts as long as its quantity where it can be kept, and not at all when it went back', async () => {
    await buy('2026-01-10', 13, 2)
    expect(await due()).toEqual(['Filter article 2026-03-11 due'])
    await buy('2026-01-10', 13, -2, 'return')
    expect(await due()).toEqual([])
  })
  test('is reset by another size of the same group', async () => {
    await buy('2026-02-20', 11)
    expect(await due()).toEqual(['Kaffee 250 g article 2026-03-06 due'])
    await buy('2026-02-25', 12)
    expect((await house.call('demand.of', { customerId: kern })).rows).toMatchObject([
      { what: 'Kaffee 1 kg', dueOn: '2026-04-26', subject: 'group:1' },
    ])
  })
  test('follows when the article is changed', async () => {
    await buy('2026-03-01', 13)
    house.services.operations.run({ call: 'settings.update' }, () => house.db.exec('update article set demand_days = 10 where id = 13'))
    expect(await due()).toEqual(['Filter article 2026-03-11 due'])
    house.services.operations.run({ call: 'settings.update' }, () =>
      house.db.exec("update article set name = 'Filter 2', price_cents = 500 where id = 13"),
    )
    expect(house.services.taskLeft()).toBeNull()
  })
})

describe('a learned need', () => {
  test('is the median of the gaps from three purchases on', async () => {
    await buy('2026-01-01', 14)
    await buy('2026-01-21', 14)
    expect(await due()).toEqual([])
    await buy('2026-02-20', 14)
    expect(await due()).toEqual(['Tasse learned 2026-03-17 soon'])
  })
  test('is no need when the gaps differ by more than four times', async () => {
    for (const on of ['2026-01-01', '2026-01-11', '2026-02-20']) await buy(on, 14)
    expect((await house.call('demand.of', { customerId: kern })).rows).toHaveLength(1)
    await buy('2026-02-21', 14)
    expect((await house.call('demand.of', { customerId: kern })).rows).toEqual([])
  })
})

describe('the owner', () => {
  test('says what is needed in words, and that it was met', async () => {
    await house.call('demand.save', { customerId: kern, text: 'Hundefutter', intervalDays: 20, lastOn: day('2026-02-20'), quantity: 1 })
    expect(await due()).toEqual(['Hundefutter manual 2026-03-12 due'])
    const { subject } = (await house.call('demand.due', {})).rows[0]!
    await house.call('demand.done', { customerId: kern, subject })
    expect(await due()).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await due({ state: 'due' })).toEqual(['Hundefutter manual 2026-03-12 due'])
    expect(await due({ state: 'overdue' })).toEqual([])
  })
  test('sets an own interval for an article; a later purchase meets the need', async () => {
    await house.call('demand.save', { customerId: kern, articleId: 13 as ArticleId, intervalDays: 10, lastOn: day('2026-03-01') })
    expect(await due()).toEqual(['Filter manual 2026-03-11 due'])
    await buy('2026-03-10', 13)
    expect((await house.call('demand.of', { customerId: kern })).rows).toMatchObject([
      { source: 'manual', lastOn: '2026-03-10', dueOn: '2026-03-20' },
    ])
  })
  test('puts one off, ends one and takes it up again', async () => {
    await buy('2026-02-01', 13)
    const one = { customerId: kern, subject: 'article:13' }
    await house.call('demand.mute', { ...one, until: day('2026-03-20') })
    expect([await due(), await due({ day: day('2026-03-21') })]).toEqual([[], ['Filter article 2026-03-03 overdue']])
    await house.call('demand.end', one)
    expect(await house.call('demand.of', { customerId: kern })).toMatchObject({ rows: [], ended: [{ what: 'Filter', endedOn: '2026-03-12' }] })
    await house.call('demand.resume', one)
    await house.call('demand.mute', { ...one, until: null })
    expect(await due()).toEqual(['Filter article 2026-03-03 due'])
  })
  test('is told what is wrong', async () => {
    const save = (input: object) => refusal(house.call('demand.save', { customerId: kern, intervalDays: 10, ...input }))
    expect(await save({})).toMatchObject({ reason: 'demand-nothing-named' })
    expect(await save({ articleId: 99 })).toMatchObject({ reason: 'demand-article-gone' })
    expect(await save({ text: 'x', lastOn: '2026-03-13' })).toMatchObject({ reason: 'day-in-future' })
    expect(await save({ text: 'x', intervalDays: 0 })).toMatchObject({ code: 'invalid' })
    await house.call('demand.save', { customerId: kern, text: 'Futter', intervalDays: 10 })
    expect(await save({ text: 'Futter' })).toMatchObject({ reason: 'demand-known', detail: { what: 'Futter' } })
    const subject = 'article:14'
    expect(await refusal(house.call('demand.mute', { customerId: kern, subject, until: day('2026-03-11') }))).toMatchObject({
      reason: 'demand-mute-over',
    })
    expect(await refusal(house.call('demand.end', { customerId: kern, subject: 'own:5' }))).toMatchObject({ reason: 'demand-gone' })
  })
})

test('who does not want to be judged keeps what the owner entered, and nothing that is learned', async () => {
  await buy('2026-02-01', 13)
  await house.call('demand.save', { customerId: kern, text: 'Hundefutter', intervalDays: 20, lastOn: day('2026-02-20') })
  const both = ['Filter article 2026-03-03 due', 'Hundefutter manual 2026-03-12 due']
  const only = ['Hundefutter manual 2026-03-12 due']
  expect(await due()).toEqual(both)
  await house.call('care.save', { customerId: kern, noScoring: true })
  expect([await due(), await due({ day: day('2026-03-13') })]).toEqual([only, only])
  expect((await house.call('demand.of', { customerId: kern })).rows.map(({ what }) => what)).toEqual(['Hundefutter'])
  await house.call('care.save', { customerId: kern, pausedUntil: day('2026-03-12') })
  expect([await due(), await due({ day: day('2026-03-13') })]).toEqual([[], only])
  await house.call('care.save', { customerId: kern, isBlocked: true, pausedUntil: null })
  expect([await due(), await due({ day: day('2026-03-13') })]).toEqual([[], []])
  await house.call('care.save', { customerId: kern, isBlocked: false, noScoring: false })
  expect(await due()).toEqual(both)
})

test('a need that is more than twice as late as usual is a warning with its name', async () => {
  await house.call('demand.save', { customerId: kern, text: 'Hundefutter', intervalDays: 20, lastOn: day('2026-01-30') })
  expect((await house.call('warnings.list', {})).rows).toMatchObject([
    { level: 'yellow', rule: 'E8', why: { key: 'demand', values: { subject: 'Hundefutter', usualDays: 20, daysNow: 41 } } },
  ])
})
