import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { columnsOf } from '../../../electron/database/change-log.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { kernTwice } from './two-customers.ts'

/** Tables as other parts of the shop have them; a file that lacks one gets it here, so that the rules are tried on every file. */
const TABLES: Readonly<Record<string, string>> = {
  own_value: 'customer_id integer references customer (id), field_id integer, text text, number real, unique (customer_id, field_id)',
  relation:
    'a_id integer references customer (id), b_id integer references customer (id), kind text, label text, reverse_label text, created_at text',
  consent: 'customer_id integer references customer (id), channel text, state text, day text, way text, note text, created_at text',
  task: 'customer_id integer references customer (id), title text, due_on text, note text, done_on text, created_at text',
}
let house: House
let kern: CustomerId
let other: CustomerId
let fresh: Set<string>
beforeEach(async () => {
  house = openHouse()
  ;({ kern, other } = await kernTwice(house))
  fresh = new Set(Object.keys(TABLES).filter((table) => columnsOf(house.db, table).length === 0))
  for (const table of fresh) house.db.exec(`create table ${table} (id integer primary key, ${TABLES[table]})`)
})
afterEach(() => house.close())

const insert = (table: string, row: object) => {
  const names = Object.keys(row)
  house.db.prepare(`insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`).run(row)
}
const rows = (sql: string) => house.db.prepare(sql).all()
const merge = () => house.call('customers.merge', { survivorId: kern, otherIds: [other] })

describe('what other parts of the shop keep of a customer', () => {
  it('moves tasks, and own values unless the survivor has that field', async () => {
    if (!fresh.has('own_value') || !fresh.has('task')) return
    insert('task', { id: 1, customer_id: other, title: 'Anrufen', created_at: '' })
    insert('own_value', { id: 1, customer_id: kern, field_id: 5, text: 'blau' })
    insert('own_value', { id: 2, customer_id: other, field_id: 5, text: 'rot' })
    insert('own_value', { id: 3, customer_id: other, field_id: 6, text: '42' })
    await merge()
    expect(rows('select customer_id from task')).toEqual([{ customer_id: kern }])
    expect(rows('select id, customer_id from own_value order by id')).toEqual([
      { id: 1, customer_id: kern },
      { id: 2, customer_id: other },
      { id: 3, customer_id: kern },
    ])
  })
  it('moves relations of both ends, but makes nobody a relation of himself and no relation double', async () => {
    if (!fresh.has('relation')) return
    const third = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    const relation = (id: number, a_id: number, b_id: number) =>
      insert('relation', { id, a_id, b_id, kind: 'family', label: 'Schwester', created_at: '' })
    relation(1, kern, other)
    relation(2, other, third)
    relation(3, third, other)
    relation(4, third, kern)
    await merge()
    expect(rows('select a_id, b_id from relation order by id')).toEqual([
      { a_id: kern, b_id: other },
      { a_id: kern, b_id: third },
      { a_id: third, b_id: other },
      { a_id: third, b_id: kern },
    ])
  })
  it('lets the strictest consent win and only ever adds to that ledger', async () => {
    if (!fresh.has('consent')) return
    const consent = (id: number, customer_id: number, channel: string, state: string) =>
      insert('consent', { id, customer_id, channel, state, day: '2026-01-01', way: 'letter', note: '', created_at: '' })
    consent(1, kern, 'email', 'granted')
    consent(2, other, 'email', 'granted')
    consent(3, other, 'email', 'withdrawn')
    consent(4, kern, 'phone', 'refused')
    consent(5, other, 'phone', 'granted')
    consent(6, other, 'letter', 'granted')
    await merge()
    expect(rows(`select channel, state from consent where customer_id = ${kern} order by id`)).toEqual([
      { channel: 'email', state: 'granted' },
      { channel: 'phone', state: 'refused' },
      { channel: 'email', state: 'withdrawn' },
      { channel: 'letter', state: 'granted' },
    ])
    expect(rows(`select count(*) as n from consent where customer_id = ${other}`)).toEqual([{ n: 4 }])
  })
})
