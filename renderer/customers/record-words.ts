import type { FieldChange, IsoDate } from '#contract'
import { formatCents, formatDay, formatNumber, i18n, tt, ttOr } from '../words.ts'
import type { ChangedStep } from './change-words.ts'

type Group = ChangedStep['groups'][number]

const FLAGS: ReadonlySet<string> = new Set(['is_stockable', 'earns_points', 'is_discountable', 'is_price_bound', 'is_voucher'])

function valueWords(field: string, value: string): string {
  if (field.endsWith('_cents')) return formatCents(Number(value))
  if (field.endsWith('_bp')) return tt('articles.percent', { percent: formatNumber(Number(value) / 100) })
  if (field === 'demand_days') return tt('articles.days', { count: Number(value) })
  if (FLAGS.has(field)) return tt(value === '1' ? 'operations.yes' : 'operations.no')
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value as IsoDate)
  return tt('customers.changes.quoted', { text: value })
}

/** A change of something that belongs to no customer: an article, a group, a tag, somebody of the staff. */
export function recordGroup({ id, table, change, fields }: FieldChange): Group {
  const naming = fields.find(({ field }) => field === 'name')
  const name = naming?.after ?? naming?.before
  const what = ttOr(`operations.record.table.${table}`, 'operations.record.table.other')
  const title = tt(`operations.record.${change}`, { what: name ? tt('operations.record.named', { what, name }) : what })
  const lines = fields.flatMap(({ field, before, after }) => {
    const label = `operations.record.field.${field}`
    // A name that is new stands in the title; what a new article is not needs no line.
    const isSilent = before === after || (change === 'insert' && (field === 'name' || (FLAGS.has(field) && after === '0')))
    if (change === 'delete' || isSilent || !i18n.global.te(label, 'de')) return []
    const [was, is] = [before, after].map((value) => (value === null ? null : valueWords(field, value)))
    const text =
      was && is ? tt('customers.changes.fromTo', { before: was, after: is }) : (is ?? tt('customers.changes.cleared', { before: was ?? '' }))
    return [{ field: i18n.global.t(label), text, revert: null }]
  })
  return { key: id, title, revert: null, lines }
}

/** A setting's field is its key. */
export function settingGroup({ id, fields }: FieldChange): Group {
  const words = (field: string, value: string | null) =>
    field === 'marginBp' && value !== null ? valueWords('margin_bp', value) : tt('customers.changes.quoted', { text: value ?? '' })
  return {
    key: id,
    title: ttOr(`operations.setting.${fields[0]?.field ?? ''}`, 'operations.setting.other'),
    revert: null,
    lines: fields.map(({ field, before, after }) => ({
      field: '',
      text: tt('customers.changes.fromTo', { before: words(field, before), after: words(field, after) }),
      revert: null,
    })),
  }
}
