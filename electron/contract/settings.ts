import { z } from 'zod'
import { read, write } from './call.ts'
import { CardSheet, PrinterOffset } from './card-sheets.ts'
import { AnswerTimes, OpeningHours } from './opening-hours.ts'
import { CareDays, line, Nothing } from './values.ts'

/** Everything the owner can set. Unknown keys are refused; a missing one has its default. */
export const Settings = z.object({
  shopName: line(80),
  shopCity: line(80),
  shopAreaCode: line(10),
  language: z.enum(['de', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  cardPrefix: z.string().regex(/^2\d$/),
  pointsPerEuro: z.int().min(0).max(100),
  /** Points stay valid to the end of the so-manieth year after. */
  pointYears: z.int().min(1).max(20),
  /** What a point is worth, in hundredths of a cent. */
  pointWorth: z.int().min(1).max(10_000),
  /** The fewest points that are redeemed at once. */
  pointMinimum: z.int().min(1).max(100_000),
  /** So many days points wait until they can be used, because goods may come back. */
  pointPendingDays: z.int().min(0).max(90),
  /** From which sum of open promises on the owner wants to be warned; 0 never. */
  promiseAlarmCents: z.int().min(0).max(1_000_000_000),
  backupReminderDays: z.int().min(1).max(365),
  /** Days after which the bin is emptied; 0 keeps everything. */
  binDays: z.int().min(0).max(3650),
  backupFolder: z.string().max(4096),
  scannerMaxGapMs: z.int().min(10).max(50),
  singleKeys: z.boolean(),
  fontScale: z.int().min(90).max(140),
  welcomeDone: z.boolean(),
  /** Places that the last print of cards has used up, for each kind of sheet. */
  usedPlaces: z.partialRecord(CardSheet, z.int().min(0).max(23)),
  /** The printer for cards, and how far each one is out. */
  cardPrinter: line(120),
  printers: z.array(PrinterOffset).max(30),
  /** The Land whose holidays close the shop; '' for those of the whole country. */
  shopState: z.enum(['', 'BW', 'BY', 'BE', 'BB', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH']),
  /** Weekdays on which the shop is closed, 0 = Sunday. */
  closedWeekdays: z.array(z.int().min(0).max(6)).max(7),
  /** What is left of the net where neither article nor group says so, in basis points. */
  marginBp: z.int().min(0).max(10_000),
  /** Days between two contacts with customers of each class (domain.md §5). */
  careDaysA: CareDays,
  careDaysB: CareDays,
  careDaysC: CareDays,
  /** Minutes a day for care. */
  careMinutes: z.int().min(0).max(600),
  /** Who letters and mails come from, besides name and town. */
  shopStreet: line(120),
  shopPostcode: line(12),
  shopPhone: line(60),
  shopEmail: line(200).refine((text) => text === '' || z.email().safeParse(text).success, 'shop-email-invalid'),
  shopOwner: line(80),
  /** Days within which a complaint is answered. */
  complaintDays: z.int().min(0).max(60),
  /** From when until when the shop is open, by weekday (0 = Sunday); a closed weekday stays closed whatever stands here. */
  openingHours: OpeningHours,
  /** By when an answer is due, for each channel. */
  answerTimes: AnswerTimes,
  /** So many of a hundred first buyers shall come back within a year. */
  returnTargetPercent: z.int().min(1).max(100),
  customerColumns: z.array(z.string()).max(80),
})
export type Settings = z.infer<typeof Settings>

export const settingCalls = {
  get: read(Nothing, Settings),
  update: write(Settings.partial().strict(), Settings, ['settings']),
}
