import { describe, expect, onTestFinished, test } from 'vitest'
import type { CustomerId, Input } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

type Fields = Omit<Input<'customers.create'>, 'kind' | 'firstName' | 'lastName'>
function open() {
  const house = openHouse()
  onTestFinished(house.close)
  return house
}
async function add(house: House, name: string, fields: Fields = {}): Promise<CustomerId> {
  const [firstName = '', lastName = ''] = name.split('|')
  return (await house.call('customers.create', { kind: 'person', firstName, lastName, ...fields })).id
}
const birthday = { day: 3, month: 5, year: 1979 }
/** Sabine Kern twice, and a couple. */
async function smallShop(house: House) {
  const sabine = await add(house, 'Sabine|Kern', { phone: '0251 2788304', birthday })
  const again = await add(house, 'Sabiene|Kern', { phone: '+49 251 2788304' })
  const uwe = await add(house, 'Uwe|Brandt', { email: 'brandt@example.de' })
  const heike = await add(house, 'Heike|Brandt', { email: 'Brandt@example.de' })
  return { sabine, again, uwe, heike }
}
/** What runs after a large change, when nobody waits. */
const writeKeys = (house: House) => house.services.tasks['duplicates.index']!({} as never, { report() {}, isCancelled: () => false })
const namesIn = async (house: House, kind: 'proposed' | 'related' = 'proposed') =>
  (await house.call('duplicates.list', { kind })).rows.map(({ a, b }) => `${a.displayName} = ${b.displayName}`)

describe('scan', () => {
  test('of an empty shop finds nothing', async () => {
    const house = open()
    expect(await house.job('duplicates.scan', {})).toEqual({ pairs: 0 })
    expect(await house.call('duplicates.list', {})).toEqual({ rows: [], total: 0 })
  })
  test('proposes the same customer and shows the couple apart', async () => {
    const house = open()
    await smallShop(house)
    expect(await namesIn(house)).toEqual([])
    expect(await house.job('duplicates.scan', {})).toEqual({ pairs: 1 })
    expect(await namesIn(house)).toEqual(['Sabine Kern = Sabiene Kern'])
    expect(await namesIn(house, 'related')).toEqual(['Uwe Brandt = Heike Brandt'])
    expect(await house.call('duplicates.status', {})).toMatchObject({ customers: 4, proposed: 1, related: 1, dismissed: 0, isOutdated: false })
  })
  test('shows enough of both to compare them', async () => {
    const house = open()
    const { sabine } = await smallShop(house)
    await house.call('customers.update', {
      customerId: sabine,
      tags: ['Dackel'],
      addresses: [{ street: 'Hammer Str. 12', postcode: '48143', city: 'Münster' }],
    })
    await house.call('purchases.record', { customerId: sabine, day: '2026-03-02', totalCents: 1250 })
    await house.job('duplicates.scan', {})
    const [row] = (await house.call('duplicates.list', {})).rows
    expect(row?.a).toMatchObject({ phones: ['0251 2788304'], birthday, tags: ['Dackel'], purchaseDays: 1, lastPurchase: '2026-03-02', points: 12 })
    expect(row?.a.addresses).toMatchObject([{ street: 'Hammer Str. 12', city: 'Münster' }])
    expect(row?.reasons.map(({ fact }) => fact)).toEqual(['first-name-similar', 'last-name-equal', 'contact-equal', 'phone-equal'])
  })
  test('a cancelled one leaves the last result as it was', async () => {
    const house = open()
    await smallShop(house)
    await house.job('duplicates.scan', {})
    await add(house, 'Uwe|Brandt', { email: 'brandt@example.de' })
    const before = await house.call('duplicates.status', {})
    const work = async () => house.services.tasks['duplicates.scan']!({} as never, { report() {}, isCancelled: () => true })
    await expect(work()).rejects.toMatchObject({ code: 'cancelled' })
    expect(await house.call('duplicates.status', {})).toEqual(before)
  })
  test('minScore leaves the doubtful out, and pages follow each other', async () => {
    const house = open()
    for (const phone of ['0251 111111', '0251 222222', '0251 333333']) {
      await add(house, `Sabine|Kern${phone.at(-1)}`, { phone })
      await add(house, `Sabine|Kern${phone.at(-1)}`, { phone })
    }
    await add(house, 'Uwe|Brandt')
    await add(house, 'Uwe|Brandt')
    await house.job('duplicates.scan', {})
    expect((await house.call('duplicates.list', {})).total).toBe(4)
    expect((await house.call('duplicates.list', { minScore: 0.96 })).total).toBe(3)
    expect((await house.call('duplicates.list', { limit: 1, offset: 3 })).rows).toMatchObject([{ a: { displayName: 'Uwe Brandt' } }])
  })
  test('many customers of one name are compared within their blocks, and not proposed for their name alone', async () => {
    const house = open()
    const insert = house.db.prepare(
      "insert into customer (id, number, kind, first_name, last_name, created_on, created_at, updated_at) values (?, ?, 'person', 'Thomas', 'Müller', '', '', '')",
    )
    house.db.transaction(() => {
      for (let n = 1; n <= 5000; n++) insert.run(n * 10, `M${n}`)
    })()
    expect(await house.job('duplicates.scan', {})).toEqual({ pairs: 0 })
  })
  test('a number that half the shop has is nobody’s', async () => {
    const house = open()
    for (let n = 0; n < 40; n++) await add(house, `Vorname${'abcdefghijklmnopqrstuvwxyz'[n % 26]}${n}|Name${n * 7}`, { phone: '0251 99999' })
    await house.job('duplicates.scan', {})
    expect((await house.call('duplicates.status', {})).related).toBe(0)
  })
})

describe('after the scan the list follows', () => {
  test('an edit that makes two customers different', async () => {
    const house = open()
    const { again } = await smallShop(house)
    await house.job('duplicates.scan', {})
    await house.call('customers.update', { customerId: again, firstName: 'Thomas' })
    expect(await namesIn(house)).toEqual([])
    expect(await namesIn(house, 'related')).toContain('Sabine Kern = Thomas Kern')
    await house.job('operations.undoLast', {})
    expect(await namesIn(house)).toEqual(['Sabine Kern = Sabiene Kern'])
  })
  test('the recycle bin, and coming back from it', async () => {
    const house = open()
    const { again } = await smallShop(house)
    await house.job('duplicates.scan', {})
    await house.call('customers.remove', { customerIds: [again] })
    expect(await namesIn(house)).toEqual([])
    await house.call('customers.restore', { customerIds: [again] })
    expect(await namesIn(house)).toEqual(['Sabine Kern = Sabiene Kern'])
  })
  test('a new customer who was there before', async () => {
    const house = open()
    await house.job('duplicates.scan', {})
    await smallShop(house)
    expect(await namesIn(house)).toEqual(['Sabine Kern = Sabiene Kern'])
  })
  test('says when too much was changed at once to follow', async () => {
    const house = open()
    await smallShop(house)
    await house.job('duplicates.scan', {})
    await house.job('sample.load', {})
    expect((await house.call('duplicates.status', {})).isOutdated).toBe(true)
    await house.job('duplicates.scan', {})
    expect((await house.call('duplicates.status', {})).isOutdated).toBe(false)
  })
})

describe('kein Duplikat', () => {
  test('is remembered by every scan, undone, and taken back', async () => {
    const house = open()
    const { sabine, again } = await smallShop(house)
    await house.job('duplicates.scan', {})
    expect(await house.call('duplicates.dismiss', { aId: again, bId: sabine })).toEqual({ dismissed: true })
    await house.job('duplicates.scan', {})
    expect(await namesIn(house)).toEqual([])
    expect((await house.call('duplicates.dismissed', {})).rows).toMatchObject([{ a: { id: sabine }, b: { id: again } }])
    await house.job('operations.undoLast', {})
    expect(await namesIn(house)).toEqual(['Sabine Kern = Sabiene Kern'])
    await house.call('duplicates.dismiss', { aId: sabine, bId: again })
    expect(await house.call('duplicates.dismiss', { aId: sabine, bId: again })).toEqual({ dismissed: false })
    expect(await house.call('duplicates.reconsider', { aId: sabine, bId: again })).toEqual({ reconsidered: true })
    expect(await namesIn(house)).toEqual(['Sabine Kern = Sabiene Kern'])
  })
  test('is refused for one customer twice, for one in the bin, for one who never was, and where nothing was dismissed', async () => {
    const house = open()
    const { sabine, again } = await smallShop(house)
    const dismiss = (aId: CustomerId, bId: CustomerId) => house.call('duplicates.dismiss', { aId, bId })
    await expect(dismiss(sabine, sabine)).rejects.toMatchObject({ failure: { code: 'invalid', reason: 'duplicate-same-customer' } })
    await expect(dismiss(sabine, 7 as CustomerId)).rejects.toMatchObject({ failure: { reason: 'customer-gone' } })
    await expect(house.call('duplicates.reconsider', { aId: sabine, bId: again })).rejects.toMatchObject({
      failure: { reason: 'duplicate-not-dismissed' },
    })
    await house.call('customers.remove', { customerIds: [again] })
    await expect(dismiss(sabine, again)).rejects.toMatchObject({ failure: { reason: 'customer-in-bin' } })
    expect(await house.call('duplicates.dismissed', {})).toEqual({ rows: [], total: 0 })
  })
})

describe('check', () => {
  test('names who is there already, while only part of it is typed', async () => {
    const house = open()
    const { sabine, again } = await smallShop(house)
    const found = async (draft: Input<'duplicates.check'>) => (await house.call('duplicates.check', draft)).candidates
    expect((await found({ firstName: 'Sabine', lastName: 'Kern', phone: '0251/2788304' })).map(({ id }) => id)).toEqual([sabine, again])
    expect((await found({ lastName: 'Sabine', firstName: 'Kern', birthday })).slice(0, 1)).toMatchObject([
      { id: sabine, displayName: 'Sabine Kern', number: '10001' },
    ])
    expect((await found({ phone: '02512788304' })).map(({ id }) => id).toSorted()).toEqual([sabine, again].toSorted())
    expect(await found({ firstName: 'Nele', lastName: 'Oeding' })).toEqual([])
    expect(await found({})).toEqual([])
  })
  test('leaves out the customer who is edited, those in the bin and those who were told apart', async () => {
    const house = open()
    const { sabine, again } = await smallShop(house)
    const draft = { firstName: 'Sabine', lastName: 'Kern', phone: '0251 2788304', customerId: sabine }
    const ids = async () => (await house.call('duplicates.check', draft)).candidates.map(({ id }) => id)
    expect(await ids()).toEqual([again])
    await house.call('duplicates.dismiss', { aId: sabine, bId: again })
    expect(await ids()).toEqual([])
    await house.call('duplicates.reconsider', { aId: sabine, bId: again })
    await house.call('customers.remove', { customerIds: [again] })
    expect(await ids()).toEqual([])
  })
  test('refuses nothing that is half typed', async () => {
    const house = open()
    await smallShop(house)
    for (const half of ['0', '02', 'x', '@', '🐶', 'שלום', '%_"\''])
      expect(await house.call('duplicates.check', { firstName: half, lastName: half, firmName: half, phone: half, email: half })).toEqual({
        candidates: [],
      })
  })
  test('a firm is not warned of by a person with the same e-mail', async () => {
    const house = open()
    await smallShop(house)
    expect(await house.call('duplicates.check', { kind: 'firm', firmName: 'Brandt GmbH', email: 'brandt@example.de' })).toEqual({ candidates: [] })
  })
  test('finds customers of a file that had no keys yet', async () => {
    const house = open()
    const { sabine } = await smallShop(house)
    house.db.exec('delete from duplicate_key')
    const draft = { firstName: 'Sabine', lastName: 'Kern', birthday }
    expect(await house.call('duplicates.check', draft)).toEqual({ candidates: [] })
    house.services.startDay()
    await writeKeys(house)
    expect((await house.call('duplicates.check', draft)).candidates.map(({ id }) => id)).toContain(sabine)
  })
})

test('the keys are those of exactly the live customers, whatever was done', async () => {
  const house = open()
  const { uwe, heike } = await smallShop(house)
  await house.job('sample.load', {})
  await house.call('customers.remove', { customerIds: [uwe] })
  await house.call('customers.update', { customerId: heike, lastName: 'Oeding' })
  await house.job('sample.remove', {})
  const keys = () => house.db.prepare('select customer_id, key from duplicate_key order by 1, 2').all()
  const kept = keys()
  house.db.exec('delete from duplicate_key')
  house.services.startDay()
  await writeKeys(house)
  expect(keys()).toEqual(kept)
  expect(kept.length).toBeGreaterThan(2)
})
