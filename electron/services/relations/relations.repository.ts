import type { CustomerId, HouseholdMember, RelatedCustomer, Relation, RelationId, RelationKind, Timestamp } from '#contract'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'

export type RelationFields = Omit<Relation, 'id'>
interface Neighbour extends Relation {
  otherId: CustomerId
  displayName: string
  otherKind: RelatedCustomer['kind']
}
/** A person and an address of theirs, to be compared by the words of the street. */
export interface Neighbouring extends RelatedCustomer {
  street: string
  ownStreet: string
}

/** How many members a household is followed to, so that a ring or a mistake ends. */
const LARGEST_HOUSEHOLD = 50

/** All SQL about relations. Customers of the list only are told: the read model leaves out those in the bin. */
export function relationsRepository(db: Db, newId: NewId) {
  const COLUMNS = 'r.id, r.a_id as aId, r.b_id as bId, r.kind, r.label, r.reverse_label as reverseLabel'
  const byId = db.prepare<[RelationId], Relation>(`select ${COLUMNS} from relation r where r.id = ?`)
  const between = db.prepare<{ one: CustomerId; other: CustomerId }, Relation>(
    `select ${COLUMNS} from relation r where r.a_id = @one and r.b_id = @other
     union all select ${COLUMNS} from relation r where r.a_id = @other and r.b_id = @one`,
  )
  const insert = db.prepare<[number, CustomerId, CustomerId, RelationKind, string, string, Timestamp]>(
    'insert into relation (id, a_id, b_id, kind, label, reverse_label, created_at) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const update = db.prepare<[CustomerId, CustomerId, RelationKind, string, string, RelationId]>(
    'update relation set a_id = ?, b_id = ?, kind = ?, label = ?, reverse_label = ? where id = ?',
  )
  const drop = db.prepare<[RelationId]>('delete from relation where id = ?')
  const all = db.prepare<{ id: CustomerId }, Relation>(
    `select ${COLUMNS} from relation r where r.a_id = @id union all select ${COLUMNS} from relation r where r.b_id = @id`,
  )
  const named = 's.customer_id as otherId, s.display_name as displayName, c.kind as otherKind'
  const neighbours = db.prepare<{ id: CustomerId }, Neighbour>(
    `select ${COLUMNS}, ${named} from relation r
       cross join customer_summary s on s.customer_id = r.b_id cross join customer c on c.id = s.customer_id where r.a_id = @id
     union all
     select ${COLUMNS}, ${named} from relation r
       cross join customer_summary s on s.customer_id = r.a_id cross join customer c on c.id = s.customer_id where r.b_id = @id
     order by 8, 1`,
  )
  // Members in the bin still hold the household together.
  const HOUSE = `with recursive house (id) as (
      select @id
      union select r.b_id from house h cross join relation r on r.a_id = h.id and r.kind = 'household'
      union select r.a_id from house h cross join relation r on r.b_id = h.id and r.kind = 'household'
      limit ${LARGEST_HOUSEHOLD})`
  const household = db.prepare<{ id: CustomerId }, HouseholdMember>(
    `${HOUSE}
     select s.customer_id as customerId, s.display_name as displayName, c.kind, coalesce(
         (select r.id from relation r where r.a_id = @id and r.b_id = h.id and r.kind = 'household'),
         (select r.id from relation r where r.b_id = @id and r.a_id = h.id and r.kind = 'household')) as relationId
     from house h cross join customer_summary s on s.customer_id = h.id cross join customer c on c.id = h.id
     where h.id <> @id order by s.sort_name, h.id`,
  )
  const surname = db.prepare<[CustomerId], string>(
    `select s.sort_name from customer_summary s cross join customer c on c.id = s.customer_id
     where s.customer_id = ? and c.kind = 'person' and c.last_name <> ''`,
  )
  // Few share a surname, and it is at the beginning of an index; their addresses are compared one by one.
  const sameName = db.prepare<{ id: CustomerId; from: string; to: string }, Neighbouring>(
    `${HOUSE}
     select s.customer_id as customerId, s.display_name as displayName, c.kind, theirs.street, own.street as ownStreet
     from customer_summary s cross join customer c on c.id = s.customer_id
       cross join address theirs on theirs.customer_id = s.customer_id
       cross join address own on own.customer_id = @id and own.postcode = theirs.postcode
     where s.sort_name >= @from and s.sort_name < @to and s.customer_id <> @id and c.kind = 'person'
       and theirs.postcode <> '' and theirs.street <> '' and own.street <> ''
       and s.customer_id not in (select id from house)
     order by s.sort_name, s.customer_id`,
  )

  return {
    find: (id: RelationId) => byId.get(id),
    /** In both directions. */
    between: (one: CustomerId, other: CustomerId) => between.all({ one, other }),
    insert(relation: RelationFields, at: Timestamp): RelationId {
      const id = newId() as RelationId
      insert.run(id, relation.aId, relation.bId, relation.kind, relation.label, relation.reverseLabel, at)
      return id
    },
    update: (id: RelationId, { aId, bId, kind, label, reverseLabel }: RelationFields) => void update.run(aId, bId, kind, label, reverseLabel, id),
    drop: (id: RelationId) => void drop.run(id),
    /** Also with customers in the bin. */
    all: (id: CustomerId) => all.all({ id }),
    neighbours: (id: CustomerId) => neighbours.all({ id }),
    household: (id: CustomerId) => household.all({ id }),
    sameSurname(id: CustomerId): Neighbouring[] {
      const name = surname.pluck().get(id)?.split('\t')[0]
      // The surname alone, or the surname and what follows it.
      return name === undefined || name === '' ? [] : sameName.all({ id, from: name, to: `${name}\n` })
    },
  }
}
