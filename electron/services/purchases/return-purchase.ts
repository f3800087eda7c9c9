import type { Back, Cents, CustomerId, Points, PurchaseId, PurchaseLineId, ReturnEffect } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import { phaseOf } from '../phases/phases.rules.ts'
import type { PhasesService } from '../phases/phases.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { PurchaseLinesRepository } from './purchase-lines.repository.ts'
import type { PurchasesRepository, Standing } from './purchases.repository.ts'
import { refuseDay } from './purchase-days.rules.ts'
import { planReturn } from './return.rules.ts'
import type { PlannedReturn, ReturnedLine } from './return.rules.ts'
import type { ReducingPurchases } from './reduce-purchase.ts'

interface Deps extends Pick<ServiceBase, 'clock' | 'newId'> {
  purchases: PurchasesRepository
  purchaseLines: PurchaseLinesRepository
  customers: { require(customerId: CustomerId): unknown }
  phases: Pick<PhasesService, 'standingOf'>
  loyalty: Pick<LoyaltyService, 'takeBack' | 'wouldTakeBack' | 'giveBack' | 'wouldGiveBack' | 'balance'>
  keptOf: ReducingPurchases['keptOf']
  /** What happens to the vouchers of a receipt. */
  vouchersBack: AskReturn
}
/** Says what goes back to the vouchers of a receipt. */
export type AskReturn = (purchaseId: PurchaseId, backCents: number, isWhole: boolean) => ReturnEffect['vouchers']
interface Planned extends PlannedReturn {
  original: Standing
  /** What of the receipt gives points once this is back. */
  remainingBase: number
}

/** Goods and money that come back, booked against their receipt. */
export function returnPurchase({ clock, newId, purchases, purchaseLines, customers, phases, loyalty, keptOf, vouchersBack }: Deps) {
  function plan(order: Back): Planned {
    const original = purchases.standing(order.purchaseId)
    if (!original) throw new AppError('missing', 'purchase-gone')
    if (original.kind === 'return') throw new AppError('invalid', 'return-of-return')
    refuseDay(order.day, clock.today())
    if (order.day < original.day) throw new AppError('invalid', 'return-before-purchase', { day: original.day })
    if (original.customerId !== null) customers.require(original.customerId)
    const open = purchaseLines.open(original.id)
    const planned = planReturn(purchases.left(original.id), open, order)
    const lost = open.length === 0 ? planned.totalCents : planned.lines.filter((l) => l.earnsPoints).reduce((sum, l) => sum + l.netCents, 0)
    return { ...planned, original, remainingBase: Math.max(0, purchaseLines.base(original.id) + lost) }
  }
  /** Whether nothing is left of a receipt once these lines or this amount are back. Ask before it is booked. */
  function isWhole(id: PurchaseId, lines: readonly ReturnedLine[], totalCents: number): boolean {
    const back = (lineId: PurchaseLineId) =>
      lines.filter(({ returnsLineId }) => returnsLineId === lineId).reduce((sum, l) => sum + l.quantityMilli, 0)
    const open = purchaseLines.open(id)
    return purchases.left(id) + totalCents === 0 && open.every((line) => line.leftMilli + back(line.id) === 0)
  }
  const standing = (customerId: CustomerId | null) => (customerId === null ? { phase: phaseOf(0), purchaseDays: 0 } : phases.standingOf(customerId))
  const balanceOf = (customerId: CustomerId | null) => (customerId === null ? 0 : loyalty.balance(customerId))

  /** Where the customer would stand: the purchase day counts no more once nothing is left of it (domain.md G3). */
  function wouldStand({ customerId, countsOn }: Standing, refund: number) {
    const now = standing(customerId)
    if (customerId === null) return now
    const net = purchases.dayNet(customerId, countsOn)
    const purchaseDays = now.purchaseDays - (net > 0 && net <= refund ? 1 : 0)
    return { phase: phaseOf(purchaseDays), purchaseDays }
  }

  function preview(order: Back): ReturnEffect {
    const { original, lines, totalCents, remainingBase } = plan(order)
    const points = loyalty.wouldTakeBack(original.id, remainingBase)
    const given = loyalty.wouldGiveBack(original.id, keptOf(original.id, { lines, totalCents }))
    const after = wouldStand(original, -totalCents)
    return {
      customerId: original.customerId,
      refundCents: (0 - totalCents) as Cents,
      pointsTakenBack: (0 - points) as Points,
      pointsGivenBack: given,
      vouchers: vouchersBack(original.id, -totalCents, isWhole(original.id, lines, totalCents)),
      balance: (balanceOf(original.customerId) + points + given) as Points,
      previousPhase: standing(original.customerId).phase,
      ...after,
      leftCents: (purchases.left(original.id) + totalCents) as Cents,
    }
  }

  /** Must run inside an operation. */
  function book({ reason, ...order }: Back & { reason: string }): ReturnEffect & { returnId: PurchaseId } {
    const { original, lines, totalCents, listCents, remainingBase } = plan(order)
    const { id, customerId, countsOn, channel } = original
    const before = standing(customerId)
    const back = vouchersBack(id, -totalCents, isWhole(id, lines, totalCents))
    const returnId = newId() as PurchaseId
    purchases.insert({
      id: returnId,
      customerId,
      kind: 'return',
      returnsId: id,
      day: order.day,
      countsOn,
      totalCents: totalCents as Cents,
      listCents: listCents as Cents,
      discountReason: '',
      channel,
      staffId: null,
      receiptNo: '',
      note: reason,
      createdAt: clock.now(),
    })
    for (const [place, line] of lines.entries()) purchaseLines.insert(newId() as PurchaseLineId, returnId, place, line)
    const given = loyalty.giveBack({ purchaseId: id, kept: keptOf(id), returnId })
    const points = loyalty.takeBack({ purchaseId: id, remainingBase, returnId })
    const after = standing(customerId)
    return {
      returnId,
      customerId,
      refundCents: (0 - totalCents) as Cents,
      pointsTakenBack: (0 - points) as Points,
      pointsGivenBack: given,
      vouchers: back,
      balance: balanceOf(customerId) as Points,
      previousPhase: before.phase,
      phase: after.phase,
      purchaseDays: after.purchaseDays,
      leftCents: purchases.left(id),
    }
  }
  return { preview, book }
}
