import { dayNumber } from '#contract'
import type { CustomerId, IsoDate } from '#contract'
import type { Db } from '../../database/open.ts'
import type { DemandService } from '../demand/demand.service.ts'
import type { Need } from '../demand/demand.rules.ts'
import { judge } from './warning.rules.ts'
import type { Known, Verdict } from './warning.rules.ts'

export interface Judged extends Verdict {
  customerId: CustomerId
  needs: readonly Need[]
  contactDay: number | null
  careDays: number | null
  pausedDay: number | null
}
interface Setting {
  customerId: CustomerId
  careDays: number | null
  pausedUntil: IsoDate | null
  isOut: number
}
type Words = { customerId: CustomerId; day: IsoDate }

/** Reads what is known of some customers as of a day, and judges them. Whoever is gone, blocked or not to be judged is left out. */
export function judging(db: Db, demand: Pick<DemandService, 'needsFor'>) {
  const among = 'from json_each(@ids) i cross join'
  const live = db.prepare<[{ ids: string }], CustomerId>(`select c.id ${among} customer c on c.id = i.value where c.deleted_at is null`).pluck()
  const settings = db.prepare<[{ ids: string }], Setting>(
    `select s.customer_id as customerId, s.care_days as careDays, s.paused_until as pausedUntil, max(s.is_blocked, s.no_scoring) as isOut
     ${among} care_setting s on s.customer_id = i.value`,
  )
  const byTag = db.prepare<[{ ids: string }], { customerId: CustomerId; careDays: number }>(
    `select k.customer_id as customerId, min(t.care_days) as careDays ${among} customer_tag k on k.customer_id = i.value
     cross join tag t on t.name = k.name where t.care_days is not null group by k.customer_id`,
  )
  const hasTags = db.prepare<[], number>('select exists (select 1 from tag where care_days is not null)').pluck()
  const mutes = db.prepare<[{ ids: string }], { customerId: CustomerId; since: IsoDate; until: IsoDate }>(
    `select m.customer_id as customerId, m.since, m.until ${among} warning_mute m on m.customer_id = i.value`,
  )
  const complaints = db.prepare<[{ ids: string; day: IsoDate }], Words>(
    `select f.customer_id as customerId, f.due_on as day ${among} case_file f on f.customer_id = i.value and f.kind = 'complaint'
     where f.due_on is not null and f.opened_on <= @day and (f.closed_on is null or f.closed_on > @day)`,
  )
  const moods = db.prepare<[{ ids: string; day: IsoDate }], Words & { mood: number }>(
    `select c.customer_id as customerId, c.day, c.mood ${among} contact c on c.customer_id = i.value
     where c.mood is not null and c.day <= @day order by c.customer_id, c.day desc, c.id desc`,
  )
  const contacts = db.prepare<[{ ids: string; day: IsoDate }], Words>(
    `select c.customer_id as customerId, max(c.day) as day ${among} contact c on c.customer_id = i.value
     where c.is_bulk = 0 and c.is_random = 0 and c.day <= @day group by c.customer_id`,
  )
  const of = <T extends { customerId: CustomerId }>(rows: readonly T[]) => new Map(rows.map((row) => [row.customerId, row]))
  const allOf = <T extends { customerId: CustomerId }>(rows: readonly T[]) => Map.groupBy(rows, ({ customerId }) => customerId)

  return function judgeThem(some: readonly CustomerId[], day: IsoDate, shopGap: number | null): Judged[] {
    const alive = live.all({ ids: JSON.stringify(some) })
    const setting = of(settings.all({ ids: JSON.stringify(alive) }))
    const ids = alive.filter((id) => setting.get(id)?.isOut !== 1)
    const asked = { ids: JSON.stringify(ids), day }
    const mute = of(mutes.all(asked))
    const [complaint, mood, contact] = [allOf(complaints.all(asked)), allOf(moods.all(asked)), of(contacts.all(asked))]
    const group = hasTags.get() === 1 ? of(byTag.all(asked)) : null
    const needed = demand.needsFor(ids, day)
    return ids.map((customerId) => {
      const own = setting.get(customerId)
      const muted = mute.get(customerId)
      const { needs = [], bought = [], amounts: paid = [] } = needed.get(customerId) ?? {}
      const first = paid.find(({ cents }) => cents > 0)?.day
      const demandDays = bought.filter((line) => line.day === first && line.quantityMilli > 0).map((line) => line.demandDays ?? 0)
      const known: Known = {
        amounts: paid,
        firstDemandDays: demandDays.length > 0 ? Math.max(...demandDays) : null,
        needs,
        complaintDays: (complaint.get(customerId) ?? []).map((one) => dayNumber(one.day)),
        moods: (mood.get(customerId) ?? []).slice(0, 2).map((one) => ({ day: dayNumber(one.day), mood: one.mood })),
        pausedDay: own?.pausedUntil ? dayNumber(own.pausedUntil) : null,
        muted: muted ? { since: dayNumber(muted.since), until: dayNumber(muted.until) } : null,
      }
      return {
        customerId,
        needs,
        contactDay: contact.has(customerId) ? dayNumber(contact.get(customerId)!.day) : null,
        careDays: own?.careDays ?? group?.get(customerId)?.careDays ?? null,
        pausedDay: known.pausedDay,
        ...judge(known, shopGap, dayNumber(day)),
      }
    })
  }
}
