import type { CardDesignId, CardRow, Input } from '#contract'
import type { Db } from '../../database/open.ts'
import { CARD } from './cards.repository.ts'

type CardFilter = NonNullable<Input<'cards.list'>['filter']>
/** Which cards to list; `match` is an expression for the customers' search index, which knows card numbers too. */
export interface CardQuery {
  filter: CardFilter
  match: string | null
  /** The number that was typed whole, which finds a card of nobody too. */
  number: string | null
  designId: CardDesignId | null
}

const FILTER: Record<CardFilter, string> = {
  all: 'true',
  'not-printed': `printed_at is null and status = 'active'`,
  'to-hand-over': `printed_at is not null and handed_over_on is null and status = 'active' and card.account_id is not null`,
  'of-nobody': `card.account_id is null and status = 'active'`,
  active: `status = 'active'`,
  'out-of-use': `status <> 'active'`,
}
// Cards of customers in the bin are left out: their customers have no row in the read model.
const LISTED = `from card left join loyalty_account on loyalty_account.id = card.account_id
  left join customer_summary as shown on shown.customer_id = loyalty_account.customer_id
  where (card.account_id is null or shown.customer_id is not null)`
// cross join: always from the few customers that were found to their cards, never the other way round.
const FOUND = `from customer_search cross join customer_summary as shown on place = customer_search.rowid
  cross join loyalty_account on loyalty_account.customer_id = shown.customer_id cross join card on card.account_id = loyalty_account.id
  where customer_search match @match`
const OF_NUMBER = `${LISTED} and card.number = @number`

/** The list of cards, page by page. */
export function cardListRepository(db: Db) {
  const prepared = new Map<string, ReturnType<Db['prepare']>>()
  function statement(sql: string) {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const whereOf = ({ filter, designId }: CardQuery) => `${FILTER[filter]}${designId === null ? '' : ' and design_id = @designId'}`
  const fromOf = ({ match, number }: CardQuery) => (number !== null ? OF_NUMBER : match === null ? LISTED : FOUND)

  return {
    list(query: CardQuery, limit: number, offset: number): CardRow[] {
      const sql = `select ${CARD}, coalesce(shown.display_name, '') as displayName, coalesce(shown.number, '') as customerNumber
        ${fromOf(query)} and ${whereOf(query)} order by card.id desc limit @limit offset @offset`
      return statement(sql).all({ ...query, limit, offset }) as CardRow[]
    },
    count(query: CardQuery): number {
      const where = whereOf(query)
      if (query.match !== null || query.number !== null) {
        const found = statement(`select count(*) as cards ${fromOf(query)} and ${where}`).get(query)
        return (found as { cards: number }).cards
      }
      // Counting all and taking off those in the bin spares a join over every card.
      const listed = statement(
        `select (select count(*) from card where ${where})
           - (select count(*) from customer join loyalty_account on customer_id = customer.id join card on account_id = loyalty_account.id
              where deleted_at is not null and ${where}) as cards`,
      ).get(query)
      return (listed as { cards: number }).cards
    },
  }
}
