import type { Db } from '../../database/open.ts'
import type { Asked, FilterField, FilterFieldSource, Test } from './filter-field.ts'
import { listOf } from './filter-field.ts'
import { hasTable } from './own-fields.ts'

const CHANNELS = ['letter', 'phone', 'email', 'messenger', 'all'] as const
const STATES = ['granted', 'refused', 'withdrawn', 'none'] as const
const PATTERN = /^consent:/

/** What customers allow on each channel: the newest entry counts, and `none` is whoever was never asked. */
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
    'select customer_id from consent c where channel = @channel and id = (select max(n.id) from consent n where n.customer_id = c.customer_id and n.channel = c.channel)'
  const asked: Test = { sql: 'select customer_id from consent where channel = @channel', params: { channel } }
  if (op === 'empty' || op === 'not-empty') return { ...asked, not: op === 'empty' }
  const one = (state: string, not: boolean): Test =>
    state === 'none' ? { ...asked, not: !not } : { sql: `${newest} and state = @state`, params: { channel, state }, not }
  return op === 'is-not' ? { every: listOf(value).map((state) => one(state, true)) } : { some: listOf(value).map((state) => one(state, false)) }
}
