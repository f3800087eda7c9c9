import type { CustomerId, OwnField, OwnValue, OwnValues } from '#contract'
import { foldHeader, meaningIn } from '../imports/header-match.ts'
import type { TableColumn } from './export-columns.ts'
import { exportWords } from './export-words.ts'
import type { ExportLanguage } from './export-words.ts'

interface Fields {
  list(): OwnField[]
  valuesOf(customerIds: readonly CustomerId[]): ReadonlyMap<CustomerId, OwnValues>
}
const KINDS = { text: 'text', number: 'decimal', date: 'day', choice: 'text', 'yes-no': 'text' } as const satisfies Record<
  OwnField['kind'],
  TableColumn['kind']
>

/** The fields that the owner made as columns, by `own:` and their id; an import finds its way back by the header. */
export function ownColumns(fields: Fields, language: ExportLanguage): Map<string, TableColumn> {
  const words = exportWords[language]
  const taken = new Set(Object.values(words.column).map(foldHeader))
  const headerOf = (name: string) => (meaningIn(null, name) !== null || taken.has(foldHeader(name)) ? `${words.ownField}: ${name}` : name)
  // The cells of one row are asked for one after the other.
  let last: { id: CustomerId; values: OwnValues } | null = null
  const valuesOf = (id: CustomerId) => {
    if (last?.id !== id) last = { id, values: fields.valuesOf([id]).get(id) ?? {} }
    return last.values
  }
  const cell = (value: OwnValue | undefined) => (value === undefined ? null : typeof value === 'boolean' ? words.yesNo[value ? 1 : 0] : value)
  return new Map(
    fields.list().map(({ id, name, kind }) => [
      `own:${id}`,
      {
        header: headerOf(name),
        width: kind === 'text' ? 24 : 14,
        kind: KINDS[kind],
        of: ({ customer, isMore }) => (isMore ? null : cell(valuesOf(customer.id)[id])),
      },
    ]),
  )
}
