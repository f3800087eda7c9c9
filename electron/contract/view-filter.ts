import { z } from 'zod'
import { IsoDate } from './values.ts'

/** What a condition says about its field. Which of them a field knows is decided by its kind, see `conditionValues`. */
export const FilterOp = z.enum([
  'is',
  'is-not',
  'before',
  'after',
  'between',
  'within-days',
  'older-than-days',
  'never',
  'ever',
  'at-least',
  'at-most',
  'contains',
  'starts-with',
  'any',
  'all',
  'none',
  'empty',
  'not-empty',
  'month',
  'this-month',
  'next-days',
])
export type FilterOp = z.infer<typeof FilterOp>
export const FilterKind = z.enum(['choice', 'flag', 'day', 'number', 'money', 'text', 'tags', 'birthday', 'postcode'])
export type FilterKind = z.infer<typeof FilterKind>

const text = z.string().trim().min(1).max(200)
const days = z.int().min(0).max(36_500)
const texts = z.union([text, z.array(text).min(1).max(200)])
const pair = <T extends z.ZodType>(one: T) => z.tuple([one, one])
const number = z
  .number()
  .min(-(10 ** 12))
  .max(10 ** 12)
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const month = z.int().min(1).max(12)
const postcode = z
  .string()
  .trim()
  .regex(/^\d{4,5}$/)
const numbers = { is: number, 'at-least': number, 'at-most': number, between: pair(number) }

/** The conditions that a field of each kind takes, and what their value looks like. A birthday may lie between 20 December and 5 January. */
export const conditionValues = {
  choice: { is: texts, 'is-not': texts, empty: z.null(), 'not-empty': z.null() },
  flag: { is: z.boolean() },
  day: { before: IsoDate, after: IsoDate, between: pair(IsoDate), 'within-days': days, 'older-than-days': days, never: z.null(), ever: z.null() },
  number: numbers,
  money: numbers,
  text: { contains: text, 'starts-with': text, is: texts, empty: z.null(), 'not-empty': z.null() },
  tags: { any: texts, all: texts, none: texts, empty: z.null(), 'not-empty': z.null() },
  birthday: {
    month: z.union([month, z.array(month).min(1).max(12)]),
    'this-month': z.null(),
    between: pair(monthDay),
    'next-days': z.int().min(0).max(366),
    empty: z.null(),
    'not-empty': z.null(),
  },
  postcode: {
    between: pair(postcode),
    'starts-with': z
      .string()
      .trim()
      .regex(/^[\dA-Za-z-]{1,10}$/),
    is: texts,
    empty: z.null(),
    'not-empty': z.null(),
  },
} as const satisfies Record<FilterKind, Partial<Record<FilterOp, z.ZodType>>>

/** The operators of a kind, in the order in which they are offered. */
export const operatorsOf = (kind: FilterKind): FilterOp[] => Object.keys(conditionValues[kind]) as FilterOp[]

/** Whether a field of this kind can be asked so. */
export function isFittingCondition(kind: FilterKind, op: FilterOp, value: unknown): boolean {
  const shapes: Partial<Record<FilterOp, z.ZodType>> = conditionValues[kind]
  return shapes[op]?.safeParse(value).success ?? false
}

/** One condition, such as `{field:'lastPurchase', op:'older-than-days', value:90}`. `views.fields` names every field with its kind. */
export const Condition = z.object({
  field: z.string().min(1).max(60),
  op: FilterOp,
  value: z
    .union([z.null(), z.boolean(), z.number(), z.string().max(200), z.array(z.union([z.string().max(200), z.number()])).max(200)])
    .default(null),
})
export type Condition = z.infer<typeof Condition>

const group = <N extends z.ZodType>(node: N) =>
  z.union([z.strictObject({ all: z.array(node).max(50) }), z.strictObject({ any: z.array(node).max(50) })])
const Innermost = group(Condition)
const Inner = group(z.union([Condition, Innermost]))
/** Conditions joined by and (`all`) or by or (`any`), three levels deep at most. A group without conditions asks for nothing. */
export const Filter = group(z.union([Condition, Inner]))
export type Filter = z.infer<typeof Filter>
export type FilterNode = Condition | { all: FilterNode[] } | { any: FilterNode[] }
