import type { CustomerId, CustomerRow, CustomerSort, Phase } from '#contract'
import type { Db } from '../../database/open.ts'
import { listReader, ROW } from './list-reader.ts'

/** Column of the read model that each sort walks; every one has an index that ends in customer_id. */
const SORT_COLUMN = {
  name: 'sort_name',
  number: 'number_sort',
  city: 'city_sort',
  lastPurchase: 'last_day',
  net12: 'net12_cents',
  total: 'total_cents',
  purchaseDays: 'purchase_days',
  points: 'points',
  created: 'created_on',
  birthday: 'birthday_sort',
} as const satisfies Record<Exclude<CustomerSort, 'phase'>, string>

/** The order in which a relationship runs, which is not the order of the words. */
const PHASES = ['first-contact', 'after-purchase', 'repurchase'] as const satisfies readonly Phase[]
const PHASE_PLACE = `case phase when 'first-contact' then 0 when 'after-purchase' then 1 else 2 end`
const orderOf = (sort: CustomerSort) => (sort === 'phase' ? [PHASE_PLACE, 's.phase_since'] : [`s.${SORT_COLUMN[sort]}`])
const orderBy = (sort: CustomerSort, descending: boolean) =>
  [...orderOf(sort), 's.customer_id'].map((column) => `${column} ${descending ? 'desc' : 'asc'}`).join(', ')

export interface Page {
  sort: CustomerSort
  descending: boolean
  limit: number
  offset: number
}
/** Matching customers up to which sorting them is quicker than finding them in the order of the index. */
const FEW = 2000

/** Pages of the customer list, of search results and of the bin. */
export function customerListRepository(db: Db) {
  const { rows, number, all, counted } = listReader(db)
  const total = () => counted('', () => number('select count(*) from customer_summary', {}) ?? 0)
  const phaseTotal = (phase: Phase) =>
    counted(`phase ${phase}`, () => number('select count(*) from customer_summary where phase = @phase', { phase }) ?? 0)
  const matches = (query: string) =>
    counted(`match ${query}`, () => number('select count(*) from customer_search where customer_search match @query', { query }) ?? 0)
  /** How many customers match, counted no further than `most`. */
  const matchesUpTo = (query: string, most: number) =>
    counted(
      `match ${query} ${most}`,
      () => number('select count(*) from (select 1 from customer_search where customer_search match @query limit @most)', { query, most }) ?? 0,
    )

  const joined = (ids: string, order: string) =>
    `select ${ROW} from (${ids}) i cross join customer_summary s on s.customer_id = i.customer_id cross join customer c on c.id = s.customer_id order by ${order}`

  /** A piece of an index, skipping from the nearer end: only the index is read up to it, then the rows of the page. */
  function walk(
    where: string,
    columns: readonly string[],
    { descending, limit, offset }: Page,
    size: number,
    params: Record<string, string | number>,
  ) {
    const take = Math.min(limit, size - offset)
    if (take <= 0) return []
    const isNearEnd = offset > size / 2
    const skip = isNearEnd ? size - offset - take : offset
    const order = (down: boolean) => [...columns, 'customer_id'].map((column) => `${column} ${down ? 'desc' : 'asc'}`).join(', ')
    const sql = joined(
      `select customer_id from customer_summary ${where} order by ${order(descending !== isNearEnd)} limit @take offset @skip`,
      columns.map((column) => `s.${column} ${descending ? 'desc' : 'asc'}`).join(', ') + `, s.customer_id ${descending ? 'desc' : 'asc'}`,
    )
    return rows(sql, { ...params, take, skip })
  }

  function listByPhase(page: Page): CustomerRow[] {
    const found: CustomerRow[] = []
    let { offset } = page
    for (const phase of page.descending ? PHASES.toReversed() : PHASES) {
      const size = phaseTotal(phase)
      if (offset < size && found.length < page.limit)
        found.push(...walk('where phase = @phase', ['phase_since'], { ...page, offset, limit: page.limit - found.length }, size, { phase }))
      offset = Math.max(0, offset - size)
    }
    return found
  }

  /** A page of matches by name: places rise with the names, so FTS5 yields them in order and stops early. */
  function matchesByName(query: string, { descending, limit, offset }: Page, hidden: string): CustomerRow[] {
    const direction = descending ? 'desc' : 'asc'
    return rows(
      `select ${ROW} from (
         select rowid as place from customer_search where ${MATCH} and rowid not in (select value from json_each(@hidden))
         order by rowid ${direction} limit @limit offset @offset
       ) i cross join customer_summary s on s.place = i.place cross join customer c on c.id = s.customer_id order by s.place ${direction}`,
      { query, hidden, limit, offset },
    )
  }

  function matchesBySort(query: string, { sort, descending, limit, offset }: Page, size: number): CustomerRow[] {
    const places = 'select rowid from customer_search where customer_search match @query'
    const order = orderBy(sort, descending)
    const ids =
      size <= FEW
        ? `select s.customer_id from customer_search f cross join customer_summary s on s.place = f.rowid where customer_search match @query order by ${order} limit @limit offset @offset`
        : `select s.customer_id from customer_summary s where +s.place in (${places}) order by ${order} limit @limit offset @offset`
    return rows(joined(ids, order), { query, limit, offset })
  }

  function list(page: Page): CustomerRow[] {
    return page.sort === 'phase' ? listByPhase(page) : walk('', [SORT_COLUMN[page.sort]], page, total(), {})
  }
  function search(query: string, page: Page): CustomerRow[] {
    return page.sort === 'name' ? matchesByName(query, page, '[]') : matchesBySort(query, page, matchesUpTo(query, FEW + 1))
  }

  /** How many rows come before a customer's in ascending order; null for a customer that is not in the list. */
  function rowsBefore(id: CustomerId, sort: CustomerSort): number | null {
    const own = all<{ phase: Phase }>('select phase from customer_summary where customer_id = @id', { id })[0]
    if (!own) return null
    if (sort !== 'phase') return number(`select count(*) from customer_summary s where ${isBefore([SORT_COLUMN[sort]])}`, { id }) ?? 0
    const earlier = PHASES.slice(0, PHASES.indexOf(own.phase)).reduce((sum, phase) => sum + phaseTotal(phase), 0)
    return (
      earlier +
      (number(`select count(*) from customer_summary s where phase = @phase and ${isBefore(['phase_since'])}`, { id, phase: own.phase }) ?? 0)
    )
  }
  function matchesBefore(id: CustomerId, query: string, sort: CustomerSort): number | null {
    const place = placeOf(id)
    // JavaScript's numbers arrive as reals, and FTS5 stops early only at a border that is an integer.
    if (place === null || number(`select 1 from customer_search where ${MATCH} and rowid = cast(@place as integer)`, { query, place }) === undefined)
      return null
    const columns = sort === 'phase' ? [PHASE_PLACE, 'phase_since'] : [SORT_COLUMN[sort]]
    if (sort !== 'name')
      return (
        number(
          `select count(*) from customer_summary s where +s.place in (select rowid from customer_search where ${MATCH}) and ${isBefore(columns)}`,
          { id, query },
        ) ?? 0
      )
    return number(`select count(*) from customer_search where ${MATCH} and rowid < cast(@place as integer)`, { query, place }) ?? 0
  }

  const exactIds = `select id from customer where number = @text and deleted_at is null
    union select l.customer_id from card k join loyalty_account l on l.id = k.account_id where k.number = @digits
    union select customer_id from contact_detail where normal = @phone`

  return {
    total,
    matches,
    matchesUpTo,
    list,
    search,
    /** Matches by name, with the customers that carry the text as their very number, card or phone on top. */
    searchExactFirst(query: string, page: Omit<Page, 'sort' | 'descending'>, exact: { text: string; digits: string; phone: string }): CustomerRow[] {
      const tops = rows(
        `select ${ROW} from (${exactIds}) i cross join customer_summary s on s.customer_id = i.id cross join customer c on c.id = s.customer_id
         where exists (select 1 from customer_search where ${MATCH} and rowid = s.place) order by ${orderBy('name', false)}`,
        { ...exact, query },
      )
      if (tops.length === 0) return matchesByName(query, { ...page, sort: 'name', descending: false }, '[]')
      const shown = tops.slice(page.offset, page.offset + page.limit)
      const rest = { sort: 'name' as const, descending: false, limit: page.limit - shown.length, offset: Math.max(0, page.offset - tops.length) }
      if (rest.limit === 0) return shown
      const hidden = JSON.stringify(tops.map(({ id }) => placeOf(id)))
      return [...shown, ...matchesByName(query, rest, hidden)]
    },
    row(id: CustomerId): CustomerRow | undefined {
      return rows(`select ${ROW} from customer_summary s cross join customer c on c.id = s.customer_id where s.customer_id = @id`, { id })[0]
    },
    /** Where a customer stands among all, or among the matches of a query; null for one that is not among them. */
    neighbours(id: CustomerId, query: string | null, sort: CustomerSort, descending: boolean) {
      const size = query === null ? total() : matches(query)
      const ascending = query === null ? rowsBefore(id, sort) : matchesBefore(id, query, sort)
      if (ascending === null) return { position: null, total: size, previousId: null, nextId: null }
      const position = (descending ? size - 1 - ascending : ascending) + 1
      const around = { sort, descending, offset: Math.max(0, position - 2), limit: 3 }
      const ids = (query === null ? list(around) : search(query, around)).map((row) => row.id)
      const place = ids.indexOf(id)
      return { position, total: size, previousId: ids[place - 1] ?? null, nextId: ids[place + 1] ?? null }
    },
    counts: () => ({
      customers: total(),
      sample: number('select count(*) from customer where is_sample = 1 and deleted_at is null', {}) ?? 0,
      inBin: number('select count(*) from customer where deleted_at is not null and merged_into_id is null and erased_at is null', {}) ?? 0,
    }),
    tags: () =>
      all<{ name: string; count: number }>(
        `select g.name, count(*) as count from customer_tag g join customer_summary s on s.customer_id = g.customer_id
         group by g.name order by count desc, g.name`,
        {},
      ),
  }

  function placeOf(id: CustomerId): number | null {
    return number('select place from customer_summary where customer_id = @id', { id }) ?? null
  }
}

const MATCH = 'customer_search match @query'

/** Whether a row `s` comes before the customer @id. Row values compare to null as unknown, while an index sorts null first. */
function isBefore(columns: readonly string[]): string {
  const values = [...columns, 'customer_id'].map((column) => (column === 'last_day' ? "coalesce(last_day, '')" : column)).join(', ')
  return `(${values}) < (select ${values} from customer_summary s where customer_id = @id)`
}
