import type { CustomerId, CustomerRow } from '#contract'
import type { Db } from '../../database/open.ts'
import { listReader, ROW } from './list-reader.ts'

/** The rows of the list for these customers, in this order; one that is not in the list is left out. */
export function rowsOf(db: Db): (ids: readonly CustomerId[]) => CustomerRow[] {
  const { rows } = listReader(db)
  return (ids) =>
    rows(
      `select ${ROW} from json_each(@ids) i cross join customer_summary s on s.customer_id = i.value cross join customer c on c.id = s.customer_id
       order by i.key`,
      { ids: JSON.stringify(ids) },
    )
}
