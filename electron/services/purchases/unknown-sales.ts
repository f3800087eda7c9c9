import type { CustomerId, Handlers } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { unknownSalesRepository } from './unknown-sales.repository.ts'
import type { UnknownReceipt } from './unknown-sales.repository.ts'

interface Deps extends Pick<ServiceBase, 'db' | 'recorder'> {
  customers: { require(customerId: CustomerId): unknown }
  loyalty: Pick<LoyaltyService, 'earn' | 'takeBackFor' | 'balance'>
}

/** Sales of the till whose customer nobody knew, and how they find one. What was said of them stays, so that the next file knows it. */
export function unknownSales({ db, recorder, customers, loyalty }: Deps): Pick<Handlers['purchases'], 'unknown' | 'unknownGroups' | 'assign'> {
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
      for (const { id, kind, day, totalCents } of receipts) if (kind === 'purchase') loyalty.earn({ id, customerId, day, totalCents })
      for (const { id, kind, day, totalCents, returnsId } of receipts)
        if (kind === 'return') loyalty.takeBackFor({ id, customerId, day, totalCents, returnsId })
      recorder.describe({ customerId, count: receipts.length })
      return {
        assigned: receipts.length,
        netCents: receipts.reduce((sum, { totalCents }) => sum + totalCents, 0),
        pointsEarned: loyalty.balance(customerId) - before,
      }
    },
  }
}
