import type { Db } from '../../database/open.ts'
import type { Asked, FilterField, FilterFieldSource, Test } from './filter-field.ts'
import { listOf } from './filter-field.ts'
import { hasTable } from './own-fields.ts'

const CHANNELS = ['letter', 'phone', 'email', 'messenger', 'all'] as const
const STATES = ['granted', 'refused', 'withdrawn', 'none'] as const
const PATTERN = /^consent:/

/** What customers allow on each channel: what was said last holds, as long as it was not taken back, and `none` is whoever was never asked. */
export function consentFields(db: Db): FilterFieldSource {
  const isThere = hasTable(db, 'consent')
  const fields: readonly FilterField[] = isThere
    ? CHANNELS.map((channel) => ({
        key: `consent:${channel}`,
        kind: 'choice',
        group: 'consent',
        choices: () => STATES.map((value) => ({ value, label: null })),
        test: (asked) => consentTest(channel, asked),
      }))
    : []
  return { fields: () => fields, mayHaveHad: (key) => PATTERN.test(key) }
}

function consentTest(channel: string, { op, value }: Asked): Test {
  const newest =
    'select customer_id from consent_in_force c where channel = @channel and not exists (select 1 from consent_in_force n where n.customer_id = c.customer_id and n.channel = c.channel and (n.day, n.id) > (c.day, c.id))'
  const asked: Test = { sql: 'select customer_id from consent_in_force where channel = @channel', params: { channel } }
  if (op === 'empty' || op === 'not-empty') return { ...asked, not: op === 'empty' }
  const one = (state: string, not: boolean): Test =>
    state === 'none' ? { ...asked, not: !not } : { sql: `${newest} and state = @state`, params: { channel, state }, not }
  return op === 'is-not' ? { every: listOf(value).map((state) => one(state, true)) } : { some: listOf(value).map((state) => one(state, false)) }
}
