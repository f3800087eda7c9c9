import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

const load = () => house.job('sample.load', {})
const remove = () => house.job('sample.remove', {})
const numberOf = (sql: string) => house.db.prepare<[], number>(sql).pluck().get()
/** How many rows each table holds. */
function sizes(): Record<string, number | undefined> {
  const tables = house.db.prepare<[], string>(
    `select name from sqlite_schema where type = 'table' and name not like '%customer_search\\_%' escape '\\'`,
  )
  return Object.fromEntries(
    tables
      .pluck()
      .all()
      .map((table) => [table, numberOf(`select count(*) from "${table}"`)]),
  )
}
async function ownCustomer(): Promise<CustomerId> {
  const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Eigen', phone: '0251 123456' })
  await house.call('purchases.record', { customerId: id, day: '2026-03-01' as never, totalCents: 4990 })
  await house.call('cards.issue', { customerId: id })
  return id
}

describe('the sample shop', () => {
  it('fills every screen', async () => {
    const loaded = await load()
    expect(loaded.customers).toBe(300)
    expect(loaded.purchases).toBeGreaterThan(800)
    expect(await house.call('sample.status', {})).toEqual(loaded)
    expect(await house.call('customers.count', {})).toEqual({ customers: 300, sample: 300, inBin: 0 })
    const { columns } = await house.call('phases.board', {})
    for (const column of columns) expect(column.count).toBeGreaterThan(25)
    expect(columns[1]?.secondPurchaseMissed).toBeGreaterThan(20)
    expect(columns[2]?.regulars).toBeGreaterThan(50)
    expect(numberOf('select count(*) from card')).toBeGreaterThan(140)
    for (const status of ['lost', 'replaced']) expect(numberOf(`select count(*) from card where status = '${status}'`)).toBeGreaterThan(3)
    expect(numberOf(`select count(*) from point_entry where kind = 'ADJUST'`)).toBeGreaterThan(5)
    expect(numberOf(`select count(*) from customer where kind = 'firm'`)).toBe(20)
  })
  it('is right in itself: balances, phases and histories follow from the purchases', async () => {
    await load()
    expect((await house.call('loyalty.verify', {})).differences).toEqual([])
    expect(numberOf('select count(*) from (select account_id from point_entry group by account_id having sum(points) < 0)')).toBe(0)
    expect(
      numberOf(
        `select count(*) from customer_summary s where phase <>
           coalesce((select to_phase from phase_change h where h.customer_id = s.customer_id order by id desc limit 1), 'first-contact')`,
      ),
    ).toBe(0)
  })
  it('reaches back two years, has no day to come and none on which shops are closed', async () => {
    await load()
    const days = house.db.prepare<[], string>('select distinct day from purchase order by day').pluck().all()
    expect(days[0]! < '2024-05-01').toBe(true)
    expect(days.at(-1)! >= '2026-03-05' && days.at(-1)! <= '2026-03-12').toBe(true)
    expect(days.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0)).toEqual([])
    expect(numberOf(`select count(*) from customer where created_on > '2026-03-12'`)).toBe(0)
    expect(numberOf(`select count(*) from purchase join customer on customer.id = customer_id where day < created_on`)).toBe(0)
  })
  it('leads to nobody real: only numbers and addresses kept free for examples, and none twice', async () => {
    await load()
    const values = (kind: string) => house.db.prepare<[string], string>(`select value from contact_detail where kind = ?`).pluck().all(kind)
    const free = /^(0171 39200|0176 040690)\d\d$|^(0221 4710|030 23125|040 66969|069 90009|089 99998)\d{3}$/
    expect(values('phone').filter((phone) => !free.test(phone))).toEqual([])
    expect(values('email').filter((email) => !/^[a-z0-9.-]+@example\.(de|org)$/.test(email))).toEqual([])
    expect(new Set(values('email')).size).toBe(values('email').length)
    expect(numberOf(`select count(*) from contact_detail where kind = 'phone' and normal is null`)).toBe(0)
  })
  it('holds the names that put lists and cards to the test', async () => {
    await load()
    const search = async (text: string) => (await house.call('customers.search', { text })).total
    for (const text of ['weiss', 'Yıldız', 'schulenburg wolffen', "o'connor", 'lukasz'])
      expect([text, (await search(text)) > 0]).toEqual([text, true])
    expect(numberOf('select max(length(firm_name)) from customer')).toBeGreaterThan(90)
    expect(numberOf('select count(*) from customer where birth_day is not null and birth_year is null')).toBeGreaterThan(20)
    expect(numberOf(`select count(*) from customer where memo <> ''`)).toBeGreaterThan(30)
  })
  it('is the same on the same day, and ends today on any other', async () => {
    const people = () => house.db.prepare('select number, first_name, last_name, firm_name, birth_day, birth_month, birth_year from customer').all()
    await load()
    const once = people()
    const lastDay = '2026-03-12'
    house.close()
    house = openHouse()
    await load()
    expect(people()).toEqual(once)
    await remove()
    house.clock.set('2027-11-29')
    await load()
    expect(numberOf('select count(*) from customer')).toBe(300)
    expect(numberOf(`select max(day) > '${lastDay}' from purchase`)).toBe(1)
    expect(numberOf(`select max(day) <= '2027-11-29' from purchase`)).toBe(1)
  })
  it('is refused a second time', async () => {
    await load()
    const before = sizes()
    await expect(load()).rejects.toMatchObject({ failure: { code: 'conflict', reason: 'sample-already-loaded' } })
    expect(sizes()).toEqual(before)
  })
  it('stays out of the way of Ctrl+Z', async () => {
    await ownCustomer()
    const before = await house.call('operations.list', {})
    await load()
    expect(await house.call('operations.list', {})).toEqual(before)
    await house.job('operations.undoLast', {})
    expect((await house.call('sample.status', {})).customers).toBe(300)
    expect(
      numberOf(
        'select count(*) from card join loyalty_account on loyalty_account.id = account_id join customer on customer.id = customer_id where is_sample = 0',
      ),
    ).toBe(0)
  })
})

describe('taking the sample out again', () => {
  it('leaves an empty house as it was', async () => {
    const before = sizes()
    await load()
    expect(await remove()).toEqual({ removed: 300 })
    expect({ ...sizes(), setting: 0 }).toEqual({ ...before, setting: 0 })
    expect(await house.call('settings.get', {})).toMatchObject({ shopName: '', shopCity: '', welcomeDone: false })
    expect(numberOf(`select count(*) from setting where key = 'purging'`)).toBe(0)
    await expect(remove()).rejects.toMatchObject({ failure: { code: 'missing', reason: 'sample-none' } })
  })
  it('keeps own customers and what they did, and can still undo it', async () => {
    const own = await ownCustomer()
    await load()
    const sample = (await house.call('phases.column', { phase: 'repurchase', limit: 1 })).rows[0]!.customerId
    await house.call('purchases.record', { customerId: sample, day: '2026-03-12' as never, totalCents: 990 })
    await house.call('consents.record', { customerId: sample, channel: 'email', state: 'refused' })
    await house.call('tasks.create', { customerId: sample, title: 'anrufen' })
    await house.call('customers.remove', { customerIds: [sample, own] })
    await remove()
    expect(numberOf('select (select count(*) from consent) + (select count(*) from task)')).toBe(0)
    expect(numberOf('select count(*) from customer')).toBe(1)
    expect(numberOf('select count(*) from change where customer_id <> ' + own)).toBe(0)
    expect((await house.call('operations.list', {})).rows.map(({ call }) => call)).toEqual([
      'customers.remove',
      'cards.issue',
      'purchases.record',
      'customers.create',
    ])
    await house.job('operations.undoLast', {})
    expect(await house.call('customers.summary', { customerId: own })).toMatchObject({ points: 49, phase: 'after-purchase' })
    expect((await house.call('customers.search', { text: 'schulenburg' })).total).toBe(0)
    expect((await house.call('settings.get', {})).welcomeDone).toBe(true)
  })
  it('keeps the name that the owner gave the shop', async () => {
    await house.call('settings.update', { shopName: 'Rad & Tat' })
    await load()
    expect(await house.call('settings.get', {})).toMatchObject({ shopName: 'Rad & Tat', shopCity: '' })
    await remove()
    expect(await house.call('settings.get', {})).toMatchObject({ shopName: 'Rad & Tat' })
  })
  it('keeps the ledgers closed afterwards', async () => {
    await ownCustomer()
    await load()
    await remove()
    expect(() => house.db.exec('delete from point_entry')).toThrow('append-only')
    expect(() => house.db.exec('delete from purchase')).toThrow('append-only')
  })
})
