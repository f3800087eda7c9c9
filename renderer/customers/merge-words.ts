import type { MergeField, MergePreview, MergeSide, Salutation } from '#contract'
import { formatCents, tt, ttOr } from '../words.ts'
import { birthdayWords } from './customer-words.ts'

/** What a merge calls its fields; the words are those of the form. */
const LABELS = {
  salutation: 'customers.form.salutation',
  title: 'customers.form.title',
  firstName: 'customers.form.firstName',
  lastName: 'customers.form.lastName',
  nameAddition: 'customers.form.nameAddition',
  firmName: 'customers.form.firmName',
  addressForm: 'customers.form.addressForm',
  letterGreeting: 'customers.field.letter_greeting',
  birthday: 'customers.form.birthday',
  source: 'customers.form.source',
  memo: 'customers.form.memo',
} as const satisfies Record<MergeField, string>
export const fieldLabel = (field: MergeField): string => tt(LABELS[field])

/** A value as it is read: a day as a day, a salutation as the word for it. */
export function fieldValue(field: MergeField, value: string): string {
  if (value === '') return ''
  if (field === 'salutation') return tt(`customers.salutation.${value as Salutation}`)
  if (field === 'addressForm') return tt(value === 'informal' ? 'customers.form.informal' : 'customers.form.formal')
  if (field !== 'birthday') return value
  const [day, month] = value.split('-').toReversed().map(Number)
  const year = /^\d{4}/.exec(value)
  return birthdayWords({ day: day!, month: month!, year: year ? Number(year[0]) : null })
}

/** Rows in which there is anything to see. */
export const shownFields = (preview: MergePreview) => preview.fields.filter(({ values }) => values.some(({ value }) => value !== ''))

/** What matters most to an owner comes first. */
const ORDER = ['purchase', 'point_entry', 'card']
const rank = (table: string) => (ORDER.includes(table) ? ORDER.indexOf(table) : ORDER.length)

/** What goes from one customer to the survivor, line by line. Points stand for the entries of their ledger. */
export function movedLines({ moves, purchases, totalCents, points }: MergeSide): string[] {
  const lines: string[] = []
  for (const [table, count] of Object.entries(moves).toSorted(([a], [b]) => rank(a) - rank(b))) {
    if (table === 'purchase') {
      if (purchases > 0) lines.push(tt('merges.moved.purchase', { count: purchases, amount: formatCents(totalCents) }))
    } else if (table === 'point_entry') {
      if (points !== 0) lines.push(tt('merges.moved.points', { count: points }))
    } else lines.push(ttOr(`merges.moved.${table}`, 'merges.moved.other', { count }))
  }
  return lines
}
export const stayCount = ({ stays }: MergeSide): number => Object.values(stays).reduce((sum, count) => sum + count, 0)
