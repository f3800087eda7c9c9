import type { CustomerId, CustomerSelection } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { Db } from '../../database/open.ts'
import type { CustomersService } from '../customers/customers.service.ts'

/** Which customers a selection means, in the order of the list: marked ones, or all that a search shows but for some. */
export function listSelection(db: Db, { searchQuery }: Pick<CustomersService, 'searchQuery'>): (selection: CustomerSelection) => CustomerId[] {
  const order = 'order by s.sort_name, s.customer_id'
  const marked = db
    .prepare<[string], CustomerId>(`select s.customer_id from customer_summary s where s.customer_id in (select value from json_each(?)) ${order}`)
    .pluck()
  const all = db.prepare<[], CustomerId>(`select s.customer_id from customer_summary s ${order}`).pluck()
  const found = db
    .prepare<[string], CustomerId>(
      `select s.customer_id from customer_search f cross join customer_summary s on s.place = f.rowid where customer_search match ? ${order}`,
    )
    .pluck()
  return (selection) => {
    if ('ids' in selection) return marked.all(JSON.stringify(selection.ids))
    const { viewId, text, except } = selection
    if (viewId !== null) throw new AppError('missing', 'view-gone', { viewId })
    const query = searchQuery(text)
    const ids = query === null ? [] : query === '' ? all.all() : found.all(query)
    const leftOut = new Set<CustomerId>(except)
    return leftOut.size === 0 ? ids : ids.filter((id) => !leftOut.has(id))
  }
}
