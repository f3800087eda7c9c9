import { z } from 'zod'
import { read, write } from './call.ts'
import { ContactChannel, MayContact } from './consents.ts'
import { WarningLevel } from './warnings.ts'
import { CareDays, Cents, CustomerId, IsoDate, Limit, line, Offset } from './values.ts'

export const careReasons = ['care-pause-over'] as const

/** By net of twelve months: those who bring the first 80 % are A, up to 95 % B. */
export const CareClass = z.enum(['A', 'B', 'C'])
export type CareClass = z.infer<typeof CareClass>

export const CareRow = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  level: WarningLevel,
  careClass: CareClass,
  net12Cents: Cents,
  intervalDays: z.int(),
  lastOn: IsoDate,
  dueOn: IsoDate,
  overdueDays: z.int(),
  /** More than a quarter of the interval late. */
  isNeglected: z.boolean(),
  channel: ContactChannel,
  phone: MayContact,
  advertisedOn: IsoDate.nullable(),
})
export type CareRow = z.infer<typeof CareRow>
export const CareSetting = z.object({
  careDays: CareDays.nullable(),
  pausedUntil: IsoDate.nullable(),
  pauseReason: line(200),
  isBlocked: z.boolean(),
  noScoring: z.boolean(),
  preferredChannel: ContactChannel.nullable(),
})
export type CareSetting = z.infer<typeof CareSetting>

export const careCalls = {
  /** Whom to speak to again, by warning, value and days overdue. `forToday`: how many fit into the minutes of a day. */
  due: read(
    z.object({ day: IsoDate.optional(), onlyNeglected: z.boolean().default(false), limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(CareRow), total: z.int(), forToday: z.int() }),
  ),
  of: read(
    z.object({ customerId: CustomerId, day: IsoDate.optional() }),
    z.object({
      setting: CareSetting,
      careClass: CareClass.nullable(),
      intervalDays: z.int().nullable(),
      /** The tag whose interval holds; null: the customer's own or that of the class does. */
      tag: z.string().nullable(),
      lastOn: IsoDate.nullable(),
      dueOn: IsoDate.nullable(),
      isNeglected: z.boolean(),
    }),
  ),
  /** Given fields replace what is stored. */
  save: write(CareSetting.partial().extend({ customerId: CustomerId }), CareSetting, ['care', 'warnings', 'demand']),
}
