import { addDays } from '#contract'
import type { Cents, CustomerId, IsoDate, Output, Points, PurchaseId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { BACK_DAYS } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { centsOf } from './loyalty.rules.ts'
import type { Programme } from './loyalty.rules.ts'
import { isUsableOn } from './lots.rules.ts'
import type { Lots } from './lots.rules.ts'

/** The receipt on which points are redeemed. Whoever owns receipts says what there is and lowers it. */
export interface RedeemedReceipts {
  /** Undefined when there is none of this customer. */
  dayOf(purchaseId: PurchaseId, customerId: CustomerId): IsoDate | undefined
  reduce(order: { purchaseId: PurchaseId; cents: number; kind: 'points'; sourceId: number }): void
}
/** How much of a redemption's cents stays on its receipt. */
export type Kept = (entryId: number) => { cents: number; keptCents: number }
interface Order {
  customerId: CustomerId
  points: number
  purchaseId?: PurchaseId | undefined
}
interface Deps extends Pick<ServiceBase, 'clock' | 'newId' | 'recorder'> {
  ledger: Ledger
  programme(): Programme
  customers: { require(customerId: CustomerId): unknown }
  receipts(): RedeemedReceipts
}

/** What of an account can be used on a day, the lots in the order in which they are. */
export function usableOn({ lots, debt }: Lots, day: IsoDate) {
  return debt > 0 ? [] : lots.filter((lot) => lot.rest > 0 && isUsableOn(lot, day)).map(({ rest, worth }) => ({ points: rest, worth }))
}
/** The first so many points of these lots, with what each is worth. */
export function firstPoints(parts: readonly { points: number; worth: number }[], wanted: number) {
  let left = wanted
  return parts.map(({ points, worth }) => {
    const taken = Math.min(points, left)
    left -= taken
    return { points: taken, worth }
  })
}

export function redeeming({ clock, newId, recorder, ledger, programme, customers, receipts }: Deps) {
  /** A receipt of the last days is judged by what was valid on its own day (domain.md §6.1). */
  function judgedOn({ customerId, purchaseId }: Order): IsoDate {
    const today = clock.today()
    if (purchaseId === undefined) return today
    const day = receipts().dayOf(purchaseId, customerId)
    if (day === undefined) throw new AppError('missing', 'redeem-receipt-unknown')
    return day < addDays(today, -BACK_DAYS) ? today : day
  }
  function valueOf(account: Lots, day: IsoDate, points: number): Cents {
    const parts = usableOn(account, day)
    const usable = parts.reduce((sum, part) => sum + part.points, 0)
    const { pointMinimum } = programme()
    if (points > usable) throw new AppError('conflict', 'redeem-too-many', { usable })
    if (points < pointMinimum) throw new AppError('conflict', 'redeem-too-few', { minimum: pointMinimum })
    const cents = centsOf(firstPoints(parts, points))
    if (cents === 0) throw new AppError('conflict', 'redeem-worth-nothing')
    return cents as Cents
  }

  /** Must run inside an operation. Refuses more than is usable, less than the minimum, and more than the receipt can be reduced by. */
  function redeem(order: Order): Output<'loyalty.redeem'> {
    const { customerId, points, purchaseId } = order
    customers.require(customerId)
    const accountId = ledger.accountOf(customerId)
    const day = judgedOn(order)
    ledger.endOn(accountId, day)
    const cents = valueOf(ledger.lots(accountId), day, points)
    const id = newId()
    ledger.book({ accountId, kind: 'REDEEM', points: -points, day, purchaseId: purchaseId ?? null, baseCents: cents, key: `redeem:${id}` }, id)
    if (purchaseId !== undefined) receipts().reduce({ purchaseId, cents, kind: 'points', sourceId: id })
    ledger.endOn(accountId, clock.today())
    recorder.describe({ customerId, count: points })
    return { cents, balance: ledger.repository.balance(customerId) }
  }

  /** What has to go back to the account for what came back of a receipt: the share of the points that paid for it. */
  function due(purchaseId: PurchaseId, kept: Kept) {
    return ledger.repository
      .redeemedOn(purchaseId)
      .filter(({ id }) => ledger.stands(id))
      .map((entry) => {
        const { cents, keptCents } = kept(entry.id)
        const stays = cents === 0 ? 0 : Math.round((-entry.points * keptCents) / cents)
        return { entry, points: -stays - ledger.repository.pointsOfLot(entry.id) }
      })
      .filter(({ points }) => points !== 0)
  }
  return {
    redeem,
    wouldGiveBack: (purchaseId: PurchaseId, kept: Kept): Points => due(purchaseId, kept).reduce((sum, { points }) => sum + points, 0) as Points,
    /** Gives back the points that paid for what came back, to the lots they came from (domain.md §6.1). Must run inside an operation. */
    giveBack({ purchaseId, kept, returnId }: { purchaseId: PurchaseId; kept: Kept; returnId?: PurchaseId }): Points {
      const found = due(purchaseId, kept)
      for (const { entry, points } of found)
        ledger.book({
          accountId: entry.accountId,
          kind: points > 0 ? 'REV_REDEEM' : 'REDEEM',
          points,
          purchaseId: returnId ?? purchaseId,
          lotId: entry.id,
          expiresOn: points > 0 ? ledger.graceDay() : null,
          key: returnId === undefined ? `giveback:${entry.id}:${newId()}` : `giveback:${returnId}:${entry.id}`,
        })
      return found.reduce((sum, { points }) => sum + points, 0) as Points
    },
  }
}
