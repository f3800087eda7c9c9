import type { CustomerId, Handlers } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { PurchaseLinesRepository } from './purchase-lines.repository.ts'
import { unknownSalesRepository } from './unknown-sales.repository.ts'
import type { UnknownReceipt } from './unknown-sales.repository.ts'

interface Deps extends Pick<ServiceBase, 'db' | 'recorder'> {
  customers: { require(customerId: CustomerId): unknown }
  loyalty: Pick<LoyaltyService, 'earn' | 'takeBack' | 'takeBackUnknown' | 'balance'>
  purchaseLines: Pick<PurchaseLinesRepository, 'base' | 'ownBase'>
}

/** Sales of the till whose customer nobody knew, and how they find one. What was said of them stays, so that the next file knows it. */
export function unknownSales({
  db,
  recorder,
  customers,
  loyalty,
  purchaseLines,
}: Deps): Pick<Handlers['purchases'], 'unknown' | 'unknownGroups' | 'assign'> {
  const sales = unknownSalesRepository(db)

  function wanted({ purchaseIds, hint }: { purchaseIds?: UnknownReceipt['id'][] | undefined; hint?: string | undefined }): UnknownReceipt[] {
    if ((purchaseIds === undefined) === (hint === undefined)) throw new AppError('invalid', 'unknown-sales-choose')
    if (purchaseIds?.some((id) => !sales.isUnknown(id))) throw new AppError('missing', 'unknown-sales-none')
    const found = new Map<UnknownReceipt['id'], UnknownReceipt>()
    // A sale and what came back of it belong to one customer.
    const chosen = hint === undefined ? (purchaseIds ?? []) : sales.withHint(hint)
    for (const id of chosen) for (const receipt of sales.together(id)) found.set(receipt.id, receipt)
    if (found.size === 0) throw new AppError('missing', 'unknown-sales-none')
    return [...found.values()].toSorted((a, b) => a.id - b.id)
  }

  return {
    unknown: ({ hint, limit, offset }) => ({ rows: sales.page(hint, limit, offset), ...sales.totals(hint) }),
    unknownGroups({ limit, offset }) {
      const { total, netCents } = sales.totals()
      return { rows: sales.groups(limit, offset), ...sales.groupCount(), sales: total, netCents }
    },
    assign({ customerId, ...which }) {
      customers.require(customerId)
      const before = loyalty.balance(customerId)
      const receipts = wanted(which)
      for (const { id } of receipts) sales.assign(id, customerId)
      // What was sold first, so that what came back finds the points that it gave.
      for (const { id, kind, day } of receipts) if (kind === 'purchase') loyalty.earn({ id, customerId, day, baseCents: purchaseLines.ownBase(id) })
      for (const { id, kind, day, returnsId } of receipts) {
        if (kind === 'purchase') continue
        if (returnsId === null) loyalty.takeBackUnknown({ id, customerId, day, baseCents: purchaseLines.ownBase(id) })
        else loyalty.takeBack({ purchaseId: returnsId, remainingBase: purchaseLines.base(returnsId), returnId: id })
      }
      recorder.describe({ customerId, count: receipts.length })
      return {
        assigned: receipts.length,
        netCents: receipts.reduce((sum, { totalCents }) => sum + totalCents, 0),
        pointsEarned: loyalty.balance(customerId) - before,
      }
    },
  }
}
