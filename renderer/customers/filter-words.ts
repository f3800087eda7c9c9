import type { Condition, FilterField, FilterNode, IsoDate } from '#contract'
import { formatCents, formatDay, formatNumber, language, tt, ttOr } from '../words.ts'
import { nodesOf } from './filter-nodes.ts'

export type Fields = ReadonlyMap<string, FilterField>

/** What a field is called. */
export const fieldWord = (key: string, fields: Fields, gone: string | null = null): string =>
  fields.get(key)?.label ?? (fields.has(key) ? ttOr(`views.fields.${key}`, 'views.goneField') : (gone ?? tt('views.goneField')))

/** What an operator is called in the list of operators. */
export const operatorWord = (field: FilterField, op: string): string => ttOr(`views.op.${field.kind}.${op}`, 'views.operator')

/** A value that can be chosen. */
export function choiceWord(field: FilterField | undefined, value: string): string {
  const own = field?.choices.find((choice) => choice.value === value)?.label
  if (own !== undefined && own !== null) return own
  if (field?.key === 'phase') return ttOr(`phases.phase.${value}`, 'views.goneField')
  if (field?.key === 'contact:mood') return ttOr(`contacts.mood.${value}`, 'views.goneField')
  if (field?.key === 'warningLevel') return ttOr(`warnings.level.${value}`, 'views.goneField')
  if (field?.key === 'salutation') return ttOr(`customers.salutation.${value}`, 'views.goneField')
  return field?.choices.some((choice) => choice.value === value) ? ttOr(`views.choice.${value}`, 'views.goneField') : value
}
export const monthWord = (month: number): string =>
  new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, month - 1, 1)),
  )
/** '03-12' as 12.03. */
export const monthDayWord = (text: string): string =>
  text
    .split('-')
    .toReversed()
    .join(language.value === 'de' ? '.' : '/') + (language.value === 'de' ? '.' : '')

function valueWord(field: FilterField | undefined, value: unknown): string {
  if (value === true) return tt('views.yes')
  if (value === false) return tt('views.no')
  if (typeof value === 'number') return field?.kind === 'money' ? formatCents(value) : formatNumber(value)
  if (field?.kind === 'day') return formatDay(value as IsoDate)
  if (field?.kind === 'birthday') return monthDayWord(String(value))
  return choiceWord(field, String(value))
}

/** A condition in words, apart from its field: "vor mehr als 90 Tagen". */
export function conditionWord({ field: key, op, value }: Condition, fields: Fields): string {
  const field = fields.get(key)
  const list = (Array.isArray(value) ? value : [value]) as unknown[]
  switch (op) {
    case 'between':
      return tt('views.said.between', { from: valueWord(field, list[0]), to: valueWord(field, list[1]) })
    case 'within-days':
    case 'older-than-days':
    case 'next-days':
      return tt(`views.said.${op}`, { count: Number(value) })
    case 'month':
      return tt('views.said.month', { value: list.map((month) => monthWord(Number(month))).join(', ') })
    case 'empty':
    case 'not-empty':
      return field?.kind === 'birthday' || field?.kind === 'tags' ? operatorWord(field, op) : tt(`views.said.${op}`)
    default:
      return tt(`views.said.${op}`, {
        value: list.map((one) => valueWord(field, one)).join(op === 'all' ? ` ${tt('views.and')} ` : ', '),
      })
  }
}

/** A chip's condition as one sentence, groups in brackets. */
export function nodeSentence(node: FilterNode, fields: Fields): string {
  if ('field' in node) return `${fieldWord(node.field, fields)} ${conditionWord(node, fields)}`
  return nodesOf(node)
    .map((inner) => ('field' in inner ? nodeSentence(inner, fields) : `(${nodeSentence(inner, fields)})`))
    .join(` ${tt('all' in node ? 'views.and' : 'views.or')} `)
}
