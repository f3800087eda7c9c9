import type { CareSetting, Cents, ContactChannel, CustomerId, IsoDate, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import { untilChanged } from '../customers/until-changed.ts'

export interface CareRecord {
  customerId: CustomerId
  level: number
  net12Cents: Cents
  lastDay: number | null
  contactDay: number | null
  careDays: number | null
  pausedDay: number | null
}
interface Stored {
  id: number
  careDays: number | null
  pausedUntil: IsoDate | null
  pauseReason: string
  isBlocked: number
  noScoring: number
  preferredChannel: ContactChannel | null
}

const KEPT = `select customer_id as customerId, level, net12_cents as net12Cents, last_day as lastDay, contact_day as contactDay, care_days as careDays,
  paused_day as pausedDay from customer_warning`
const BASE = 'max(coalesce(last_day, contact_day), coalesce(contact_day, last_day))'
const INTERVAL = `coalesce(care_days, case
  when net12_cents > @aCents or (net12_cents = @aCents and customer_id <= @aId) then @aDays
  when net12_cents > @bCents or (net12_cents = @bCents and customer_id <= @bId) then @bDays
  else @cDays end)`
const DUE = `where ${BASE} <= @earliest and coalesce(paused_day, 0) < @today and @today - ${BASE} - @late >= ${INTERVAL}
  and (@neglected = 0 or @today - ${BASE} > 1.25 * ${INTERVAL})`
/** Who is due. @late 1: since yesterday at least. */
export const CARE_IDS = `select customer_id from customer_warning ${DUE}`
export const CARE_LIST = `${KEPT} ${DUE} order by level desc, net12_cents desc, @today - ${BASE} - ${INTERVAL} desc, customer_id limit @limit offset @offset`

/** All SQL about how customers are cared for. */
export function careRepository(db: Db) {
  const setting = db.prepare<[number], Stored>(
    `select id, care_days as careDays, paused_until as pausedUntil, pause_reason as pauseReason, is_blocked as isBlocked, no_scoring as noScoring,
       preferred_channel as preferredChannel from care_setting where customer_id = ?`,
  )
  const insert = db.prepare<[Stored & { customerId: CustomerId; createdAt: Timestamp }]>(
    `insert into care_setting (id, customer_id, care_days, paused_until, pause_reason, is_blocked, no_scoring, preferred_channel, created_at)
     values (@id, @customerId, @careDays, @pausedUntil, @pauseReason, @isBlocked, @noScoring, @preferredChannel, @createdAt)`,
  )
  const update = db.prepare<[Stored]>(
    `update care_setting set care_days = @careDays, paused_until = @pausedUntil, pause_reason = @pauseReason, is_blocked = @isBlocked,
       no_scoring = @noScoring, preferred_channel = @preferredChannel where id = @id`,
  )
  const list = db.prepare<[Record<string, number>], CareRecord>(CARE_LIST)
  const count = db.prepare<[Record<string, number>], number>(`select count(*) from customer_warning ${DUE}`).pluck()
  const one = db.prepare<[number], CareRecord>(`${KEPT} where customer_id = ?`)
  const tagOf = db
    .prepare<[number, number], string>(
      'select t.name from customer_tag k cross join tag t on t.name = k.name where k.customer_id = ? and t.care_days = ? order by t.name limit 1',
    )
    .pluck()
  const ranked = db.prepare<[], { id: CustomerId; cents: number }>(
    'select customer_id as id, net12_cents as cents from customer_warning where net12_cents > 0 order by net12_cents desc, customer_id',
  )
  const counted = untilChanged(db)
  return {
    setting: (customerId: CustomerId) => setting.get(customerId),
    save(customerId: CustomerId, id: number, { isBlocked, noScoring, ...rest }: CareSetting, isNew: boolean, createdAt: Timestamp): void {
      const stored = { ...rest, id, isBlocked: Number(isBlocked), noScoring: Number(noScoring) }
      if (isNew) insert.run({ ...stored, customerId, createdAt })
      else update.run(stored)
    },
    list: (asked: Record<string, number>) => list.all(asked),
    /** Asked for with every page. */
    count: ({ limit: _limit, offset: _offset, ...asked }: Record<string, number>) => counted(JSON.stringify(asked), () => count.get(asked) ?? 0),
    one: (customerId: CustomerId) => one.get(customerId),
    tagOf: (customerId: CustomerId, careDays: number) => tagOf.get(customerId, careDays) ?? null,
    ranked: () => ranked.all(),
  }
}
