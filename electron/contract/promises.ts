import { z } from 'zod'
import { read } from './call.ts'
import { Cents, IsoDate, Points } from './values.ts'

const Month = z.object({
  /** '2029-12': the month in which it ends; null for what has no end. */
  month: z.string().nullable(),
  points: Points,
  pointsCents: Cents,
  vouchers: z.int(),
  voucherCents: Cents,
})
export type PromiseMonth = z.infer<typeof Month>

export const promiseCalls = {
  /**
   * What the shop has promised and not yet given: points at what each is worth, and vouchers with a value, by the month in which they end.
   * `day` counts points booked and vouchers issued by then. Vouchers in per cent and gifts without a value are counted, not valued.
   */
  open: read(
    z.object({ day: IsoDate.optional() }),
    z.object({
      totalCents: Cents,
      points: Points,
      pointsCents: Cents,
      voucherCents: Cents,
      withoutValue: z.int(),
      months: z.array(Month),
      /** From which sum on the owner wants to be warned; 0 never. */
      alarmCents: Cents,
      isOver: z.boolean(),
    }),
  ),
}
