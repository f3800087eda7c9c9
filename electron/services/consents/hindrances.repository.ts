import type { CustomerId, IsoDate } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Hindrances } from './consent.rules.ts'

interface Row {
  customerId: CustomerId
  isBlocked: number
  pausedUntil: IsoDate | null
  hasAddress: number
  hasPhone: number
  hasEmail: number
  hasMobile: number
  advertisedOn: IsoDate | null
}
/** A letter arrives with a street (or a box) and a place. */
const ADDRESS = "select 1 from address a where a.customer_id = j.value and a.street || a.addition <> '' and a.city <> ''"
const detail = (condition: string) => `select 1 from contact_detail d where d.customer_id = j.value and ${condition}`
const person = (column: string) => `select 1 from contact_person p where p.customer_id = j.value and p.${column} <> ''`
/** Numbers of German mobile networks begin with 15, 16 or 17; others are mobile where the owner says so. */
const MOBILE = "d.kind = 'phone' and (d.normal glob '+491[567]*' or lower(d.label) in ('mobile', 'mobil', 'handy', 'cell'))"

/** Reads what stands against a message: care settings, what is missing, the last mailing. */
export function hindrancesRepository(db: Db) {
  const of = db.prepare<[{ ids: string; day: IsoDate }], Row>(
    `select j.value as customerId, coalesce(s.is_blocked, 0) as isBlocked, s.paused_until as pausedUntil,
       exists (${ADDRESS}) as hasAddress,
       exists (${detail("d.kind = 'phone'")} union all ${person('phone')}) as hasPhone,
       exists (${detail("d.kind = 'email'")} union all ${person('email')}) as hasEmail,
       exists (${detail(MOBILE)}) as hasMobile,
       (select max(t.day) from contact t where t.customer_id = j.value and t.is_bulk = 1 and t.direction = 'out' and t.day <= @day) as advertisedOn
     from json_each(@ids) j left join care_setting s on s.customer_id = j.value`,
  )
  return {
    of: (customerIds: readonly CustomerId[], day: IsoDate): Map<CustomerId, Hindrances> =>
      new Map(
        of.all({ ids: JSON.stringify(customerIds), day }).map(({ customerId, ...row }) => [
          customerId,
          {
            isBlocked: row.isBlocked === 1,
            pausedUntil: row.pausedUntil,
            hasAddress: row.hasAddress === 1,
            hasPhone: row.hasPhone === 1,
            hasEmail: row.hasEmail === 1,
            hasMobile: row.hasMobile === 1,
            advertisedOn: row.advertisedOn,
          },
        ]),
      ),
  }
}
