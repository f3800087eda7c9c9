import type { ArticleId, Cents, CustomerId, Handlers, Purchase, PurchaseId, PurchaseLineId, RecordEffect } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import { phaseOf } from '../phases/phases.rules.ts'
import type { PhasesService } from '../phases/phases.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { baseOf, priceLines } from './price.rules.ts'
import type { PricedReceipt } from './price.rules.ts'
import { refuseDay } from './purchase-days.rules.ts'
import type { PurchaseLinesRepository } from './purchase-lines.repository.ts'
import type { PurchasesRepository } from './purchases.repository.ts'

type Order = Parameters<Handlers['purchases']['record']>[0]
interface Deps extends Pick<ServiceBase, 'clock' | 'newId'> {
  purchases: PurchasesRepository
  purchaseLines: PurchaseLinesRepository
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string }
  phases: Pick<PhasesService, 'standingOf'>
  loyalty: Pick<LoyaltyService, 'earn' | 'wouldEarn' | 'balance'>
  isUnusual(cents: number): boolean
}

/** Writes one receipt of the till down, with its lines and points, and says before what that does. */
export function recordPurchase({ clock, newId, purchases, purchaseLines, customers, phases, loyalty, isUnusual }: Deps) {
  function refuseTwice({ receiptNo, day }: Order): void {
    const same = purchases.sameReceipt(receiptNo, day)
    if (!same) return
    const name = same.customerId === null ? '–' : customers.nameOf(same.customerId)
    throw new AppError('conflict', 'receipt-already-recorded', { name, day, receiptNo })
  }
  function priced({ lines, totalCents, discountCents }: Order): PricedReceipt {
    if (lines.length === 0) {
      // What was paid is known, and with it what it would have cost.
      const paid = totalCents ?? 0
      return { lines: [], totalCents: paid, listCents: paid + discountCents }
    }
    const ids = [...new Set(lines.flatMap(({ articleId }) => articleId ?? []))]
    const known = ids.map((id) => [id, purchases.article(id)] as const)
    const articles = new Map(known.flatMap(([id, article]) => (article ? [[id as ArticleId, article] as const] : [])))
    const receipt = priceLines(lines, articles, discountCents)
    if (totalCents !== undefined && totalCents !== receipt.totalCents)
      throw new AppError('invalid', 'purchase-total-differs', { totalCents, sumCents: receipt.totalCents })
    return receipt
  }

  /** A slip of the comma looks like this; somebody who means it says so. */
  function refuseUnusual({ lines, totalCents }: PricedReceipt): void {
    const amountCents = lines.length === 0 ? totalCents : Math.max(...lines.map(({ netCents }) => netCents))
    if (isUnusual(amountCents)) throw new AppError('conflict', 'amount-unusual', { amountCents })
  }

  const eligible = ({ lines, totalCents }: PricedReceipt) => (lines.length === 0 ? totalCents : baseOf(lines))

  function preview(order: Order): RecordEffect {
    refuseDay(order.day, clock.today())
    customers.require(order.customerId)
    const receipt = priced(order)
    const standing = phases.standingOf(order.customerId)
    const before = purchases.dayNet(order.customerId, order.day)
    const isNewDay = before <= 0 && before + receipt.totalCents > 0
    const purchaseDays = standing.purchaseDays + (isNewDay ? 1 : 0)
    return {
      totalCents: receipt.totalCents as Cents,
      listCents: receipt.listCents as Cents,
      lines: receipt.lines.map(({ netCents, discountCents, earnsPoints }) => ({
        netCents: netCents as Cents,
        discountCents: discountCents as Cents,
        earnsPoints,
      })),
      points: loyalty.wouldEarn({ customerId: order.customerId, day: order.day, baseCents: eligible(receipt) }),
      balance: loyalty.balance(order.customerId),
      phase: isNewDay ? phaseOf(purchaseDays) : standing.phase,
      previousPhase: standing.phase,
      purchaseDays,
      isNewDay,
    }
  }

  /** Must run inside an operation. */
  function book(order: Order): Purchase {
    refuseDay(order.day, clock.today())
    customers.require(order.customerId)
    if (order.staffId !== null && purchases.staffName(order.staffId) === undefined) throw new AppError('missing', 'staff-unknown')
    if (!order.allowSameReceipt) refuseTwice(order)
    const receipt = priced(order)
    if (!order.allowUnusual) refuseUnusual(receipt)
    const { lines, totalCents, listCents } = receipt
    const { customerId, day, discountReason, channel, staffId, receiptNo, note } = order
    const purchase = {
      id: newId() as PurchaseId,
      customerId,
      kind: 'purchase' as const,
      returnsId: null,
      day,
      countsOn: day,
      totalCents: totalCents as Cents,
      listCents: listCents as Cents,
      discountReason,
      channel,
      staffId,
      receiptNo,
      note,
      createdAt: clock.now(),
    }
    purchases.insert(purchase)
    for (const [place, line] of lines.entries()) purchaseLines.insert(newId() as PurchaseLineId, purchase.id, place, line)
    loyalty.earn({ id: purchase.id, customerId, day, baseCents: eligible(receipt) })
    return purchases.whole(purchase.id)!
  }
  return { book, preview }
}
