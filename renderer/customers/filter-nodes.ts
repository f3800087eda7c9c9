import { isFittingCondition, operatorsOf } from '#contract'
import type { Condition, Filter, FilterField, FilterKind, FilterNode, FilterOp } from '#contract'

/** How conditions are joined: all of them, or one of them. */
export type Joining = 'all' | 'any'
export const joiningOf = (filter: Filter): Joining => ('all' in filter ? 'all' : 'any')
export const nodesOf = (filter: FilterNode): FilterNode[] => ('field' in filter ? [filter] : 'all' in filter ? filter.all : filter.any)
export const filterOf = (joining: Joining, nodes: readonly FilterNode[]) => ({ [joining]: [...nodes] }) as unknown as Filter
export const other = (joining: Joining): Joining => (joining === 'all' ? 'any' : 'all')

/** The conditions of a chip, joined the other way round than the chips are; null where it goes deeper than the editor does. */
export function conditionsOf(node: FilterNode, joining: Joining): Condition[] | null {
  if ('field' in node) return [node]
  const inner = nodesOf(node)
  const isPlain = inner.every((one): one is Condition => 'field' in one)
  return isPlain && (other(joining) in node || inner.length < 2) ? (inner as Condition[]) : null
}
export const nodeOf = (conditions: readonly Condition[], joining: Joining): FilterNode =>
  conditions.length === 1 ? conditions[0]! : (filterOf(other(joining), conditions) as FilterNode)

/** What a fresh condition asks first. */
const FIRST_OP: Partial<Record<FilterKind, FilterOp>> = { day: 'older-than-days', number: 'at-least', money: 'at-least', birthday: 'this-month' }
export const firstOp = (kind: FilterKind): FilterOp => FIRST_OP[kind] ?? operatorsOf(kind)[0]!
export const isComplete = ({ kind }: FilterField, { op, value }: Condition): boolean => isFittingCondition(kind, op, value)

/** Whether days or birthdays can be empty at all: everybody has a day of creation. */
export function opsFor({ key, kind }: FilterField): FilterOp[] {
  const ops = operatorsOf(kind)
  return key === 'created' ? ops.filter((op) => op !== 'never' && op !== 'ever') : ops
}
/** The value with which an operator begins; the old one where it still fits. */
export function valueFor(field: FilterField, op: FilterOp, value: Condition['value']): Condition['value'] {
  if (isFittingCondition(field.kind, op, value)) return value
  if (isFittingCondition(field.kind, op, null)) return null
  if (field.kind === 'flag') return true
  if (op === 'older-than-days') return 90
  if (op === 'within-days' || op === 'next-days') return 30
  return Array.isArray(value) && ['any', 'all', 'none', 'is', 'is-not'].includes(op) ? value : null
}
