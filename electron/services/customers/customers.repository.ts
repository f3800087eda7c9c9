import Database from 'better-sqlite3'
import type { Address, Birthday, ContactDetail, ContactPerson, CustomerId, Customer, IsoDate, Timestamp } from '#contract'
import type { NewId } from '../../database/ids.ts'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import type { PartDifference, StoredPart } from './part-difference.rules.ts'

const { SqliteError } = Database

/** How a customer's name reads, over a row `c` of customer. */
export const DISPLAY_NAME = `case when c.kind = 'firm' then c.firm_name
  else concat_ws(' ', nullif(c.title, ''), nullif(c.first_name, ''), nullif(c.last_name, ''), nullif(c.name_addition, '')) end`

/** The customer's own columns. */
export interface CustomerFields {
  number: string
  kind: Customer['kind']
  salutation: Customer['salutation']
  title: string
  firstName: string
  lastName: string
  nameAddition: string
  firmName: string
  addressForm: Customer['addressForm']
  birthday: Birthday | null
  memo: string
  source: string
  letterGreeting: string
  /** JSON object: properties of a vCard that have no place of their own. */
  extra: string
}
/** A customer as stored, without its lists. */
export interface StoredCustomer extends CustomerFields {
  id: CustomerId
  isSample: boolean
  createdOn: IsoDate
  createdAt: Timestamp
  updatedAt: Timestamp
  deletedAt: Timestamp | null
  /** The customer that this one became; null for one that stands for itself. */
  mergedIntoId: CustomerId | null
  /** Forgotten for good, with only the figures left. */
  isErased: boolean
  displayName: string
}
export interface ExternalReference {
  system: string
  value: string
}

interface CustomerRecordRow {
  id: CustomerId
  number: string
  kind: Customer['kind']
  salutation: Customer['salutation']
  title: string
  first_name: string
  last_name: string
  name_addition: string
  firm_name: string
  address_form: Customer['addressForm']
  birth_day: number | null
  birth_month: number | null
  birth_year: number | null
  memo: string
  source: string
  letter_greeting: string
  extra: string
  is_sample: number
  created_on: IsoDate
  created_at: Timestamp
  updated_at: Timestamp
  deleted_at: Timestamp | null
  merged_into_id: CustomerId | null
  erased_at: Timestamp | null
  display_name: string
}
type FieldValues = (string | number | null)[]

/** All writing to the customer's row and lists, and reading one customer whole. Prepared once; used for one row and for 100,000. */
export function customersRepository(db: Db, newId: NewId) {
  const insert = db.prepare<FieldValues>(
    `insert into customer (id, number, kind, salutation, title, first_name, last_name, name_addition, firm_name, address_form,
       birth_day, birth_month, birth_year, memo, source, letter_greeting, extra, is_sample, created_on, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare<FieldValues>(
    `update customer set number = ?, kind = ?, salutation = ?, title = ?, first_name = ?, last_name = ?, name_addition = ?, firm_name = ?,
       address_form = ?, birth_day = ?, birth_month = ?, birth_year = ?, memo = ?, source = ?, letter_greeting = ?, extra = ?, updated_at = ? where id = ?`,
  )
  const byId = db.prepare<[CustomerId], CustomerRecordRow>(`select c.*, ${DISPLAY_NAME} as display_name from customer c where c.id = ?`)
  const byNumber = db.prepare<[string], { id: CustomerId; name: string }>(`select c.id, ${DISPLAY_NAME} as name from customer c where c.number = ?`)
  const setDeleted = db.prepare<[Timestamp | null, CustomerId]>('update customer set deleted_at = ? where id = ?')
  const drop = db.prepare<[CustomerId]>('delete from customer where id = ?')
  const inLedgers = db
    .prepare<[{ id: CustomerId }], number>(
      `select exists (select 1 from purchase where customer_id = @id) or exists (select 1 from loyalty_account where customer_id = @id)
         or exists (select 1 from phase_change where customer_id = @id) or exists (select 1 from consent where customer_id = @id)`,
    )
    .pluck()
  const nextNumber = db.prepare<[], number>('update customer_mark set number_high = number_high + 1 returning number_high').pluck()
  const anyDetail = db.prepare<[], number>('select exists (select 1 from contact_detail)').pluck()
  const detailIndex = db.prepare<[], string>("select sql from sqlite_schema where name = 'contact_detail_normal'").pluck()
  const liftNumber = db.prepare<[number]>('update customer_mark set number_high = max(number_high, ?)')

  const details = partTable<ContactDetail>(
    'select id, position, kind, value, normal, label from contact_detail',
    'insert into contact_detail (id, customer_id, position, kind, value, normal, label)',
    'update contact_detail set position = ?, kind = ?, value = ?, normal = ?, label = ? where id = ?',
    'delete from contact_detail where id = ?',
    (d) => [d.kind, d.value, d.normal, d.label],
  )
  const addresses = partTable<Address>(
    'select id, position, label, street, addition, postcode, city, country from address',
    'insert into address (id, customer_id, position, label, street, addition, postcode, city, country)',
    'update address set position = ?, label = ?, street = ?, addition = ?, postcode = ?, city = ?, country = ? where id = ?',
    'delete from address where id = ?',
    (a) => [a.label, a.street, a.addition, a.postcode, a.city, a.country],
  )
  const contactPersons = partTable<ContactPerson>(
    'select id, position, salutation, title, first_name as firstName, last_name as lastName, role, phone, email from contact_person',
    'insert into contact_person (id, customer_id, position, salutation, title, first_name, last_name, role, phone, email)',
    `update contact_person set position = ?, salutation = ?, title = ?, first_name = ?, last_name = ?, role = ?, phone = ?, email = ?
       where id = ?`,
    'delete from contact_person where id = ?',
    (p) => [p.salutation, p.title, p.firstName, p.lastName, p.role, p.phone, p.email],
  )

  const parts = [details, addresses, contactPersons]
  let isFilling = false

  const tagsOf = db.prepare<[CustomerId], string>('select name from customer_tag where customer_id = ? order by id').pluck()
  const insertTag = db.prepare<[number, CustomerId, string]>('insert into customer_tag (id, customer_id, name) values (?, ?, ?)')
  const deleteTag = db.prepare<[CustomerId, string]>('delete from customer_tag where customer_id = ? and name = ?')
  // Jumps from name to name in the index; thousands of customers can share one.
  const tagCounts = db.prepare<[], { name: string; count: number }>(
    `with recursive names (name) as (
       select min(name) from customer_tag
       union all select (select min(g.name) from customer_tag g where g.name > names.name) from names where names.name is not null)
     select n.name, (select count(*) from customer_tag g where g.name = n.name)
       - (select count(*) from customer c cross join customer_tag g on g.customer_id = c.id and g.name = n.name where c.deleted_at is not null) as count
     from names n where n.name is not null`,
  )
  const countTag = db.prepare<[string], number>('select count(*) from customer_tag where name = ?').pluck()
  const dropDoubledTag = db.prepare<[string, string]>(
    'delete from customer_tag where name = ? and customer_id in (select customer_id from customer_tag where name = ?)',
  )
  const renameTag = db.prepare<[string, string]>('update customer_tag set name = ? where name = ?')
  const dropTag = db.prepare<[string]>('delete from customer_tag where name = ?')
  const referencesOf = db.prepare<[CustomerId], ExternalReference>('select system, value from external_reference where customer_id = ? order by id')
  const insertReference = db.prepare<[number, CustomerId, string, string]>(
    'insert into external_reference (id, customer_id, system, value) values (?, ?, ?, ?) on conflict (system, value) do nothing',
  )

  /** The statements of a list that belongs to a customer and has an order. */
  function partTable<T extends object>(
    select: string,
    insertPart: string,
    updatePart: string,
    deletePart: string,
    valuesOf: (content: T) => FieldValues,
  ) {
    const read = db.prepare<[CustomerId], T & { id: number; position: number }>(`${select} where customer_id = ? order by position, id`)
    const queue = insertQueue(db, insertPart, insertPart.split(',').length)
    const change = db.prepare<FieldValues>(updatePart)
    const remove = db.prepare<[number]>(deletePart)
    return {
      ...queue,
      of(id: CustomerId): StoredPart<T>[] {
        queue.flush()
        return read.all(id).map(({ id: partId, position, ...content }) => ({ id: partId, position, content: content as unknown as T }))
      },
      add(id: CustomerId, position: number, content: T): void {
        queue.add(newId(), id, position, ...valuesOf(content))
        if (!isFilling) queue.flush()
      },
      /** @returns whether anything was written */
      apply(id: CustomerId, difference: PartDifference<T>): boolean {
        queue.flush()
        for (const partId of difference.deletes) remove.run(partId)
        for (const part of difference.updates) change.run(part.position, ...valuesOf(part.content), part.id)
        for (const part of difference.inserts) queue.add(newId(), id, part.position, ...valuesOf(part.content))
        queue.flush()
        return difference.deletes.length + difference.updates.length + difference.inserts.length > 0
      },
    }
  }

  const valuesOf = (f: CustomerFields): FieldValues => [
    f.number,
    f.kind,
    f.salutation,
    f.title,
    f.firstName,
    f.lastName,
    f.nameAddition,
    f.firmName,
    f.addressForm,
    f.birthday?.day ?? null,
    f.birthday?.month ?? null,
    f.birthday?.year ?? null,
    f.memo,
    f.source,
    f.letterGreeting,
    f.extra,
  ]

  return {
    details,
    addresses,
    contactPersons,
    tagsOf: (id: CustomerId) => tagsOf.all(id),
    addTag: (id: CustomerId, name: string) => void insertTag.run(newId(), id, name),
    removeTag: (id: CustomerId, name: string) => void deleteTag.run(id, name),
    tagged: {
      counts: () => tagCounts.all(),
      count: (name: string) => countTag.get(name) ?? 0,
      rename(from: string, to: string): void {
        dropDoubledTag.run(from, to)
        renameTag.run(to, from)
      },
      remove: (name: string) => void dropTag.run(name),
    },
    referencesOf: (id: CustomerId) => referencesOf.all(id),
    /** @returns whether it is new; one that another customer holds stays theirs */
    addReference: (id: CustomerId, system: string, value: string) => insertReference.run(newId(), id, system, value).changes > 0,

    find(id: CustomerId): StoredCustomer | undefined {
      const row = byId.get(id)
      return row && storedFrom(row)
    },
    byNumber: (number: string) => byNumber.get(number),
    /** @returns false, and nothing written, when another customer has the number */
    insert(id: CustomerId, fields: CustomerFields, isSample: boolean, createdOn: IsoDate, createdAt: Timestamp): boolean {
      try {
        insert.run(id, ...valuesOf(fields), isSample ? 1 : 0, createdOn, createdAt, createdAt)
        return true
      } catch (error) {
        if (error instanceof SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') return false
        throw error
      }
    },
    update: (id: CustomerId, fields: CustomerFields, at: Timestamp) => void update.run(...valuesOf(fields), at, id),
    setDeleted: (id: CustomerId, at: Timestamp | null) => void setDeleted.run(at, id),
    drop: (id: CustomerId) => void drop.run(id),
    isInLedgers: (id: CustomerId) => inLedgers.get({ id }) === 1,
    /**
     * Adds many customers: their parts are written some dozens at once. Into an empty file, where nobody looks a number or address
     * up meanwhile, their index is built once at the end, sorted. Where the work fails and is rolled back, everything stays as it is.
     */
    whileFilling<T>(work: () => T): T {
      const index = anyDetail.get() === 0 ? detailIndex.get() : undefined
      if (index !== undefined) db.exec('drop index contact_detail_normal')
      isFilling = true
      try {
        const value = work()
        for (const part of parts) part.flush()
        if (index !== undefined) db.exec(index)
        return value
      } finally {
        isFilling = false
        for (const part of parts) part.clear()
      }
    },
    /** The next number above every one given so far; the mark never falls. */
    nextNumber: () => nextNumber.get() ?? 0,
    liftNumber: (least: number) => void liftNumber.run(least),
  }
}
export type CustomersRepository = ReturnType<typeof customersRepository>

function storedFrom(row: CustomerRecordRow): StoredCustomer {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    salutation: row.salutation,
    title: row.title,
    firstName: row.first_name,
    lastName: row.last_name,
    nameAddition: row.name_addition,
    firmName: row.firm_name,
    addressForm: row.address_form,
    birthday: birthdayFrom(row.birth_day, row.birth_month, row.birth_year),
    memo: row.memo,
    source: row.source,
    letterGreeting: row.letter_greeting,
    extra: row.extra,
    isSample: row.is_sample === 1,
    createdOn: row.created_on,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
    mergedIntoId: row.merged_into_id,
    isErased: row.erased_at !== null,
    displayName: row.display_name,
  }
}

/** A birthday from its three columns; the day and the month are there together or not at all. */
export function birthdayFrom(day: number | null, month: number | null, year: number | null): Birthday | null {
  return day === null || month === null ? null : { day, month, year }
}
