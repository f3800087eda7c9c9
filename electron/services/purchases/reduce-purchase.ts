import type { CustomerId, PurchaseId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { Kept } from '../loyalty/redeem.ts'
import type { ServiceBase } from '../service-base.ts'
import { keptCents } from './reduction.rules.ts'
import type { PurchaseLinesRepository } from './purchase-lines.repository.ts'
import type { PurchasesRepository, Standing } from './purchases.repository.ts'
import type { ReductionsRepository } from './reductions.repository.ts'
import type { ReturnedLine } from './return.rules.ts'
import { spread } from './spread.rules.ts'

export interface ReducingPurchases {
  /**
   * Lowers a receipt by an amount that points or a voucher pay for: spread over the lines that may be discounted (largest remainder), with
   * the points it earns. Refuses more than those lines come to. Must run inside an operation.
   * @param sourceId the entry of the ledger or the use of the voucher; by it a return finds what to give back
   */
  reduce(order: { purchaseId: PurchaseId; cents: number; kind: 'points' | 'voucher'; sourceId: number }): void
  /** What of a receipt may still be discounted, and what all of it would have cost before any discount. */
  discountable(purchaseId: PurchaseId): { cents: number; listCents: number; leftCents: number }
  /** The customer and the day of a receipt in force; undefined when there is none. */
  receipt(purchaseId: PurchaseId): Pick<Standing, 'customerId' | 'day' | 'kind'> | undefined
  /** How much of a reduction stays on its receipt once the given lines or the given amount are back. */
  keptOf(purchaseId: PurchaseId, back?: { lines: readonly ReturnedLine[]; totalCents: number }): Kept
}
interface Deps extends Pick<ServiceBase, 'newId'> {
  purchases: PurchasesRepository
  purchaseLines: PurchaseLinesRepository
  reductions: ReductionsRepository
  loyalty: Pick<LoyaltyService, 'takeBack' | 'onRedeem'>
}

export function reducePurchase({ newId, purchases, purchaseLines, reductions, loyalty }: Deps): ReducingPurchases {
  function standing(purchaseId: PurchaseId): Standing {
    const receipt = purchases.standing(purchaseId)
    if (!receipt) throw new AppError('missing', 'purchase-gone')
    if (receipt.kind === 'return') throw new AppError('invalid', 'reduction-of-return')
    return receipt
  }
  /** The lines that may be lowered and what is left of each; a receipt without lines is lowered as a whole. */
  function parts(purchaseId: PurchaseId) {
    const open = purchaseLines.open(purchaseId)
    const leftCents = purchases.left(purchaseId)
    if (open.length === 0) return { leftCents, lines: [{ id: null, leftCents }] }
    const firm = reductions.firmLines(purchaseId)
    return { leftCents, lines: open.filter(({ id }) => !firm.has(id)) }
  }
  const sum = (lines: readonly { leftCents: number }[]) => lines.reduce((total, line) => total + line.leftCents, 0)

  function reduce({ purchaseId, cents, kind, sourceId }: Parameters<ReducingPurchases['reduce']>[0]): void {
    standing(purchaseId)
    const { lines } = parts(purchaseId)
    const most = sum(lines)
    if (cents > most) throw new AppError('conflict', 'reduction-too-large', { mostCents: most })
    const shares = spread(
      cents,
      lines.map((line) => line.leftCents),
    )
    for (const [place, { id }] of lines.entries()) {
      const share = shares[place]!
      if (share === 0) continue
      if (id !== null) reductions.lowerLine(id, share)
      reductions.insert(newId(), purchaseId, id, kind, sourceId, share)
    }
    reductions.lowerTotal(purchaseId, cents)
    loyalty.takeBack({ purchaseId, remainingBase: purchaseLines.base(purchaseId) })
  }

  const reducing: ReducingPurchases = {
    reduce,
    receipt: purchases.standing,
    discountable(purchaseId) {
      standing(purchaseId)
      const { lines, leftCents } = parts(purchaseId)
      return { cents: sum(lines), listCents: purchases.whole(purchaseId)!.listCents, leftCents }
    },
    keptOf(purchaseId, back = { lines: [], totalCents: 0 }) {
      const open = purchaseLines.withWhole(purchaseId).map((line) => {
        const gone = back.lines.filter(({ returnsLineId }) => returnsLineId === line.id)
        return {
          ...line,
          leftMilli: gone.reduce((left, { quantityMilli }) => left + quantityMilli, line.leftMilli),
          leftCents: gone.reduce((left, { netCents }) => left + netCents, line.leftCents),
        }
      })
      const total = { netCents: purchases.standing(purchaseId)?.totalCents ?? 0, leftCents: purchases.left(purchaseId) + back.totalCents }
      const rows = reductions.of(purchaseId)
      return (sourceId) => {
        const own = rows.filter((row) => row.sourceId === sourceId)
        const kept = own.map(({ lineId, cents }) => {
          const line = lineId === null ? undefined : open.find(({ id }) => id === lineId)
          return keptCents(cents, line ?? { ...total, quantityMilli: 1, leftMilli: total.leftCents > 0 ? 1 : 0 })
        })
        return { cents: own.reduce((all, { cents }) => all + cents, 0), keptCents: kept.reduce((all, cents) => all + cents, 0) }
      }
    },
  }
  loyalty.onRedeem({
    dayOf(purchaseId, customerId: CustomerId) {
      const receipt = purchases.standing(purchaseId)
      return receipt?.customerId === customerId && receipt.kind === 'purchase' ? receipt.day : undefined
    },
    reduce,
  })
  return reducing
}
