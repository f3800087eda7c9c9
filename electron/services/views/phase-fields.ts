import type { Db } from '../../database/open.ts'
import { listOf } from './filter-field.ts'
import type { Asked, FilterFieldSource, Test } from './filter-field.ts'

const PLACED = 'select customer_id from customer_summary where step_id in (select id from phase_step where retired_on is null)'

/** On which of the owner's steps customers stand inside their phase, and whose phase was set by hand. */
export function phaseFields(db: Db): FilterFieldSource {
  const steps = db.prepare<[], { value: string; label: string }>(
    `select cast(id as text) as value, name as label from phase_step where retired_on is null
     order by case phase when 'first-contact' then 0 when 'after-purchase' then 1 else 2 end, position, id`,
  )
  return {
    fields: () => [
      { key: 'step', kind: 'choice', group: 'relation', choices: () => steps.all(), test: stepTest },
      {
        key: 'override',
        kind: 'flag',
        group: 'relation',
        test: ({ value }) => ({ sql: 'select customer_id from customer_summary where override_until is not null', params: {}, not: value === false }),
      },
    ],
    mayHaveHad: () => false,
  }
}

function stepTest({ op, value }: Asked): Test {
  if (op === 'empty' || op === 'not-empty') return { sql: PLACED, params: {}, not: op === 'empty' }
  const one = (step: string, not: boolean): Test => ({ sql: `${PLACED} and step_id = @step`, params: { step: Number(step) || 0 }, not })
  return op === 'is-not' ? { every: listOf(value).map((step) => one(step, true)) } : { some: listOf(value).map((step) => one(step, false)) }
}
