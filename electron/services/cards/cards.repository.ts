import type { AccountId, Card, CardId, CardRow, CardStatus, CustomerId, IsoDate, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

/** What is written about a new card. */
interface NewCard {
  id: CardId
  accountId: AccountId
  serial: number
  number: string
  issuedOn: IsoDate
}
/** A card as a scan finds it, with what took its place. */
interface FoundCard {
  cardId: CardId
  customerId: CustomerId
  number: string
  status: CardStatus
  statusSince: IsoDate
  replacedByNumber: string | null
}
type CardFilter = 'all' | 'not-printed' | 'active'
/** Which cards to list; `match` is an expression for the customers' search index, which knows card numbers too. */
interface CardQuery {
  filter: CardFilter
  match: string | null
}

const CARD = `card.id, loyalty_account.customer_id as customerId, card.number, status, issued_on as issuedOn, status_since as statusSince,
  replaced_by_id as replacedById, printed_at as printedAt`
const FROM = 'from card join loyalty_account on loyalty_account.id = card.account_id'
const FILTER: Record<CardFilter, string> = {
  all: 'true',
  'not-printed': `printed_at is null and status = 'active'`,
  active: `status = 'active'`,
}
// Cards of customers in the bin are left out: their customers have no row in the read model.
const LISTED = `${FROM} join customer_summary as shown using (customer_id)`
// cross join: always from the few customers that were found to their cards, never the other way round.
const FOUND = `from customer_search cross join customer_summary as shown on place = customer_search.rowid
  cross join loyalty_account on loyalty_account.customer_id = shown.customer_id cross join card on card.account_id = loyalty_account.id
  where customer_search match @match`

/** All SQL about cards. */
export function cardsRepository(db: Db) {
  const prepared = new Map<string, ReturnType<Db['prepare']>>()
  function statement(sql: string) {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const nextSerial = db.prepare<[], number>('update card_serial set high = high + 1 returning high').pluck()
  const insert = db.prepare<[NewCard]>(
    `insert into card (id, account_id, serial, number, status, issued_on, status_since)
     values (@id, @accountId, @serial, @number, 'active', @issuedOn, @issuedOn)`,
  )
  const byId = db.prepare<[CardId], Card>(`select ${CARD} ${FROM} where card.id = ?`)
  const accountOf = db.prepare<[CardId], AccountId>('select account_id from card where id = ?').pluck()
  const ofCustomer = db.prepare<[CustomerId], Card>(`select ${CARD} ${FROM} where customer_id = ? order by card.id desc`)
  const byNumber = db.prepare<[string], FoundCard>(
    `select card.id as cardId, customer_id as customerId, card.number, card.status, card.status_since as statusSince,
       successor.number as replacedByNumber
     ${FROM} left join card as successor on successor.id = card.replaced_by_id where card.number = ?`,
  )
  const setStatus = db.prepare<[CardStatus, IsoDate, CardId | null, CardId]>(
    'update card set status = ?, status_since = ?, replaced_by_id = ? where id = ?',
  )
  const setPrinted = db.prepare<[Timestamp, CardId]>('update card set printed_at = ? where id = ?')
  const printable = db.prepare<[string], { id: CardId; number: string; status: CardStatus; name: string }>(
    `select card.id, card.number, status, case when firm_name <> '' and kind = 'firm' then firm_name else trim(first_name || ' ' || last_name) end as name
     ${FROM} join customer on customer.id = customer_id where card.id in (select value from json_each(?)) and deleted_at is null`,
  )
  const purge = db.prepare<[CustomerId]>('delete from card where account_id = (select id from loyalty_account where customer_id = ?)')

  return {
    /** A serial that no card ever had, not even one whose issue was undone. */
    nextSerial: () => nextSerial.get() as number,
    insert: (card: NewCard) => void insert.run(card),
    find: (id: CardId) => byId.get(id),
    accountOf: (id: CardId) => accountOf.get(id) as AccountId,
    listFor: (customerId: CustomerId) => ofCustomer.all(customerId),
    findByNumber: (number: string) => byNumber.get(number),
    setStatus: (id: CardId, status: CardStatus, day: IsoDate, replacedById: CardId | null) => void setStatus.run(status, day, replacedById, id),
    markPrinted: (id: CardId, at: Timestamp) => setPrinted.run(at, id).changes === 1,
    /** The cards with these ids whose customers are not in the bin, with the name that stands on them. */
    printable: (ids: readonly CardId[]) => printable.all(JSON.stringify(ids)),
    list({ filter, match }: CardQuery, limit: number, offset: number): CardRow[] {
      const from = match === null ? `${LISTED} where` : `${FOUND} and`
      const sql = `select ${CARD}, shown.display_name as displayName, shown.number as customerNumber ${from} ${FILTER[filter]}
        order by card.id desc limit @limit offset @offset`
      return statement(sql).all({ match, limit, offset }) as CardRow[]
    },
    count({ filter, match }: CardQuery): number {
      if (match !== null) {
        const found = statement(`select count(*) as cards ${FOUND} and ${FILTER[filter]}`).get({ match })
        return (found as { cards: number }).cards
      }
      // Counting all and taking off those in the bin spares a join over every card.
      const listed = statement(
        `select (select count(*) from card where ${FILTER[filter]})
           - (select count(*) from customer join loyalty_account on customer_id = customer.id join card on account_id = loyalty_account.id
              where deleted_at is not null and ${FILTER[filter]}) as cards`,
      ).get()
      return (listed as { cards: number }).cards
    },
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
