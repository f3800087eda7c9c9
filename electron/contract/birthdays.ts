import { z } from 'zod'
import { read } from './call.ts'
import { MayContact } from './consents.ts'
import { Birthday, CustomerKind } from './customers.ts'
import { CustomerId, IsoDate, Limit, Offset } from './values.ts'

/** Holidays of the German Länder, by the names that feiertagejs gives them. */
export const Holiday = z.enum([
  'NEUJAHRSTAG',
  'HEILIGEDREIKOENIGE',
  'WELTFRAUENTAG',
  'KARFREITAG',
  'OSTERSONNTAG',
  'OSTERMONTAG',
  'TAG_DER_ARBEIT',
  'CHRISTIHIMMELFAHRT',
  'PFINGSTSONNTAG',
  'PFINGSTMONTAG',
  'FRONLEICHNAM',
  'AUGSBURGER_FRIEDENSFEST',
  'MARIAHIMMELFAHRT',
  'WELTKINDERTAG',
  'DEUTSCHEEINHEIT',
  'REFORMATIONSTAG',
  'ALLERHEILIGEN',
  'BUBETAG',
  'ERSTERWEIHNACHTSFEIERTAG',
  'ZWEITERWEIHNACHTSFEIERTAG',
])
export type Holiday = z.infer<typeof Holiday>
/** Why the shop is closed on a day: a holiday, or the weekday (0 = Sunday). */
export const ClosedDay = z.union([z.object({ holiday: Holiday }), z.object({ weekday: z.int().min(0).max(6) })])
export type ClosedDay = z.infer<typeof ClosedDay>

export const BirthdayRow = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  kind: CustomerKind,
  birthday: Birthday,
  /** The day in the year asked for; 29 February falls on the 28th in common years. */
  day: IsoDate,
  /** What is completed on that day; null without a year of birth. */
  age: z.int().nullable(),
  /** Set when the shop is closed on that day. */
  closed: ClosedDay.nullable(),
  /** The day itself, or the next one on which the shop is open; null when it never opens. */
  greetOn: IsoDate.nullable(),
  /** Whether a greeting may go out by these ways. */
  letter: MayContact,
  email: MayContact,
  phone: MayContact,
})
export type BirthdayRow = z.infer<typeof BirthdayRow>

/** Somebody who first bought a round number of years ago: one, five, ten … */
export const AnniversaryRow = BirthdayRow.omit({ kind: true, birthday: true, age: true }).extend({
  /** The day of the first purchase. */
  since: IsoDate,
  years: z.int(),
})
export type AnniversaryRow = z.infer<typeof AnniversaryRow>

const Asked = z.object({
  span: z.union([z.object({ days: z.int().min(1).max(366) }), z.object({ year: z.int().min(1900).max(2200), month: z.int().min(1).max(12) })]),
  limit: Limit.default(100),
  offset: Offset.default(0),
})

export const birthdayCalls = {
  /** Birthdays of customers, by day: the next `days` from today on (today included), or all of a month. Customers in the bin are left out. */
  list: read(Asked, z.object({ rows: z.array(BirthdayRow), total: z.int(), from: IsoDate, until: IsoDate })),
  /** Customers who first bought one, five, ten, fifteen … years ago, were there twice at least, and within the last two years. */
  anniversaries: read(Asked, z.object({ rows: z.array(AnniversaryRow), total: z.int(), from: IsoDate, until: IsoDate })),
}
