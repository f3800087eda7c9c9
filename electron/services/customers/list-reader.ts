import type { CustomerRow } from '#contract'
import type { Db } from '../../database/open.ts'
import { birthdayFrom } from './customers.repository.ts'
import { untilChanged } from './until-changed.ts'

/** Columns of a list row over `customer_summary s` and `customer c`. */
export const ROW = `s.customer_id as id, s.number, c.kind, s.display_name as displayName, s.city, s.postcode, s.phone, s.email,
  c.birth_day as birthDay, c.birth_month as birthMonth, c.birth_year as birthYear, s.phase, s.phase_since as phaseSince,
  s.purchase_days as purchaseDays, s.last_day as lastPurchase, s.net12_cents as net12Cents, s.total_cents as totalCents, s.points,
  s.card_number as cardNumber, c.source, s.tags, s.created_on as createdOn, c.is_sample as isSample`

type Row = Omit<CustomerRow, 'birthday' | 'tags' | 'isSample'> & {
  birthDay: number | null
  birthMonth: number | null
  birthYear: number | null
  tags: string
  isSample: number
}
type Params = Record<string, string | number>

/** Runs the statements of lists, which come in a few dozen forms: each is prepared when it is first asked for. */
export function listReader(db: Db) {
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (sql: string) => db.prepare<[Params], unknown>(sql)
  function statement(sql: string) {
    let found = prepared.get(sql)
    if (!found) prepared.set(sql, (found = prepare(sql)))
    return found
  }
  const all = <T>(sql: string, params: Params) => statement(sql).all(params) as T[]

  const counted = untilChanged(db)
  return {
    all,
    rows: (sql: string, params: Params): CustomerRow[] => all<Row>(sql, params).map(rowFrom),
    number: (sql: string, params: Params) => statement(sql).pluck().get(params) as number | undefined,
    /** A count that is asked for with every page but changes only with the data. */
    counted,
  }
}

function rowFrom({ birthDay, birthMonth, birthYear, tags, isSample, ...row }: Row): CustomerRow {
  return { ...row, birthday: birthdayFrom(birthDay, birthMonth, birthYear), tags: JSON.parse(tags) as string[], isSample: isSample === 1 }
}
