import { addDays } from '#contract'
import type { ContactChannel, CustomerId, Handlers, IsoDate, TodayKind, TodayWhy, WarningAction, WarningLevel } from '#contract'
import type { DueRow, Finished, TodaySource } from './today-source.ts'

/** Writes down that the shop spoke or wrote to somebody. */
export type WriteContact = (entry: Finished) => void

/** What the parts answer that look after customers. */
interface Due {
  customerId: CustomerId
  displayName: string
  title: string
  why: { key: string; values: object }
  minutes: number
  channel: ContactChannel | null
  overdueDays: number
  level?: WarningLevel
  subject?: string
}
interface Part {
  dueOn(day: IsoDate, limit: number): Due[] | Promise<Due[]>
}
const rowsOf = (kind: TodayKind, rows: readonly Due[]): DueRow[] =>
  rows.map(({ subject, why, ...row }) => ({
    ...row,
    kind,
    subject: subject === undefined ? row.customerId : `${row.customerId}-${subject}`,
    why: why as TodayWhy,
  }))

/** A personal contact out of an entry that is done; nothing where it has no customer. */
export function personalContact(record: Handlers['contacts']['record']): WriteContact {
  return ({ customerId, title, channel, minutes, note }) => {
    if (customerId === null) return
    record({ customerId, direction: 'out', channel: channel ?? 'counter', needsAnswer: false, topic: title, text: note, minutes })
  }
}

const ACTIONS: Record<ContactChannel, WarningAction> = { phone: 'called', letter: 'wrote', email: 'wrote', messenger: 'wrote', counter: 'visited' }

/** Who is out of step. Once something is done, nobody is asked again within sixty days. */
export function warningSource(warnings: Part & { calls: Pick<Handlers['warnings'], 'act'> }, write: WriteContact): TodaySource {
  return {
    kinds: ['warning'],
    dueOn: async (day, limit) => rowsOf('warning', await warnings.dueOn(day, limit)),
    finish(entry) {
      if (entry.customerId === null) return
      warnings.calls.act({ customerId: entry.customerId, action: ACTIONS[entry.channel ?? 'counter'], note: entry.note.slice(0, 500) })
      write(entry)
    },
  }
}

/** First buyers whose window closes or has just closed. */
export function secondPurchaseSource(phases: Part, write: WriteContact): TodaySource {
  return {
    kinds: ['second-purchase'],
    restDays: 30,
    dueOn: async (day, limit) => rowsOf('second-purchase', await phases.dueOn(day, limit)),
    finish: write,
  }
}

/** Days for which a need rests after the customer was told. */
const TOLD_DAYS = 14
/** What somebody needs again. */
export function demandSource(demand: Part & { calls: Pick<Handlers['demand'], 'mute'> }, write: WriteContact, today: () => IsoDate): TodaySource {
  return {
    kinds: ['demand'],
    dueOn: async (day, limit) => rowsOf('demand', await demand.dueOn(day, limit)),
    finish(entry) {
      if (entry.customerId === null) return
      const subject = entry.subject.slice(entry.subject.indexOf('-') + 1)
      demand.calls.mute({ customerId: entry.customerId, subject, until: addDays(today(), TOLD_DAYS) })
      write(entry)
    },
  }
}

/** Whom to speak to again; the contact itself sets the clock anew. */
export function careSource(care: Part, write: WriteContact): TodaySource {
  return { kinds: ['care'], dueOn: async (day, limit) => rowsOf('care', await care.dueOn(day, limit)), finish: write }
}
