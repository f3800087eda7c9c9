import type { Cents, Handlers, IsoDate, Output, Points, PromiseMonth, Settings } from '#contract'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { VouchersService } from '../vouchers/vouchers.service.ts'

type Open = Output<'promises.open'>
export interface PromisesService {
  calls: Handlers['promises']
  tasks: { 'promises.open': (input: { day: IsoDate }) => Open }
}
interface Deps extends Pick<ServiceBase, 'clock' | 'background'> {
  settings: { read(): Pick<Settings, 'promiseAlarmCents'> }
  loyalty: Pick<LoyaltyService, 'openPoints'>
  vouchers: Pick<VouchersService, 'openOn'>
}
const QUIET = { report() {}, isCancelled: () => false }
const FAR = '9999'

/** Everything that was promised to customers, in euros: open points and vouchers. It only reads. */
export function promisesService({ clock, background, settings, loyalty, vouchers }: Deps): PromisesService {
  function open({ day }: { day: IsoDate }): Open {
    const months = new Map<string | null, PromiseMonth>()
    const monthOf = (end: IsoDate | null): PromiseMonth => {
      const month = end === null ? null : end.slice(0, 7)
      let found = months.get(month)
      if (!found) months.set(month, (found = { month, points: 0 as Points, pointsCents: 0 as Cents, vouchers: 0, voucherCents: 0 as Cents }))
      return found
    }
    for (const { expiresOn, points, cents } of loyalty.openPoints(day)) {
      const month = monthOf(expiresOn)
      month.points = (month.points + points) as Points
      month.pointsCents = (month.pointsCents + cents) as Cents
    }
    let withoutValue = 0
    for (const { expiresOn, valueCents, openCents, rateBp } of vouchers.openOn(day)) {
      const cents = openCents ?? (rateBp === null ? valueCents : null)
      if (cents === null) {
        withoutValue++
        continue
      }
      const month = monthOf(expiresOn)
      month.vouchers++
      month.voucherCents = (month.voucherCents + cents) as Cents
    }
    const all = [...months.values()].toSorted((a, b) => ((a.month ?? FAR) < (b.month ?? FAR) ? -1 : 1))
    const sum = (of: (month: PromiseMonth) => number) => all.reduce((total, month) => total + of(month), 0)
    const [pointsCents, voucherCents] = [sum((month) => month.pointsCents), sum((month) => month.voucherCents)]
    const alarmCents = settings.read().promiseAlarmCents
    const totalCents = pointsCents + voucherCents
    return {
      totalCents: totalCents as Cents,
      points: sum((month) => month.points) as Points,
      pointsCents: pointsCents as Cents,
      voucherCents: voucherCents as Cents,
      withoutValue,
      months: all,
      alarmCents: alarmCents as Cents,
      isOver: alarmCents > 0 && totalCents > alarmCents,
    }
  }
  return {
    tasks: { 'promises.open': open },
    // A thread of its own: a million entries take a second or two.
    calls: { open: ({ day = clock.today() }) => background.run<Open>('promises.open', { day }, QUIET) },
  }
}
