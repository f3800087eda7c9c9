import type { FilterField as FieldSheet, FilterKind, FilterOp, IsoDate } from '#contract'
import type { ColumnName } from './fact-columns.ts'
import type { Facts } from './facts.ts'

/** What a condition compares; days as text, several texts as a list. */
export interface Asked {
  op: FilterOp
  value: unknown
}
/** What a condition may need besides its value. */
export interface Moment {
  today: IsoDate
  facts: Facts
}
/**
 * Who meets a condition. `column`: whose fact lies between two numbers, or is one of some codes. `sql`: whose id a statement answers as
 * `customer_id`; its answer is kept until the data changes. `not` turns it round.
 */
export type Test =
  | { column: ColumnName; low: number; high: number; not?: boolean }
  | { column: ColumnName; codes: readonly number[]; not?: boolean }
  | { sql: string; params: Record<string, string | number>; not?: boolean }
  | { every: readonly Test[] }
  | { some: readonly Test[] }

/** A field that conditions can name. A capability adds its own by one such object in a source. */
export interface FilterField {
  key: string
  kind: FilterKind
  group: FieldSheet['group']
  /** The owner's own name for it. */
  label?: string
  choices?(): FieldSheet['choices']
  test(asked: Asked, moment: Moment): Test
}
/** Fields of one capability; asked again each time, since owners add and delete own fields. */
export interface FilterFieldSource {
  fields(): readonly FilterField[]
  /** The label of a field that is gone but was known once. */
  labelOfGone?(key: string): string | null
  /** Whether a key that is not there may have been a field of this source. */
  mayHaveHad?(key: string): boolean
}

export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String)
