import { z } from 'zod'

export const openingHourReasons = ['clock-time-odd', 'opening-hours-odd'] as const

/** What the shop's clock shows, `HH:MM`; no zone, so the change to summer time cannot shift it. */
export const ClockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'clock-time-odd')
  .brand<'ClockTime'>()
export type ClockTime = z.infer<typeof ClockTime>

/** A day and what the clock showed, `YYYY-MM-DD HH:MM`, in the shop. Sorts as text. */
export const ShopMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
  .brand<'ShopMoment'>()
export type ShopMoment = z.infer<typeof ShopMoment>

/** Up to two spans a day, the second for the afternoon; `24:00` is not needed, no small shop is open then. */
const Span = z.object({
  from: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'clock-time-odd'),
  until: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'clock-time-odd'),
})
const Day = z
  .array(Span)
  .max(2)
  .refine(
    (spans) => spans.every(({ from, until }) => from < until) && (spans[1] === undefined || (spans[0]?.until ?? '') <= spans[1].from),
    'opening-hours-odd',
  )
/** By weekday, 0 = Sunday. */
export const OpeningHours = z.array(Day).length(7)
export type OpeningHours = z.infer<typeof OpeningHours>

/** By when an answer is due: for the phone hours of the shop being open, for all else the end of so many working days later (0 = the same). */
const days = z.int().min(0).max(30)
export const AnswerTimes = z.object({
  phone: z.int().min(1).max(80),
  counter: days,
  email: days,
  messenger: days,
  social: days,
  letter: days,
  event: days,
})
export type AnswerTimes = z.infer<typeof AnswerTimes>
