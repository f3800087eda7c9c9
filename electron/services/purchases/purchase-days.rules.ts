import type { IsoDate } from '#contract'
import { AppError } from '../../database/app-error.ts'

/** Nobody copies older receipts; an earlier year is a slip of the finger. */
const EARLIEST_DAY = '1990-01-01' as IsoDate

/** Refuses a day on which no receipt can have been made. */
export function refuseDay(day: IsoDate, today: IsoDate): void {
  if (day > today) throw new AppError('invalid', 'day-in-future', { day })
  if (day < EARLIEST_DAY) throw new AppError('invalid', 'purchase-too-old', { day })
}
