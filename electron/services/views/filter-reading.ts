import { isFittingCondition } from '#contract'
import type { Filter, FilterNode } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { FilterField, FilterFieldSource, Moment, Test } from './filter-field.ts'

/** A condition that is left out, with what its field was called. */
export interface InactiveCondition {
  field: string
  label: string | null
}
export interface FilterReading {
  /** Every field there is now. */
  fields(): FilterField[]
  /** Refuses conditions that no field can answer. One whose field is gone stays: nothing is lost, it is only left out. */
  require(filter: Filter): void
  /** What the conditions ask, without those whose field is gone. */
  read(filter: Filter, moment: Moment): { test: Test; inactive: InactiveCondition[] }
  inactive(filter: Filter): InactiveCondition[]
}

export function filterReading(sources: readonly FilterFieldSource[]): FilterReading {
  const fields = () => sources.flatMap((source) => [...source.fields()])
  const known = () => new Map(fields().map((field) => [field.key, field]))
  const gone = (key: string) => sources.find((source) => source.mayHaveHad?.(key))

  function leaves(node: FilterNode): { field: string; op: string; value: unknown }[] {
    if ('field' in node) return [node]
    return ('all' in node ? node.all : node.any).flatMap(leaves)
  }
  function inactive(filter: Filter): InactiveCondition[] {
    const there = known()
    const keys = new Set(leaves(filter).map(({ field }) => field))
    return [...keys].filter((key) => !there.has(key)).map((field) => ({ field, label: gone(field)?.labelOfGone?.(field) ?? null }))
  }
  /** Undefined for a condition that is left out, and for a group of which nothing is left. */
  function testOf(node: FilterNode, there: ReadonlyMap<string, FilterField>, moment: Moment): Test | undefined {
    if ('field' in node) {
      const field = there.get(node.field)
      // An own field may have changed its kind since: what does not fit any more is left out as well.
      return field && isFittingCondition(field.kind, node.op, node.value) ? field.test(node, moment) : undefined
    }
    const nodes = 'all' in node ? node.all : node.any
    const tests = nodes.map((inner) => testOf(inner, there, moment)).filter((test) => test !== undefined)
    if (tests.length === 0) return undefined
    return 'all' in node ? { every: tests } : { some: tests }
  }
  return {
    fields,
    inactive,
    require(filter) {
      const there = known()
      for (const { field: key, op, value } of leaves(filter)) {
        const field = there.get(key)
        if (!field && !gone(key)) throw new AppError('invalid', 'filter-field-unknown', { field: key })
        if (field && !isFittingCondition(field.kind, op as never, value))
          throw new AppError('invalid', 'filter-condition-invalid', { field: key, op })
      }
    },
    read: (filter, moment) => ({ test: testOf(filter, known(), moment) ?? { every: [] }, inactive: inactive(filter) }),
  }
}
