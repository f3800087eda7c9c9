import type { CustomerId, CustomerRow, CustomerSelection, CustomerSort, Filter, Handlers, OperationId, View, ViewGroup, ViewId } from '#contract'
import { operatorsOf } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { factReader } from './fact-reader.ts'
import type { FilterFieldSource } from './filter-field.ts'
import { filterReading } from './filter-reading.ts'
import { foundCustomers } from './found-customers.ts'
import type { Found } from './found-customers.ts'
import { viewsRepository } from './views.repository.ts'

export interface ViewsService {
  calls: Handlers['views']
  /** The customers of a selection in the order of their names; those in the bin are left out. */
  idsOf(selection: CustomerSelection): CustomerId[]
  /** The same, for work that makes no sense with nobody: refuses an empty selection. */
  selectedIds(selection: CustomerSelection): CustomerId[]
  /** The customers of a saved view, in no order. */
  membersOf(viewId: ViewId): ReadonlySet<CustomerId>
  /** The columns that a view shows; empty where it has none of its own. */
  columnsOf(viewId: ViewId): readonly string[]
  afterOperation(operationId: OperationId): void
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  customers: { searchQuery(text: string): string | null; rowsOf(ids: readonly CustomerId[]): CustomerRow[] }
  /** What conditions can name, of all capabilities. */
  filterFields: readonly FilterFieldSource[]
}
interface Query {
  viewId?: ViewId | undefined
  filter?: Filter | undefined
  text: string
}
interface Order {
  sort?: CustomerSort | undefined
  descending?: boolean | undefined
  groupBy?: ViewGroup | null | undefined
}
/** Cards that one print takes. */
const MOST_CARDS = 2000

/** Saved views, and everything that is asked about the customers in them. */
export function viewsService({ db, clock, newId, recorder, customers, filterFields }: Deps): ViewsService {
  const views = viewsRepository(db)
  const reading = filterReading(filterFields)
  const facts = factReader(db)
  const found = foundCustomers(db, reading)
  const touchedBy = db
    // A step that is given up, or taken up again, changes nobody's row but what conditions say of those who stand on it.
    .prepare<[{ operationId: OperationId }], CustomerId>(
      `select customer_id from change where operation_id = @operationId and customer_id is not null
       union
       select s.customer_id from change h cross join phase_step y on y.id = h.row_id
         cross join customer_summary s on s.phase = y.phase and s.step_id = y.id
       where h.operation_id = @operationId and h.table_name = 'phase_step'`,
    )
    .pluck()

  function require(viewId: ViewId): View {
    const view = views.find(viewId)
    if (!view) throw new AppError('missing', 'view-gone')
    return view
  }
  function requireName(name: string, own: ViewId | null): void {
    if (name === '') throw new AppError('invalid', 'view-name-missing')
    const same = views.all().find((view) => view.id !== own && view.name.toLocaleLowerCase('de') === name.toLocaleLowerCase('de'))
    if (same) throw new AppError('conflict', 'view-name-taken', { name: same.name })
  }
  function wanted({ viewId, filter, text }: Query) {
    const view = viewId === undefined ? null : require(viewId)
    if (filter) reading.require(filter)
    return { view, wanted: { filter: filter ?? view?.filter ?? null, match: customers.searchQuery(text), today: clock.today() } }
  }
  function orderOf(view: View | null, { sort, descending, groupBy }: Order) {
    const chosen = sort ?? view?.sort ?? 'name'
    return {
      sort: chosen,
      descending: descending ?? (sort === undefined && (view?.descending ?? false)),
      groupBy: groupBy === undefined ? (view?.groupBy ?? null) : groupBy,
    }
  }
  async function find(query: Query, sorts: readonly CustomerSort[]): Promise<Found> {
    wanted(query) // refused before anything long is read
    const known = await facts.known(sorts)
    return found.find(wanted(query).wanted, known)
  }
  function findNow(query: Query): Found {
    return found.find(wanted(query).wanted, facts.knownNow(['name']))
  }
  /** The slots of a selection in the order of names. */
  function chosen(selection: CustomerSelection): { all: Found; slots: number[] } {
    if ('ids' in selection) {
      const all = findNow({ text: '' })
      const marked = new Set(selection.ids.map(all.slotOf).filter((slot) => slot >= 0 && all.has(slot)))
      if (marked.size < 500) return { all, slots: sortedFew(all, marked) }
      return { all, slots: [...all.slots('name', false, null)].filter((slot) => marked.has(slot)) }
    }
    const { viewId, text, except, filter } = selection
    const all = findNow({ text, ...(viewId !== null && { viewId }), ...(filter && { filter }) })
    const without = new Set(except.map(all.slotOf))
    return { all, slots: [...all.slots('name', false, null)].filter((slot) => !without.has(slot)) }
  }
  function idsOf(selection: CustomerSelection): CustomerId[] {
    const { all, slots } = chosen(selection)
    return slots.map(all.idAt)
  }
  /** A few marked ones: SQLite sorts them quicker than a walk over everybody would. */
  function sortedFew(all: Found, marked: ReadonlySet<number>): number[] {
    return byName.all(JSON.stringify([...marked].map(all.idAt))).map(all.slotOf)
  }
  const byName = db
    .prepare<[string], CustomerId>(
      'select customer_id from customer_summary where customer_id in (select value from json_each(?)) order by sort_name, customer_id',
    )
    .pluck()

  return {
    idsOf,
    membersOf: (viewId) => new Set(idsOf({ viewId, text: '', except: [] })),
    selectedIds(selection) {
      const ids = idsOf(selection)
      if (ids.length === 0) throw new AppError('invalid', 'selection-empty')
      return ids
    },
    columnsOf: (viewId) => require(viewId).columns,
    afterOperation: (operationId) => facts.touch(() => touchedBy.all({ operationId })),
    calls: {
      fields: () =>
        reading.fields().map(({ key, kind, group, label, choices }) => ({
          key,
          kind,
          group,
          label: label ?? null,
          ops: operatorsOf(kind),
          choices: choices?.() ?? [],
        })),
      async list() {
        // Nobody has to wait for facts that no view asks for.
        if (views.all().length === 0) return []
        const known = await facts.known([])
        return views.all().map((view) => {
          const { count, inactive } = found.find({ filter: view.filter, match: '', today: clock.today() }, known)
          return { ...view, count, inactive }
        })
      },
      save({ viewId, name, filter, ...rest }) {
        const before = viewId === undefined ? null : require(viewId)
        requireName(name, before?.id ?? null)
        reading.require(filter)
        const view: View = {
          id: before?.id ?? (newId() as ViewId),
          name,
          filter,
          columns: rest.columns ?? before?.columns ?? [],
          sort: rest.sort ?? before?.sort ?? 'name',
          descending: rest.descending ?? before?.descending ?? false,
          groupBy: rest.groupBy === undefined ? (before?.groupBy ?? null) : rest.groupBy,
          density: rest.density ?? before?.density ?? 'normal',
          position: before?.position ?? views.nextPosition(),
        }
        if (before) views.update(view)
        else views.insert(view, clock.now())
        recorder.describe({ count: 1 })
        return view
      },
      rename({ viewId, name }) {
        const view = { ...require(viewId), name }
        requireName(name, viewId)
        views.update(view)
        return view
      },
      reorder({ viewIds }) {
        const asked = [...new Set(viewIds)].map(require)
        const rest = views.all().filter(({ id }) => !viewIds.includes(id))
        const moved = [...asked, ...rest].map((view, index) => ({ ...view, position: index + 1 }))
        const before = new Map(views.all().map(({ id, position }) => [id, position]))
        const changed = moved.filter(({ id, position }) => before.get(id) !== position)
        for (const view of changed) views.update(view)
        return { moved: changed.length }
      },
      remove({ viewId }) {
        const view = require(viewId)
        views.remove(viewId)
        return view
      },
      async run({ limit, offset, ...query }) {
        const { view } = wanted(query)
        const { sort, descending, groupBy } = orderOf(view, query)
        const all = await find(query, [sort])
        const page = all.slots(sort, descending, groupBy).subarray(offset, offset + limit)
        return { rows: customers.rowsOf(Array.from(page, all.idAt)), total: all.count, inactive: all.inactive }
      },
      async count(query) {
        const { count, inactive } = await find(query, [])
        return { count, inactive }
      },
      async groups({ groupBy, descending = false, ...query }) {
        return (await find(query, ['name'])).groups(groupBy, descending)
      },
      async neighbours({ customerId, ...query }) {
        const { view } = wanted(query)
        const { sort, descending, groupBy } = orderOf(view, query)
        const all = await find(query, [sort])
        const slot = all.slotOf(customerId)
        const slots = all.slots(sort, descending, groupBy)
        const place = slot >= 0 && all.has(slot) ? slots.indexOf(slot) : -1
        if (place < 0) return { position: null, total: all.count, previousId: null, nextId: null }
        const beside = (at: number) => (at < 0 || at >= slots.length ? null : all.idAt(slots[at]!))
        return { position: place + 1, total: all.count, previousId: beside(place - 1), nextId: beside(place + 1) }
      },
      async selected({ selection }) {
        await facts.known(['name'])
        const { all, slots } = chosen(selection)
        return { count: slots.length, net12Cents: slots.reduce((sum, slot) => sum + all.net12(slot), 0) }
      },
      async cards({ selection }) {
        await facts.known(['name'])
        const { all, slots } = chosen(selection)
        const cards = views.cardsOf(slots.map(all.idAt))
        const cardIds = cards.flatMap(({ cardId }) => (cardId === null ? [] : [cardId]))
        return { cardIds: cardIds.slice(0, MOST_CARDS), withCard: cardIds.length, without: cards.length - cardIds.length }
      },
    },
  }
}
