import type { Address, CustomerId, DuplicateBand, DuplicateReason, DuplicateSide, IsoDate, OperationId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Compared } from './comparable.rules.ts'

export interface ComparedCustomer extends Compared {
  id: CustomerId
}
export interface PairRecord {
  aId: CustomerId
  bId: CustomerId
  band: DuplicateBand
  score: number
  reasons: DuplicateReason[]
}
export interface ScanRecord {
  at: Timestamp | null
  customers: number
  isOutdated: number
}
type PersonRow = Pick<ComparedCustomer, 'id' | 'kind' | 'salutation'> & {
  first: string
  last: string
  addition: string
  firm: string
  day: number | null
  month: number | null
  year: number | null
}
interface ContactRow {
  id: CustomerId
  normal: string
}
interface AddressRow {
  id: CustomerId
  street: string
  postcode: string
  city: string
}
type SideRow = Omit<DuplicateSide, 'phones' | 'emails' | 'addresses' | 'tags' | 'birthday'> &
  Pick<PersonRow, 'day' | 'month' | 'year'> & { phones: string; emails: string; addresses: string; tags: string }

/** So many are looked at under one key; more would only be namesakes of one another. */
const MAX_PER_KEY = 300

const PERSON = `select c.id, c.kind, c.salutation, c.first_name as first, c.last_name as last, c.name_addition as addition, c.firm_name as firm,
  c.birth_day as day, c.birth_month as month, c.birth_year as year from customer c`
const IN_LIST = 'in (select value from json_each(?))'
const SHOWN = `from duplicate_pair p
  join customer a on a.id = p.a_id and a.deleted_at is null
  join customer b on b.id = p.b_id and b.deleted_at is null
  where p.score >= @minScore and (p.band = 'related') = @isRelated
    and not exists (select 1 from not_duplicate n where n.a_id = p.a_id and n.b_id = p.b_id)`
const DISMISSED = `from not_duplicate n
  join customer a on a.id = n.a_id and a.deleted_at is null
  join customer b on b.id = n.b_id and b.deleted_at is null`

/** All SQL about duplicates: keys, pairs and dismissed pairs, which are ours; customers are only read. */
export function duplicatesRepository(db: Db) {
  const allPersons = db.prepare<[], PersonRow>(`${PERSON} where c.deleted_at is null order by c.id`)
  const allContacts = db.prepare<[], ContactRow>(
    "select customer_id as id, normal from contact_detail where normal is not null and kind in ('phone', 'email') order by customer_id",
  )
  const allAddresses = db.prepare<[], AddressRow>(
    "select customer_id as id, street, postcode, city from address where street <> '' or postcode <> '' or city <> '' order by customer_id",
  )
  const somePersons = db.prepare<[string], PersonRow>(`${PERSON} where c.id ${IN_LIST} and c.deleted_at is null order by c.id`)
  const someContacts = db.prepare<[string], ContactRow>(
    `select customer_id as id, normal from contact_detail
     where customer_id ${IN_LIST} and normal is not null and kind in ('phone', 'email') order by customer_id`,
  )
  const someAddresses = db.prepare<[string], AddressRow>(
    `select customer_id as id, street, postcode, city from address where customer_id ${IN_LIST} order by customer_id`,
  )

  const touched = db
    .prepare<[OperationId], CustomerId>(
      `select distinct customer_id from change
       where operation_id = ? and customer_id is not null and table_name in ('customer', 'contact_detail', 'address') order by customer_id`,
    )
    .pluck()
  const forgetKeys = db.prepare<[string]>(`delete from duplicate_key where customer_id ${IN_LIST}`)
  const addKey = db.prepare<[CustomerId, number]>('insert or ignore into duplicate_key (customer_id, key) values (?, ?)')
  const anyKey = db.prepare<[], number>('select exists (select 1 from duplicate_key)').pluck()
  const anyCustomer = db.prepare<[], number>('select exists (select 1 from customer where deleted_at is null)').pluck()
  const withoutKeys = db
    .prepare<[CustomerId, number], CustomerId>(
      `select c.id from customer c where c.id > ? and c.deleted_at is null
       and not exists (select 1 from duplicate_key k where k.customer_id = c.id) order by c.id limit ?`,
    )
    .pluck()
  const countWithoutKeys = db
    .prepare<[], number>(
      'select count(*) from customer c where c.deleted_at is null and not exists (select 1 from duplicate_key k where k.customer_id = c.id)',
    )
    .pluck()
  const countCustomers = db.prepare<[], number>('select count(*) from customer where deleted_at is null').pluck()
  const keyIndex = db.prepare<[], number>("select exists (select 1 from sqlite_schema where name = 'duplicate_key_key')").pluck()
  const missing = db.prepare<[], number>('select keys_missing from duplicate_scan').pluck()
  const markMissing = db.prepare('update duplicate_scan set keys_missing = keys_missing + 1')
  const noneMissing = db.prepare<[number]>('update duplicate_scan set keys_missing = 0 where keys_missing = ?')
  const byKey = db.prepare<[number, number], CustomerId>('select customer_id from duplicate_key where key = ? limit ?').pluck()
  const byContact = db.prepare<[string, number], CustomerId>('select customer_id from contact_detail where normal = ? limit ?').pluck()

  const emptyPairs = db.prepare('delete from duplicate_pair')
  const forgetPairs = db.prepare<[{ ids: string }]>(
    `delete from duplicate_pair where a_id in (select value from json_each(@ids)) or b_id in (select value from json_each(@ids))`,
  )
  const addPair = db.prepare<[PairRecord & { reasonsJson: string }]>(
    `insert into duplicate_pair (a_id, b_id, band, score, reasons)
     select @aId, @bId, @band, @score, @reasonsJson
     where (select count(*) from customer where id in (@aId, @bId) and deleted_at is null) = 2
     on conflict (a_id, b_id) do update set band = excluded.band, score = excluded.score, reasons = excluded.reasons`,
  )
  const page = db.prepare<
    [{ minScore: number; isRelated: number; limit: number; offset: number }],
    Omit<PairRecord, 'reasons'> & { reasons: string }
  >(`select p.a_id as aId, p.b_id as bId, p.band, p.score, p.reasons ${SHOWN} order by p.score desc, p.a_id, p.b_id limit @limit offset @offset`)
  const count = db.prepare<[{ minScore: number; isRelated: number }], number>(`select count(*) ${SHOWN}`).pluck()
  const readScan = db.prepare<[], ScanRecord>('select at, customers, is_outdated as isOutdated from duplicate_scan')
  const saveScan = db.prepare<[Timestamp, number]>('update duplicate_scan set at = ?, customers = ?, is_outdated = 0')
  const outdate = db.prepare('update duplicate_scan set is_outdated = 1 where at is not null')

  const addDismissed = db.prepare<[number, CustomerId, CustomerId, Timestamp]>(
    'insert into not_duplicate (id, a_id, b_id, created_at) values (?, ?, ?, ?) on conflict (a_id, b_id) do nothing',
  )
  const dropDismissed = db.prepare<[CustomerId, CustomerId]>('delete from not_duplicate where a_id = ? and b_id = ?')
  const isDismissed = db.prepare<[CustomerId, CustomerId], number>('select exists (select 1 from not_duplicate where a_id = ? and b_id = ?)').pluck()
  const dismissedPage = db.prepare<[number, number], { aId: CustomerId; bId: CustomerId; at: Timestamp }>(
    `select n.a_id as aId, n.b_id as bId, n.created_at as at ${DISMISSED} order by n.id desc limit ? offset ?`,
  )
  const dismissedCount = db.prepare<[], number>(`select count(*) ${DISMISSED}`).pluck()

  const values = (kind: string) =>
    `(select json_group_array(value) from (select value from contact_detail d where d.customer_id = c.id and d.kind = '${kind}' order by d.position, d.id))`
  const sides = db.prepare<[string], SideRow>(
    `select c.id, c.number, c.kind, s.display_name as displayName, c.salutation, c.birth_day as day, c.birth_month as month, c.birth_year as year,
       ${values('phone')} as phones, ${values('email')} as emails,
       (select json_group_array(json_object('label', label, 'street', street, 'addition', addition, 'postcode', postcode, 'city', city, 'country', country))
        from (select * from address i where i.customer_id = c.id order by i.position, i.id)) as addresses,
       s.purchase_days as purchaseDays, s.last_day as lastPurchase, s.points, s.card_number as cardNumber, s.tags, c.created_on as createdOn
     from customer c join customer_summary s on s.customer_id = c.id where c.id ${IN_LIST}`,
  )

  return {
    /** All live customers, by id. */
    all(): ComparedCustomer[] {
      return joined(allPersons.iterate(), allContacts.all(), allAddresses.all())
    },
    some(ids: readonly CustomerId[]): ComparedCustomer[] {
      const list = JSON.stringify(ids)
      return joined(somePersons.iterate(list), someContacts.all(list), someAddresses.all(list))
    },
    touchedBy: (operationId: OperationId) => touched.all(operationId),
    hasKeys: () => anyKey.get() === 1,
    hasCustomers: () => anyCustomer.get() === 1,
    forgetKeys: (ids: readonly CustomerId[]) => void forgetKeys.run(JSON.stringify(ids)),
    addKeys(id: CustomerId, keys: readonly number[]): void {
      for (const key of keys) addKey.run(id, key)
    },
    /** Rises with each change whose keys were left for later; 0 when every live customer has keys. */
    keysMissing: () => missing.get() ?? 0,
    markKeysMissing: () => void markMissing.run(),
    /** Says that no key is missing, unless another change left some since `mark` was read. */
    noteKeysComplete: (mark: number) => void noneMissing.run(mark),
    idsWithoutKeys: (after: CustomerId, limit: number) => withoutKeys.all(after, limit),
    /** Whether more customers are without keys than have them. */
    lacksMostKeys: () => 2 * (countWithoutKeys.get() ?? 0) > (countCustomers.get() ?? 0),
    /** Many keys are written without their index, which is built once at the end. Until then `idsFor` looks at contacts only. */
    dropKeyIndex: () => void db.exec('drop index if exists duplicate_key_key'),
    makeKeyIndex: () => void db.exec('create index if not exists duplicate_key_key on duplicate_key (key)'),
    idsFor(keys: readonly number[], contacts: readonly string[]): Set<CustomerId> {
      const ids = new Set<CustomerId>()
      for (const contact of contacts) for (const id of byContact.all(contact, MAX_PER_KEY)) ids.add(id)
      if (keyIndex.get() === 0) return ids
      for (const key of keys) for (const id of byKey.all(key, MAX_PER_KEY)) ids.add(id)
      return ids
    },

    emptyPairs: () => void emptyPairs.run(),
    forgetPairs: (ids: readonly CustomerId[]) => void forgetPairs.run({ ids: JSON.stringify(ids) }),
    addPair: (pair: PairRecord) => void addPair.run({ ...pair, reasonsJson: JSON.stringify(pair.reasons), reasons: [] }),
    pairs: (minScore: number, isRelated: boolean, limit: number, offset: number): PairRecord[] =>
      page
        .all({ minScore, isRelated: Number(isRelated), limit, offset })
        .map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as DuplicateReason[] })),
    countPairs: (minScore: number, isRelated: boolean) => count.get({ minScore, isRelated: Number(isRelated) }) ?? 0,
    scan: () => readScan.get()!,
    saveScan: (at: Timestamp, customers: number) => void saveScan.run(at, customers),
    outdate: () => void outdate.run(),

    dismiss: (id: number, a: CustomerId, b: CustomerId, at: Timestamp) => addDismissed.run(id, a, b, at).changes > 0,
    reconsider: (a: CustomerId, b: CustomerId) => dropDismissed.run(a, b).changes > 0,
    isDismissed: (a: CustomerId, b: CustomerId) => isDismissed.get(a, b) === 1,
    dismissed: (limit: number, offset: number) => dismissedPage.all(limit, offset),
    countDismissed: () => dismissedCount.get() ?? 0,

    sides(ids: readonly CustomerId[]): Map<CustomerId, DuplicateSide> {
      return new Map(
        sides.all(JSON.stringify(ids)).map(({ day, month, year, ...row }) => [
          row.id,
          {
            ...row,
            birthday: day === null || month === null ? null : { day, month, year },
            phones: JSON.parse(row.phones) as string[],
            emails: JSON.parse(row.emails) as string[],
            addresses: JSON.parse(row.addresses) as Address[],
            tags: JSON.parse(row.tags) as string[],
            lastPurchase: row.lastPurchase as IsoDate | null,
          },
        ]),
      )
    },
  }
}

export type DuplicatesRepository = ReturnType<typeof duplicatesRepository>

const NONE: readonly never[] = []

/** Puts persons, contacts and addresses together; all three come in the order of ids. */
function joined(persons: Iterable<PersonRow>, contacts: readonly ContactRow[], addresses: readonly AddressRow[]): ComparedCustomer[] {
  const result: ComparedCustomer[] = []
  let [contact, address] = [0, 0]
  for (const { id, kind, salutation, first, last, addition, firm, day, month, year } of persons) {
    while (contact < contacts.length && contacts[contact]!.id < id) contact++
    while (address < addresses.length && addresses[address]!.id < id) address++
    const [fromContact, fromAddress] = [contact, address]
    while (contact < contacts.length && contacts[contact]!.id === id) contact++
    while (address < addresses.length && addresses[address]!.id === id) address++
    result.push({
      id,
      kind,
      salutation,
      firstName: first,
      lastName: last,
      nameAddition: addition,
      firmName: firm,
      birthday: day === null || month === null ? null : { day, month, year },
      contacts: contact === fromContact ? NONE : contacts.slice(fromContact, contact).map(({ normal }) => normal),
      addresses: address === fromAddress ? NONE : addresses.slice(fromAddress, address),
    })
  }
  return result
}
