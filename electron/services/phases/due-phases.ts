import { addDays, daysBetween } from '#contract'
import type { ContactChannel, ContactReason, CustomerId, IsoDate } from '#contract'
import type { Db } from '../../database/open.ts'
import type { ConsentsService } from '../consents/consents.service.ts'

/** So many days before its last one a window counts as closing. */
const CLOSES_WITHIN = 7
/** After so many days without a second purchase the warning levels take over (domain.md §5, E3). */
const MISSED_WITHIN = 30
/** What a word to a customer takes. */
const MINUTES = 5
/** In the order in which they work best. */
const CHANNELS = ['phone', 'email', 'messenger', 'letter'] as const satisfies readonly ContactChannel[]

const UNREACHED: ReadonlySet<ContactReason> = new Set(['no-address', 'advertised-lately'])

interface DueRow {
  customerId: CustomerId
  displayName: string
  firstDay: IsoDate
  windowEnds: IsoDate
  phone: string
  email: string
}
/** Somebody who bought once, as the list of the day shows them. `title` is '': the reason says it all. */
export interface DuePhase {
  customerId: CustomerId
  displayName: string
  title: string
  why: { key: 'window-closes' | 'second-purchase-missed'; values: { firstDay: IsoDate; windowEnds: IsoDate; days: number } }
  minutes: number
  channel: ContactChannel
  overdueDays: number
}

/** First buyers whose window closes within a week or has closed within a month, and who may be spoken to; the most pressing first. */
export function duePhases({ db, consents }: { db: Db; consents: Pick<ConsentsService, 'mayContactAll'> }) {
  const due = db.prepare<{ from: IsoDate; to: IsoDate; limit: number }, DueRow>(
    `select customer_id as customerId, display_name as displayName, first_day as firstDay, window_ends as windowEnds, phone, email
     from customer_summary where phase = 'after-purchase' and window_ends between @from and @to
     order by window_ends desc, customer_id limit @limit`,
  )
  return (day: IsoDate, limit: number): DuePhase[] => {
    // Twice as many: some of them may not be spoken to.
    const rows = due.all({ from: addDays(day, -MISSED_WITHIN), to: addDays(day, CLOSES_WITHIN), limit: limit * 2 })
    const may = consents.mayContactAll(
      rows.map(({ customerId }) => customerId),
      'advertising',
      day,
    )
    const reached = ({ phone, email }: DueRow, channel: ContactChannel) =>
      channel === 'phone' || channel === 'messenger' ? phone !== '' : channel === 'email' ? email !== '' : true
    return rows
      .flatMap((row): DuePhase[] => {
        const allowed = CHANNELS.find((each) => reached(row, each) && may(row.customerId, each).allowed)
        // Whom no way leads to, or who heard from the shop lately, is still spoken to at the counter; not who objected.
        const channel = allowed ?? (UNREACHED.has(may(row.customerId, 'letter').reason) ? 'counter' : undefined)
        if (channel === undefined) return []
        const { customerId, displayName, firstDay, windowEnds } = row
        const late = daysBetween(windowEnds, day)
        const why = {
          key: late > 0 ? ('second-purchase-missed' as const) : ('window-closes' as const),
          values: { firstDay, windowEnds, days: Math.abs(late) },
        }
        return [{ customerId, displayName, title: '', why, minutes: MINUTES, channel, overdueDays: Math.max(0, late) }]
      })
      .slice(0, limit)
  }
}
