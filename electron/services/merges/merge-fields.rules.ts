import { MergeField } from '#contract'
import type { Birthday, CustomerId, MergeChoices, MergeDefault } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { StoredCustomer } from '../customers/customers.service.ts'

/** The longest Merkzettel that a form takes. */
const LONGEST_MEMO = 5000

export interface FieldChoice {
  field: MergeField
  values: { customerId: CustomerId; value: string }[]
  choice: CustomerId | 'all'
  why: MergeDefault
  /** What the survivor says afterwards, as text. */
  result: string
}

/** Salutations and forms of address that say nothing of their own. */
const SILENT: Partial<Record<MergeField, string>> = { salutation: 'none' }
/** Of these the longer one is the more complete; of two spellings of one name ("Müller", "Mueller") the one with its umlaut. */
const GROWING: ReadonlySet<MergeField> = new Set(['title', 'firstName', 'lastName', 'nameAddition', 'firmName'])
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
const written = (text: string) => text.toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter).length

/** `1979-05-03`, without year `--05-03`. */
export function birthdayText(birthday: Birthday | null): string {
  if (birthday === null) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  return `${birthday.year ?? '-'}-${two(birthday.month)}-${two(birthday.day)}`
}
function textOf(customer: StoredCustomer, field: MergeField): string {
  const value = field === 'birthday' ? birthdayText(customer.birthday) : customer[field]
  return value === SILENT[field] ? '' : value
}

/**
 * Field by field which customer's value is kept. What only one knows is never lost; where several differ the most complete wins, else the
 * survivor, who stands first. A choice of the owner comes before all that.
 */
export function chooseFields(customers: readonly StoredCustomer[], choices: MergeChoices): FieldChoice[] {
  return MergeField.options.map((field) => {
    const values = customers.map((customer) => ({ customerId: customer.id, value: textOf(customer, field) }))
    const wished = choices[field]
    const [choice, why] = wished === undefined ? defaultOf(field, customers, values) : ([wished, 'chosen'] as const)
    const result = choice === 'all' ? allMemos(values) : values.find(({ customerId }) => customerId === choice)?.value
    if (result === undefined) throw new AppError('invalid', 'merge-choice-foreign', { field })
    if (field === 'memo' && result.length > LONGEST_MEMO) throw new AppError('invalid', 'merge-memo-too-long', { most: LONGEST_MEMO })
    return { field, values, choice, why, result }
  })
}

function defaultOf(
  field: MergeField,
  customers: readonly StoredCustomer[],
  values: FieldChoice['values'],
): readonly [CustomerId | 'all', MergeDefault] {
  const survivor = customers[0]!.id
  const filled = values.filter(({ value }) => value !== '')
  const first = filled[0]
  if (!first) return [survivor, 'same']
  if (filled.length === 1) return [first.customerId, customers.length > 1 ? 'only' : 'same']
  if (new Set(filled.map(({ value }) => value)).size === 1) return [first.customerId, 'same']
  if (field === 'memo') return ['all', 'all']
  if (field === 'source') return [filled.toSorted((a, b) => a.customerId - b.customerId)[0]!.customerId, 'oldest']
  if (field === 'birthday') {
    const whole = filled.find(({ value }) => !value.startsWith('--'))
    return whole ? [whole.customerId, isAmong(whole.customerId, survivor)] : [first.customerId, 'survivor']
  }
  if (!GROWING.has(field)) return [first.customerId, first.customerId === survivor ? 'survivor' : 'oldest']
  const best = filled.reduce((kept, next) => {
    const more = written(next.value) - written(kept.value)
    return more > 0 || (more === 0 && next.value.length < kept.value.length) ? next : kept
  })
  return [best.customerId, isAmong(best.customerId, survivor)]
}
const isAmong = (id: CustomerId, survivor: CustomerId): MergeDefault => (id === survivor ? 'survivor' : 'fullest')

/** Each text once; one that stands in another one already is not said again. */
function allMemos(values: FieldChoice['values']): string {
  const texts = [...new Set(values.map(({ value }) => value))]
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text))).join('\n\n')
}
