import { addDays } from '#contract'
import type { ContactChannel, CustomerId, IsoDate, MayContact } from '#contract'
import type { Db } from '../../database/open.ts'
import type { ConsentsService } from '../consents/consents.service.ts'

interface Way {
  channel: ContactChannel
  /** Whether one way in particular may be used. */
  allows(channel: ContactChannel): boolean
  phone: MayContact
  /** When advertising went out last, while the next has to wait for that; it may still be spoken of at the counter. */
  advertisedOn: IsoDate | null
}
/** The way by which somebody may be asked: their own if it is allowed, else the first that is; at the counter everything may be said. */
export type WaysToContact = (ids: readonly CustomerId[], day: IsoDate) => (customerId: CustomerId) => Way

const ORDER = ['phone', 'email', 'messenger', 'letter'] as const satisfies readonly ContactChannel[]
/** One piece of advertising in so many days, whatever the channel (domain.md §5). */
const APART_DAYS = 14

export function waysToContact(db: Db, consents: Pick<ConsentsService, 'mayContactAll'>): WaysToContact {
  const preferred = db.prepare<[string], { customerId: CustomerId; channel: ContactChannel }>(
    `select customer_id as customerId, preferred_channel as channel from care_setting
     where preferred_channel is not null and customer_id in (select value from json_each(?))`,
  )
  const advertised = db.prepare<[string, IsoDate, IsoDate], { customerId: CustomerId; day: IsoDate }>(
    `select c.customer_id as customerId, max(c.day) as day from json_each(?) i cross join contact c on c.customer_id = i.value
     where c.is_bulk = 1 and c.direction = 'out' and c.day > ? and c.day <= ? group by c.customer_id`,
  )
  return (ids, day) => {
    const asked = JSON.stringify(ids)
    const may = consents.mayContactAll(ids, 'advertising', day)
    const own = new Map(preferred.all(asked).map(({ customerId, channel }) => [customerId, channel]))
    const lately = new Map(advertised.all(asked, addDays(day, -APART_DAYS), day).map((one) => [one.customerId, one.day]))
    return (customerId) => {
      const first = own.get(customerId)
      const order: readonly ContactChannel[] = first ? [first, ...ORDER] : ORDER
      const advertisedOn = lately.get(customerId) ?? null
      const allowed = advertisedOn === null ? order.find((channel) => may(customerId, channel).allowed) : undefined
      const allows = (channel: ContactChannel) => channel === 'counter' || (advertisedOn === null && may(customerId, channel).allowed)
      return { channel: allowed ?? 'counter', allows, phone: may(customerId, 'phone'), advertisedOn }
    }
  }
}
