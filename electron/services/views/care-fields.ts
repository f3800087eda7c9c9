import { dayNumber, WarningLevel } from '#contract'
import type { IsoDate } from '#contract'
import { listOf } from './filter-field.ts'
import type { Asked, FilterFieldSource, Test } from './filter-field.ts'

interface Statement {
  sql: string
  params: Record<string, string | number>
}
const KEYS = new Set(['warningLevel', 'careOverdue', 'demandDue'])

/** Who is out of step, whom to speak to again, and who needs something again. `careOverdue` names the statement of the care list. */
export function careFields(careOverdue: (today: IsoDate) => Statement): FilterFieldSource {
  return {
    fields: () => [
      {
        key: 'warningLevel',
        kind: 'choice',
        group: 'relation',
        choices: () => WarningLevel.options.map((value) => ({ value, label: null })),
        test: levelTest,
      },
      { key: 'careOverdue', kind: 'flag', group: 'relation', test: ({ value }, { today }) => ({ ...careOverdue(today), not: value === false }) },
      { key: 'demandDue', kind: 'flag', group: 'relation', test: ({ value }, { today }) => ({ ...demandDue(today), not: value === false }) },
    ],
    mayHaveHad: (key) => KEYS.has(key),
  }
}

function levelTest({ op, value }: Asked): Test {
  if (op === 'empty' || op === 'not-empty') return { sql: 'select customer_id from customer_warning', params: {}, not: op === 'empty' }
  const one = (name: string, not: boolean): Test => ({
    sql: 'select customer_id from customer_warning where level = @level',
    params: { level: WarningLevel.options.indexOf(name as WarningLevel) },
    not,
  })
  return op === 'is-not' ? { every: listOf(value).map((name) => one(name, true)) } : { some: listOf(value).map((name) => one(name, false)) }
}

const demandDue = (today: IsoDate): Statement => ({
  sql: `select customer_id from customer_demand
    where due_day <= @today and coalesce(muted_day, 0) < @today and coalesce(paused_day, 0) < @today`,
  params: { today: dayNumber(today) },
})
