import type { Cents, CustomerId, IsoDate, OperationId, Timestamp, WarningAction, WarningRule } from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import type { Judged } from './judging.ts'

export interface ListRecord {
  customerId: CustomerId
  level: number
  rule: WarningRule
  why: string
  since: IsoDate
  net12Cents: Cents
}
export interface ActionRecord {
  id: number
  customerId: CustomerId
  action: WarningAction
  day: IsoDate
  level: number
  rule: WarningRule | null
  note: string
  /** The first purchase day from that day on. */
  boughtOn: IsoDate | null
}
/** One judged customer as it is kept. */
interface Kept extends Omit<Judged, 'customerId' | 'worst' | 'found' | 'rhythm' | 'needs'> {
  rule: string | null
  why: string
  since: IsoDate
}
const NAMES = {
  level: 'level',
  rule: 'rule',
  why: 'why',
  since: 'since',
  purchaseDays: 'purchase_days',
  thirdGap: 'third_gap',
  lastDay: 'last_day',
  contactDay: 'contact_day',
  net12Cents: 'net12_cents',
  careDays: 'care_days',
  pausedDay: 'paused_day',
  nextDay: 'next_day',
} as const satisfies Record<keyof Kept, string>
const columns = Object.keys(NAMES) as (keyof Kept)[]
interface State {
  day: IsoDate | null
  furthest: IsoDate | null
  stale: number
  shopGap: number | null
  twoPending: number
}

/** Changes of these tables move a warning, a need or the rhythm of care. */
const WATCHED = `(table_name in ('customer', 'purchase', 'purchase_line', 'care_setting', 'contact', 'case_file', 'demand', 'warning_mute')
  or (table_name = 'customer_tag' and exists (select 1 from tag where care_days is not null)))`
/** Changes of these columns concern whoever bought it, or has the tag. */
const SHARED = `(table_name = 'article' and (after ->> 'demand_days' is not before ->> 'demand_days' or after ->> 'group_id' is not before ->> 'group_id'
    or after ->> 'is_stockable' is not before ->> 'is_stockable' or after ->> 'is_voucher' is not before ->> 'is_voucher'))
  or (table_name in ('article_group', 'tag') and (after ->> 'demand_days' is not before ->> 'demand_days' or after ->> 'care_days' is not before ->> 'care_days'))
  or (table_name = 'tag' and kind = 'insert' and exists (select 1 from tag where tag.id = row_id and tag.care_days is not null))`

const KEPT = `select customer_id as customerId, level, rule, why, since, net12_cents as net12Cents from customer_warning`
export const LIST = `${KEPT} where level > 0 and level between @least and @most order by level desc, net12_cents desc, last_day, customer_id limit @limit offset @offset`
const boughtOn = (from: string) =>
  `(select p.counts_on from purchase p where p.customer_id = a.customer_id and p.voided_at is null and p.counts_on >= ${from}
    group by p.counts_on having sum(p.total_cents) > 0 order by p.counts_on limit 1)`

/** All SQL about warnings. */
export function warningsRepository(db: Db) {
  const state = db.prepare<[], State>('select day, furthest, stale, shop_gap as shopGap, two_pending as twoPending from warning_state')
  const saveDay = db.prepare<[{ day: IsoDate }]>("update warning_state set day = @day, furthest = max(coalesce(furthest, ''), @day)")
  const markStale = db.prepare<[number]>('update warning_state set stale = ?')
  const clearStale = db.prepare<[number]>('update warning_state set stale = 0 where stale = ?')
  const saveGap = db.prepare<[number | null]>('update warning_state set shop_gap = ?, two_pending = 1')
  const twoDone = db.prepare('update warning_state set two_pending = 0')
  const gapCount = db.prepare<[], number>('select count(*) from customer_warning where third_gap is not null').pluck()
  const gapAt = db
    .prepare<[number, number], number>('select third_gap from customer_warning where third_gap is not null order by third_gap limit ? offset ?')
    .pluck()
  const touched = db
    .prepare<[OperationId, number], CustomerId>(
      `select distinct customer_id from change where operation_id = ? and customer_id is not null and ${WATCHED} limit ?`,
    )
    .pluck()
  const touchesShared = db.prepare<[OperationId], number>(`select exists (select 1 from change where operation_id = ? and (${SHARED}))`).pluck()
  const known = db.prepare<[string], Kept & { customerId: CustomerId }>(
    `select customer_id as customerId, level, rule, why, since, purchase_days as purchaseDays, third_gap as thirdGap, last_day as lastDay, contact_day as contactDay,
       net12_cents as net12Cents, care_days as careDays, paused_day as pausedDay, next_day as nextDay from json_each(?) i cross join customer_warning on customer_id = i.value`,
  )
  const added = insertQueue(db, `insert into customer_warning (customer_id, ${Object.values(NAMES).join(', ')})`, columns.length + 1)
  const change = db.prepare<[Kept & { customerId: CustomerId }]>(
    `update customer_warning set ${columns.map((column) => `${NAMES[column]} = @${column}`).join(', ')} where customer_id = @customerId`,
  )
  const drop = db.prepare<[number]>('delete from customer_warning where customer_id = ?')
  const addHistory = insertQueue(db, 'insert or ignore into warning_history (customer_id, day, level, rule)', 4)
  const ids = {
    all: db.prepare<[number, number], CustomerId>('select id from customer where id > ? order by id limit ?').pluck(),
    due: db
      .prepare<[number, number], CustomerId>('select customer_id from customer_warning where next_day <= ? order by customer_id limit ?')
      .pluck(),
    two: db
      .prepare<[number, number], CustomerId>(
        'select customer_id from customer_warning where purchase_days = 2 and customer_id > ? order by customer_id limit ?',
      )
      .pluck(),
  }
  const list = db.prepare<[Record<string, number>], ListRecord>(LIST)
  const counts = db.prepare<[], { level: number; count: number }>(
    'select level, count(*) as count from customer_warning where level > 0 group by level',
  )
  const mute = db.prepare<[number], { id: number; since: IsoDate; until: IsoDate; reason: string }>(
    'select id, since, until, reason from warning_mute where customer_id = ?',
  )
  const insertMute = db.prepare<[number, CustomerId, IsoDate, IsoDate, string, Timestamp]>(
    'insert into warning_mute (id, customer_id, since, until, reason, created_at) values (?, ?, ?, ?, ?, ?)',
  )
  const updateMute = db.prepare<[IsoDate, IsoDate, string, number]>('update warning_mute set since = ?, until = ?, reason = ? where id = ?')
  const removeMute = db.prepare<[number]>('delete from warning_mute where id = ?')
  const insertAction = db.prepare<[number, CustomerId, IsoDate, string, number, string | null, string, Timestamp]>(
    'insert into warning_action (id, customer_id, day, action, level, rule, note, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const ACTION = `select a.id, a.customer_id as customerId, a.action, a.day, a.level, a.rule, a.note, ${boughtOn('a.day')} as boughtOn from warning_action a`
  const actionsOf = db.prepare<[number], ActionRecord>(`${ACTION} where a.customer_id = ? order by a.day desc, a.id desc`)
  const actions = db.prepare<[], ActionRecord>(`${ACTION} where a.level > 0 and a.rule is not null`)
  const levels = db.prepare<[string], { customerId: CustomerId; level: number }>(
    'select customer_id as customerId, level from customer_warning where level > 0 and customer_id in (select value from json_each(?))',
  )
  const lastActions = db.prepare<[string, IsoDate], { customerId: CustomerId; action: WarningAction; day: IsoDate }>(
    `select customer_id as customerId, action, day from warning_action a where customer_id in (select value from json_each(?)) and day >= ?
       and not exists (select 1 from warning_action n where n.customer_id = a.customer_id and (n.day, n.id) > (a.day, a.id))`,
  )
  const untreated = db.prepare<[], { day: IsoDate; level: number; boughtOn: IsoDate | null }>(
    `select a.day, a.level, ${boughtOn('a.day')} as boughtOn from warning_history a
     where not exists (select 1 from warning_action x where x.customer_id = a.customer_id and x.action <> 'nothing' and x.day >= a.day and x.day <= date(a.day, '+60 days'))`,
  )
  const exclusion = db.prepare<[number], { isGone: number; isBlocked: number; noScoring: number }>(
    `select c.deleted_at is not null as isGone, coalesce(s.is_blocked, 0) as isBlocked, coalesce(s.no_scoring, 0) as noScoring
     from customer c left join care_setting s on s.customer_id = c.id where c.id = ?`,
  )

  return {
    state: () => state.get()!,
    saveDay: (day: IsoDate) => void saveDay.run({ day }),
    markStale: (mark: number) => void markStale.run(mark),
    clearStale: (mark: number) => void clearStale.run(mark),
    saveGap: (gap: number | null) => void saveGap.run(gap),
    twoDone: () => void twoDone.run(),
    /** The shop's median from the second purchase day to the third; null while nobody has three. */
    shopGap(): number | null {
      const count = gapCount.get() ?? 0
      if (count === 0) return null
      const middle = gapAt.all(count % 2 === 1 ? 1 : 2, (count - 1) >> 1)
      return middle.reduce((sum, gap) => sum + gap, 0) / middle.length
    },
    touchedBy: (operationId: OperationId, most: number) => touched.all(operationId, most),
    touchesShared: (operationId: OperationId) => touchesShared.get(operationId) === 1,
    idsAfter: (id: number, limit: number) => ids.all.all(id, limit),
    idsDue: (day: number, limit: number) => ids.due.all(day, limit),
    idsOfTwo: (id: number, limit: number) => ids.two.all(id, limit),
    drop: (customerId: CustomerId) => void drop.run(customerId),
    put(all: readonly Judged[], day: IsoDate): void {
      const stored = known.all(JSON.stringify(all.map(({ customerId }) => customerId)))
      const byCustomer = new Map(stored.map((one) => [one.customerId, one]))
      for (const { customerId, worst, found: _found, rhythm: _rhythm, needs: _needs, ...judged } of all) {
        const before = byCustomer.get(customerId)
        const rule = worst?.rule ?? null
        const since = before && before.level === judged.level ? before.since : day
        const now: Kept = { ...judged, rule, why: JSON.stringify(worst?.why ?? null), since }
        if (!before) added.add(customerId, ...columns.map((column) => now[column]))
        // Writing costs more than judging; most who are judged anew are judged as before.
        else if (columns.some((column) => before[column] !== now[column])) change.run({ customerId, ...now })
        if (rule !== null && judged.level > (before?.level ?? 0)) addHistory.add(customerId, day, judged.level, rule)
      }
      added.flush()
      addHistory.flush()
    },
    list: (least: number, most: number, limit: number, offset: number) => list.all({ least, most, limit, offset }),
    counts: () => new Map(counts.all().map(({ level, count }) => [level, count])),
    mute: (customerId: CustomerId) => mute.get(customerId),
    insertMute: (id: number, customerId: CustomerId, since: IsoDate, until: IsoDate, reason: string, at: Timestamp) =>
      void insertMute.run(id, customerId, since, until, reason, at),
    updateMute: (id: number, since: IsoDate, until: IsoDate, reason: string) => void updateMute.run(since, until, reason, id),
    removeMute: (id: number) => void removeMute.run(id),
    insertAction: (
      id: number,
      customerId: CustomerId,
      day: IsoDate,
      action: WarningAction,
      level: number,
      rule: string | null,
      note: string,
      at: Timestamp,
    ) => void insertAction.run(id, customerId, day, action, level, rule, note, at),
    actionsOf: (customerId: CustomerId) => actionsOf.all(customerId),
    actions: () => actions.all(),
    levels: (customerIds: readonly CustomerId[]) => levels.all(JSON.stringify(customerIds)),
    lastActions: (customerIds: readonly CustomerId[], since: IsoDate) =>
      new Map(lastActions.all(JSON.stringify(customerIds), since).map(({ customerId, ...action }) => [customerId, action])),
    untreated: () => untreated.all(),
    exclusion: (customerId: CustomerId) => exclusion.get(customerId),
  }
}
export type WarningsRepository = ReturnType<typeof warningsRepository>
