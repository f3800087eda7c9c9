import type {
  CardStatus,
  ConsentChannel,
  ConsentState,
  CustomerKind,
  FieldChange,
  IsoDate,
  OwnField,
  Phase,
  PurchaseChannel,
  RelationKind,
  Salutation,
  Timestamp,
} from '#contract'
import { cardNumberWords } from '../ui/card-number.ts'
import { labelWords } from './label-words.ts'
import { ownValueWords, storedOwnValue } from './own-value-words.ts'
import { dayOf, formatCents, formatDay, formatSigned, i18n, tt } from '../words.ts'

export interface ChangeLine {
  field: string
  text: string
  /** What to say to bring the former value back; null where that cannot be done here. */
  revert: { changeId: number; field: string } | null
}
/** One changed row in words. */
interface ChangeGroup {
  key: number
  title: string
  /** The change to take back as a whole, where that can be done here. */
  revert: number | null
  lines: ChangeLine[]
}
/** Everything that one step changed. */
export interface ChangedStep {
  key: number
  at: Timestamp
  kind: FieldChange['kind']
  /** What did it, where it was not the owner by hand. */
  by: string
  groups: ChangeGroup[]
}

/** What rows only point at: own fields and other customers, by their ids. */
export interface ChangeNames {
  ownFields: ReadonlyMap<number, OwnField>
  customers: ReadonlyMap<number, string>
}
const noNames: ChangeNames = { ownFields: new Map(), customers: new Map() }

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value)
const isMoment = (value: string) => /^\d{4}-\d{2}-\d{2}T/.test(value)

function valueWords(table: string, field: string, value: string): string {
  if (field === 'total_cents') return formatCents(Number(value))
  if (field === 'points') return formatSigned(Number(value))
  if (table === 'purchase' && field === 'kind') return tt(value === 'return' ? 'customers.timeline.return' : 'customers.timeline.purchase')
  if (table === 'purchase' && field === 'channel') return tt(`purchases.channel.${value as PurchaseChannel}`)
  if (field === 'from_phase' || field === 'to_phase') return tt(`phases.phase.${value as Phase}`)
  if (table === 'card' && field === 'status') return tt(`customers.card.status.${value as CardStatus}`)
  if (table === 'card' && field === 'number') return cardNumberWords(value)
  if (table === 'customer' && field === 'kind') return tt(`customers.form.${value as CustomerKind}`)
  if (table === 'contact_detail' && field === 'kind') return tt(`customers.detail.${value as 'phone' | 'email' | 'web'}`)
  if (table === 'point_entry' && field === 'kind') return tt(`loyalty.kind.${value as 'EARN'}`)
  if (table === 'relation' && field === 'kind') return tt(`relations.kinds.${value as RelationKind}`)
  if (table === 'consent' && field === 'channel') return tt(`consents.channel.${value as ConsentChannel}`)
  if (table === 'consent' && field === 'state') return tt(`consents.did.${value as ConsentState}`)
  if (table === 'document' && field === 'kind') return tt(value === 'photo' ? 'customers.changes.photo' : 'customers.changes.file')
  if (field === 'salutation') return tt(`customers.salutation.${value as Salutation}`)
  if (field === 'address_form') return tt(value === 'informal' ? 'customers.form.informal' : 'customers.form.formal')
  if (field === 'label') return tt('customers.changes.quoted', { text: labelWords(value) })
  if (isMoment(value)) return formatDay(dayOf(value as Timestamp))
  if (isDay(value)) return formatDay(value as IsoDate)
  return tt('customers.changes.quoted', { text: value })
}

function lineOf(
  { id, table }: FieldChange,
  { field, before, after, isNewest }: FieldChange['fields'][number],
  { customers }: ChangeNames,
): ChangeLine | null {
  const revert = isNewest ? { changeId: id, field } : null
  const key = `customers.field.${field}`
  if (!i18n.global.te(key, 'de')) return null
  const label = i18n.global.t(key)
  const words = (value: string) => (field === 'b_id' ? (customers.get(Number(value)) ?? tt('operations.someone')) : valueWords(table, field, value))
  if (before !== null && before === after) return { field: label, text: words(after), revert }
  if (before !== null && after !== null)
    return { field: label, text: tt('customers.changes.fromTo', { before: words(before), after: words(after) }), revert }
  if (after !== null) return { field: label, text: words(after), revert }
  return { field: label, text: before === null ? '' : tt('customers.changes.cleared', { before: words(before) }), revert }
}

type KnownTable =
  | 'customer'
  | 'contact_detail'
  | 'address'
  | 'contact_person'
  | 'customer_tag'
  | 'relation'
  | 'external_reference'
  | 'purchase'
  | 'phase_change'
  | 'loyalty_account'
  | 'point_entry'
  | 'card'
  | 'consent'
  | 'task'
  | 'document'
const TABLES: ReadonlySet<string> = new Set<KnownTable>([
  'customer',
  'contact_detail',
  'address',
  'contact_person',
  'customer_tag',
  'relation',
  'external_reference',
  'purchase',
  'phase_change',
  'loyalty_account',
  'point_entry',
  'card',
  'consent',
  'task',
  'document',
])
const tableWords = (table: string) => tt(`customers.changes.table.${TABLES.has(table) ? (table as KnownTable) : 'other'}`)

function titleOf({ table, change, fields }: FieldChange): string {
  const merged = fields.find(({ field }) => field === 'merged_into_id')
  if (merged) return tt(merged.after === null ? 'customers.changes.separated' : 'customers.changes.merged')
  const bin = fields.find(({ field }) => field === 'deleted_at')
  if (table === 'customer' && bin) return tt(bin.after === null ? 'customers.changes.restored' : 'customers.changes.removed')
  if (table === 'customer' && change === 'insert') return tt('customers.changes.created')
  if (table === 'purchase' && change === 'insert' && fields.some(({ field, after }) => field === 'kind' && after === 'return'))
    return tt('customers.changes.returned')
  if (table === 'purchase') return tt(change === 'insert' ? 'customers.changes.purchase' : 'customers.changes.purchaseOut')
  if (table === 'point_entry') return tt('customers.changes.points')
  if (table === 'card' && change === 'insert') return tt('customers.changes.cardIssued')
  if (table === 'loyalty_account') return tt('customers.changes.account')
  return tt(`customers.changes.row.${change}`, { what: tableWords(table) })
}

/** An own value under the name of its field, as that field shows it. */
function ownValueGroup({ id, change, fields }: FieldChange, { ownFields }: ChangeNames): ChangeGroup {
  const key = fields.find(({ field }) => field === 'field_id')
  const own = ownFields.get(Number(key?.after ?? key?.before))
  const value = fields.find(({ field }) => field === 'text' || field === 'number')
  const words = (stored: string | null | undefined) =>
    stored === null || stored === undefined ? null : own ? ownValueWords(own, storedOwnValue(own, stored)) : stored
  const [before, after] = [words(value?.before), words(value?.after)]
  const text =
    before !== null && after !== null
      ? tt('customers.changes.fromTo', { before, after })
      : (after ?? (before === null ? null : tt('customers.changes.cleared', { before })))
  const title = tt(`customers.changes.row.${change}`, { what: own?.name ?? tt('ownFields.gone') })
  return { key: id, title, revert: null, lines: text === null ? [] : [{ field: tt('customers.field.value'), text, revert: null }] }
}
/** Imports, merges and reverts say so themselves; everything else was done on this PC by hand. */
function byWords(call: string): string {
  if (call === 'imports.start' || call === 'imports.purchases') return tt('customers.changes.byImport')
  if (call === 'customers.merge') return tt('customers.changes.byMerge')
  return call === 'operations.revertField' ? tt('customers.changes.byRevert') : ''
}

/** Changes in words, newest step first, each step with the rows that it changed. */
export function changedSteps(changes: readonly FieldChange[], names = noNames): ChangedStep[] {
  const steps: ChangedStep[] = []
  for (const change of changes) {
    const lines = change.fields
      .filter(({ field }) => field !== 'deleted_at')
      .map((field) => lineOf(change, field, names))
      .filter((line) => line !== null)
    const group =
      change.table === 'own_value'
        ? ownValueGroup(change, names)
        : { key: change.id, title: titleOf(change), revert: change.canRevert ? change.id : null, lines }
    const last = steps.at(-1)
    if (last?.key === change.operationId) last.groups.push(group)
    else steps.push({ key: change.operationId, at: change.at, kind: change.kind, by: byWords(change.call), groups: [group] })
  }
  return steps
}
