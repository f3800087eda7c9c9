import { z } from 'zod'
import { read, write } from './call.ts'
import { ContactChannel } from './consents.ts'
import { Phase } from './customers.ts'
import { Cents, CustomerId, IsoDate, line, paragraph, TaskId, Timestamp } from './values.ts'

export const todayReasons = ['today-later-past', 'today-already-closed', 'today-not-closed'] as const

/** What an entry of the day is about. */
export const TodayKind = z.enum(['answer', 'case', 'task', 'warning', 'reassurance', 'second-purchase', 'demand', 'care', 'birthday', 'anniversary'])
export type TodayKind = z.infer<typeof TodayKind>

/** 'task:17', 'warning:4711': the same entry has the same key on every day. */
export const TodayKey = z.string().regex(new RegExp(`^(?:${TodayKind.options.join('|')}):[\\w.:-]{1,120}$`))
export type TodayKey = z.infer<typeof TodayKey>

/** Why somebody is on the list; `key` and what belongs to it are those of the part that says so. */
export const TodayWhy = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })
export type TodayWhy = z.infer<typeof TodayWhy>

export const TodayEntry = z.object({
  key: TodayKey,
  kind: TodayKind,
  customerId: CustomerId.nullable(),
  displayName: z.string().nullable(),
  /** What to do, in somebody's own words; '' where the kind says it all. */
  title: z.string(),
  why: TodayWhy,
  taskId: TaskId.nullable(),
  level: z.enum(['green', 'yellow', 'orange', 'red', 'lost']),
  net12Cents: Cents,
  minutes: z.int(),
  overdueDays: z.int(),
  /** By which way; null where it is not about reaching somebody. */
  channel: ContactChannel.nullable(),
  /** The number to call, where the call is allowed; '' otherwise. */
  phone: z.string(),
  email: z.string(),
  memo: z.string(),
  /** Null without a customer. */
  phase: Phase.nullable(),
  /** What else there is with the same customer. */
  also: z.array(z.object({ key: TodayKey, kind: TodayKind, title: z.string(), why: TodayWhy })),
})
export type TodayEntry = z.infer<typeof TodayEntry>

export const TodayDone = z.object({
  key: TodayKey,
  kind: TodayKind,
  customerId: CustomerId.nullable(),
  displayName: z.string().nullable(),
  title: z.string(),
  note: z.string(),
  minutes: z.int(),
  /** Null for a task that was finished elsewhere. */
  at: Timestamp.nullable(),
})
export type TodayDone = z.infer<typeof TodayDone>

const Group = z.object({ kind: TodayKind, entries: z.array(TodayEntry) })
export const Today = z.object({
  day: IsoDate,
  /** What the day holds: at most seven, by kind. */
  kinds: z.array(Group),
  /** What is due besides and did not fit. */
  more: z.array(Group),
  done: z.array(TodayDone),
  minutes: z.object({ /** Of the entries that are left. */ planned: z.int(), done: z.int(), available: z.int() }),
})
export type Today = z.infer<typeof Today>

const PhaseStep = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  phase: Phase,
  isBound: z.boolean(),
})
export const TodaySummary = z.object({
  day: IsoDate,
  purchases: z.int(),
  cents: Cents,
  /** Who bought for the second time on that day. */
  secondTime: z.int(),
  cardsIssued: z.int(),
  /** Since the day was closed last, or since the day before. */
  since: Timestamp,
  phases: z.array(PhaseStep),
  phasesTotal: z.int(),
  lastClose: z.object({ day: IsoDate, at: Timestamp, note: z.string() }).nullable(),
  /** Set when the day is closed. */
  closed: z.object({ at: Timestamp, done: z.int(), left: z.int(), minutes: z.int(), note: z.string() }).nullable(),
})
export type TodaySummary = z.infer<typeof TodaySummary>

/** What came up between the last day on which somebody worked with the app and today. */
const Away = z.object({
  /** The last day on which somebody was there. */
  since: IsoDate,
  openDays: z.int(),
  /** What became due, in numbers; what is about nobody is left out. */
  tasks: z.int(),
  answers: z.int(),
  birthdays: z.int(),
  warnings: z.int(),
  /** The one out of step with the highest sales, and who had a birthday: the first names to begin with. */
  names: z.array(z.object({ customerId: CustomerId, displayName: z.string(), what: z.enum(['warning', 'birthday']) })),
})
export type Away = z.infer<typeof Away>

const entry = { key: TodayKey, customerId: CustomerId.nullable(), title: line(200).default('') }

export const todayCalls = {
  /** One entry is done: what belongs to its kind is finished, and a contact is written down where somebody was reached. */
  done: write(
    z.object({
      ...entry,
      channel: ContactChannel.nullable().default(null),
      minutes: z.int().min(0).max(1440).default(0),
      note: paragraph(2000).default(''),
    }),
    z.object({ customerId: CustomerId.nullable() }),
    ['today', 'tasks', 'contacts', 'cases', 'warnings', 'care', 'demand'],
  ),
  /** Not before a later day. */
  later: write(z.object({ ...entry, until: IsoDate, reason: line(200).default('') }), z.object({ until: IsoDate }), ['today', 'tasks']),
  /** What came up while nobody was at the app; null where somebody was there on one of the last open days. */
  away: read(z.object({}), Away.nullable()),
  /** The owner has read it. */
  welcomeBack: write(z.object({}), z.object({ day: IsoDate }), ['today']),
  summary: read(z.object({ day: IsoDate.optional() }), TodaySummary),
  /** Closes the day with what was done and what is left; the copy of the data is made by `backup.create`. */
  close: write(z.object({ done: z.int().min(0), left: z.int().min(0), note: paragraph(2000).default('') }), z.object({ day: IsoDate }), ['today']),
  reopen: write(z.object({}), z.object({ day: IsoDate }), ['today']),
}

/** `tasks.today`: what is to be done on a day (today where it is left out). */
export const todayTaskCalls = { today: read(z.object({ day: IsoDate.optional() }), Today) }
