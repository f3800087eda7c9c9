import type { CustomerId, OwnField, OwnFieldId, OwnFieldKind, Timestamp } from '#contract'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'
import type { StoredValue } from './own-value.rules.ts'

interface FieldRow {
  id: OwnFieldId
  name: string
  kind: OwnFieldKind
  choices: string
  deletedAt: Timestamp | null
}
export interface ValueRow extends StoredValue {
  customerId: CustomerId
  fieldId: OwnFieldId
}

/** All SQL about own fields and their values. */
export function ownFieldsRepository(db: Db, newId: NewId) {
  const FIELD = 'select id, name, kind, choices, deleted_at as deletedAt from own_field'
  const live = db.prepare<[], FieldRow>(`${FIELD} where deleted_at is null order by position, id`)
  const all = db.prepare<[], FieldRow>(`${FIELD} order by deleted_at is not null, position, id`)
  const byId = db.prepare<[OwnFieldId], FieldRow>(`${FIELD} where id = ?`)
  const insert = db.prepare<[number, string, OwnFieldKind, string, Timestamp]>(
    `insert into own_field (id, name, kind, choices, position, created_at)
     values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from own_field), ?)`,
  )
  const update = db.prepare<[string, string, OwnFieldId]>('update own_field set name = ?, choices = ? where id = ?')
  const setPosition = db.prepare<[number, OwnFieldId]>('update own_field set position = ? where id = ?')
  const setDeleted = db.prepare<[Timestamp, OwnFieldId]>('update own_field set deleted_at = ? where id = ?')

  // All from the index, less the few in the bin: looking at every customer would take forty times as long.
  const inBin = (text: string) => `(select count(*) from customer c cross join own_value b on b.customer_id = c.id and b.field_id = v.field_id
    where c.deleted_at is not null ${text})`
  const count = db.prepare<[OwnFieldId], number>(`select count(*) - ${inBin('')} from own_value v where v.field_id = ? group by v.field_id`).pluck()
  const countEach = db.prepare<[OwnFieldId], { choice: string; customers: number }>(
    `select v.text as choice, count(*) - ${inBin('and b.text = v.text')} as customers
     from own_value v where v.field_id = ? and v.text is not null group by v.field_id, v.text having customers > 0`,
  )

  const VALUE = 'select customer_id as customerId, field_id as fieldId, text, number from own_value'
  const valueOf = db.prepare<[CustomerId, OwnFieldId], ValueRow>(`${VALUE} where customer_id = ? and field_id = ?`)
  const valuesOf = db.prepare<[string], ValueRow>(`${VALUE} where customer_id in (select value from json_each(?))`)
  const put = db.prepare<[number, CustomerId, OwnFieldId, string | null, number | null]>(
    `insert into own_value (id, customer_id, field_id, text, number) values (?, ?, ?, ?, ?)
     on conflict (customer_id, field_id) do update set text = excluded.text, number = excluded.number`,
  )
  const clear = db.prepare<[CustomerId, OwnFieldId]>('delete from own_value where customer_id = ? and field_id = ?')

  return {
    list: (withRemoved: boolean): OwnField[] => (withRemoved ? all : live).all().map(fieldFrom),
    find(id: OwnFieldId): OwnField | undefined {
      const row = byId.get(id)
      return row && fieldFrom(row)
    },
    insert(name: string, kind: OwnFieldKind, choices: readonly string[], at: Timestamp): OwnFieldId {
      const id = newId() as OwnFieldId
      insert.run(id, name, kind, JSON.stringify(choices), at)
      return id
    },
    update: (id: OwnFieldId, name: string, choices: readonly string[]) => void update.run(name, JSON.stringify(choices), id),
    setPosition: (id: OwnFieldId, position: number) => void setPosition.run(position, id),
    setDeleted: (id: OwnFieldId, at: Timestamp) => void setDeleted.run(at, id),
    count: (id: OwnFieldId) => count.get(id) ?? 0,
    countEach: (id: OwnFieldId) => countEach.all(id),
    valueOf: (customerId: CustomerId, fieldId: OwnFieldId) => valueOf.get(customerId, fieldId),
    valuesOf: (customerIds: readonly CustomerId[]) => valuesOf.all(JSON.stringify(customerIds)),
    put: (customerId: CustomerId, fieldId: OwnFieldId, { text, number }: StoredValue) => void put.run(newId(), customerId, fieldId, text, number),
    clear: (customerId: CustomerId, fieldId: OwnFieldId) => void clear.run(customerId, fieldId),
  }
}

const fieldFrom = ({ choices, ...row }: FieldRow): OwnField => ({ ...row, choices: JSON.parse(choices) as string[] })
