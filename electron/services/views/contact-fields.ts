import { addDays } from '#contract'
import type { IsoDate } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Asked, FilterField, FilterFieldSource, Test } from './filter-field.ts'
import { listOf } from './filter-field.ts'
import { hasTable } from './own-fields.ts'

const MOODS = ['2', '1', '0', '-1', '-2'] as const
const PATTERN = /^contact:/
/** A mailing, or meeting by chance, says nothing about a relationship. */
const PERSONAL = 'is_bulk = 0 and is_random = 0'
const ALL = `select distinct customer_id from contact where ${PERSONAL}`

/** When a customer was spoken to last, and how they felt then. */
export function contactFields(db: Db): FilterFieldSource {
  const fields: readonly FilterField[] = hasTable(db, 'contact')
    ? [
        { key: 'contact:last', kind: 'day', group: 'relation', test: (asked, { today }) => lastTest(asked, today) },
        {
          key: 'contact:mood',
          kind: 'choice',
          group: 'relation',
          choices: () => MOODS.map((value) => ({ value, label: null })),
          test: moodTest,
        },
      ]
    : []
  return { fields: () => fields, mayHaveHad: (key) => PATTERN.test(key) }
}

const last = (having: string, params: Record<string, string>): Test => ({
  sql: `select customer_id from contact where ${PERSONAL} group by customer_id having ${having}`,
  params,
})
/** Whoever was never spoken to is neither before nor after a day. */
function lastTest({ op, value }: Asked, today: IsoDate): Test {
  switch (op) {
    case 'never':
      return { sql: ALL, params: {}, not: true }
    case 'ever':
      return { sql: ALL, params: {} }
    case 'between': {
      const [low = '', high = ''] = listOf(value).toSorted()
      return last('max(day) between @low and @high', { low, high })
    }
    case 'before':
      return last('max(day) < @day', { day: String(value) })
    case 'after':
      return last('max(day) > @day', { day: String(value) })
    case 'within-days':
      return last('max(day) >= @day', { day: addDays(today, -Number(value)) })
    default:
      return last('max(day) < @day', { day: addDays(today, -Number(value)) })
  }
}

const NEWEST = `select customer_id from contact c where mood is not null
  and not exists (select 1 from contact n where n.customer_id = c.customer_id and n.mood is not null and (n.day, n.id) > (c.day, c.id))`
function moodTest({ op, value }: Asked): Test {
  if (op === 'empty' || op === 'not-empty')
    return { sql: 'select distinct customer_id from contact where mood is not null', params: {}, not: op === 'empty' }
  const one = (mood: string, not: boolean): Test => ({ sql: `${NEWEST} and mood = @mood`, params: { mood: Number(mood) }, not })
  return op === 'is-not' ? { every: listOf(value).map((mood) => one(mood, true)) } : { some: listOf(value).map((mood) => one(mood, false)) }
}
