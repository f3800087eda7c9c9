import { addDays } from '#contract'
import type { IsoDate } from '#contract'

/** The day on which a customer laid in the bin is emptied from it; null where the bin keeps everything. */
export function emptiedOn(deletedOn: IsoDate, binDays: number): IsoDate | null {
  return binDays === 0 ? null : addDays(deletedOn, binDays)
}
