import { z } from 'zod'
import { read, write } from './call.ts'
import { CustomerRow, CustomerSort } from './customers.ts'
import { CustomerSelection } from './selection.ts'
import { CardId, Cents, CustomerId, Limit, line, Nothing, Offset, ViewId } from './values.ts'
import { Filter, FilterKind, FilterOp } from './view-filter.ts'

export const viewReasons = [
  'view-gone',
  'view-name-missing',
  'view-name-taken',
  'filter-field-unknown',
  'filter-condition-invalid',
  'selection-empty',
] as const

export const ViewGroup = z.enum(['phase', 'city', 'letter', 'lastYear', 'kind', 'source', 'regular', 'card', 'tagged'])
export type ViewGroup = z.infer<typeof ViewGroup>
/** Rows of 30, 36 or 44 px. */
export const Density = z.enum(['compact', 'normal', 'comfortable'])
export type Density = z.infer<typeof Density>

/** Conditions whose field is gone, such as an own field that was deleted: they are kept and left out. */
const Inactive = z.array(z.object({ field: z.string(), label: z.string().nullable() }))
/** A saved set of customers that stays live: whoever fits is in it. `columns` empty: those of the list. */
export const View = z.object({
  id: ViewId,
  name: z.string(),
  filter: Filter,
  columns: z.array(z.string()),
  sort: CustomerSort,
  descending: z.boolean(),
  groupBy: ViewGroup.nullable(),
  density: Density,
  position: z.int(),
})
export type View = z.infer<typeof View>
export const FilterField = z.object({
  /** How it can be asked; what each takes as value stands in `conditionValues`. */
  ops: z.array(FilterOp),
  key: z.string(),
  kind: FilterKind,
  group: z.enum(['relation', 'purchases', 'loyalty', 'person', 'contact', 'consent', 'own', 'file']),
  /** The owner's own name for it; null where the app has one. */
  label: z.string().nullable(),
  /** What can be chosen, the most frequent first; `label` null where the app has the words. */
  choices: z.array(z.object({ value: z.string(), label: z.string().nullable() })),
})
export type FilterField = z.infer<typeof FilterField>

/** Who is shown: a saved view, or conditions as they are, and among them whoever matches the text. Neither: everybody. */
const query = { viewId: ViewId.optional(), filter: Filter.optional(), text: z.string().max(500).default('') }
const order = { sort: CustomerSort.optional(), descending: z.boolean().optional(), groupBy: ViewGroup.nullable().optional() }

export const viewCalls = {
  /** Every field that a condition can name. */
  fields: read(Nothing, z.array(FilterField)),
  /** The saved views in the order of their tabs, each with how many customers are in it now. */
  list: read(Nothing, z.array(View.extend({ count: z.int(), inactive: Inactive }))),
  /** A new view, or with `viewId` another form of a saved one; what is left out stays as it is. */
  save: write(
    z.object({
      name: line(60),
      filter: Filter,
      viewId: ViewId.optional(),
      columns: z.array(z.string().max(60)).max(80).optional(),
      sort: CustomerSort.optional(),
      descending: z.boolean().optional(),
      groupBy: ViewGroup.nullable().optional(),
      density: Density.optional(),
    }),
    View,
    ['views'],
  ),
  rename: write(z.object({ viewId: ViewId, name: line(60) }), View, ['views']),
  /** Puts the tabs into this order; views that are not named stay behind them. */
  reorder: write(z.object({ viewIds: z.array(ViewId).min(1).max(500) }), z.object({ moved: z.int() }), ['views']),
  remove: write(z.object({ viewId: ViewId }), View, ['views']),
  /** The customers of a view, page by page, in the view's order or another. Grouped rows come group after group. */
  run: read(
    z.object({ ...query, ...order, limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(CustomerRow), total: z.int(), inactive: Inactive }),
  ),
  /** How many customers fit, for the conditions being written. */
  count: read(z.object({ ...query }), z.object({ count: z.int(), inactive: Inactive })),
  /** The groups of a view in their order; `key` is a phase, a town, a letter, a year; '' where there is none. */
  groups: read(
    z.object({ ...query, groupBy: ViewGroup, descending: z.boolean().optional() }),
    z.array(z.object({ key: z.string(), count: z.int() })),
  ),
  /** Place of a customer in a view ("214 of 1,204") with the neighbours. */
  neighbours: read(
    z.object({ ...query, ...order, customerId: CustomerId }),
    z.object({ position: z.int().nullable(), total: z.int(), previousId: CustomerId.nullable(), nextId: CustomerId.nullable() }),
  ),
  /** How many customers a selection holds and what they spent in twelve months. */
  selected: read(z.object({ selection: CustomerSelection }), z.object({ count: z.int(), net12Cents: Cents })),
  /** The valid cards of a selection in the order of names, as many as one print takes, and who has none. */
  cards: read(z.object({ selection: CustomerSelection }), z.object({ cardIds: z.array(CardId), withCard: z.int(), without: z.int() })),
}
