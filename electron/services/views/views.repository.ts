import type { CardId, CustomerId, Timestamp, View, ViewId } from '#contract'
import type { Db } from '../../database/open.ts'

type StoredView = Omit<View, 'filter' | 'columns' | 'descending'> & { filter: string; columns: string; descending: number }
const COLUMNS = 'id, name, filter, columns, sort, descending, group_by as groupBy, density, position'

/** All SQL about saved views. */
export function viewsRepository(db: Db) {
  const all = db.prepare<[], StoredView>(`select ${COLUMNS} from saved_view order by position, id`)
  const byId = db.prepare<[ViewId], StoredView>(`select ${COLUMNS} from saved_view where id = ?`)
  const insert = db.prepare<[StoredView & { at: Timestamp }]>(
    `insert into saved_view (id, name, filter, columns, sort, descending, group_by, density, position, created_at)
     values (@id, @name, @filter, @columns, @sort, @descending, @groupBy, @density, @position, @at)`,
  )
  const update = db.prepare<[StoredView]>(
    `update saved_view set name = @name, filter = @filter, columns = @columns, sort = @sort, descending = @descending, group_by = @groupBy,
       density = @density, position = @position where id = @id`,
  )
  const remove = db.prepare<[ViewId]>('delete from saved_view where id = ?')
  const nextPosition = db.prepare<[], number>('select coalesce(max(position), 0) + 1 from saved_view').pluck()
  const cardsOf = db.prepare<[string], { customerId: CustomerId; cardId: CardId | null }>(
    `select i.value as customerId,
         (select k.id from loyalty_account l join card k on k.account_id = l.id where l.customer_id = i.value and k.status = 'active' order by k.id desc limit 1) as cardId
       from json_each(?) i order by i.key`,
  )

  const stored = (view: View): StoredView => ({
    ...view,
    filter: JSON.stringify(view.filter),
    columns: JSON.stringify(view.columns),
    descending: view.descending ? 1 : 0,
  })
  return {
    all: () => all.all().map(viewFrom),
    find(id: ViewId): View | undefined {
      const row = byId.get(id)
      return row && viewFrom(row)
    },
    insert: (view: View, at: Timestamp) => void insert.run({ ...stored(view), at }),
    update: (view: View) => void update.run(stored(view)),
    remove: (id: ViewId) => void remove.run(id),
    nextPosition: () => nextPosition.get() ?? 1,
    /** The newest valid card of each customer, in the order asked for. */
    cardsOf: (ids: readonly CustomerId[]) => cardsOf.all(JSON.stringify(ids)),
  }
}

function viewFrom({ filter, columns, descending, ...row }: StoredView): View {
  return { ...row, filter: JSON.parse(filter) as View['filter'], columns: JSON.parse(columns) as string[], descending: descending === 1 }
}
