import { isCheckCode, readCode } from '#contract'
import type { Cents, IsoDate, PurchaseId, VoucherEffect } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { PurchasesService } from '../purchases/purchases.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { loweredBy, refuseOrder, stateOn } from './voucher.rules.ts'
import { shown } from './shown-voucher.ts'
import type { StoredVoucher, VouchersRepository } from './vouchers.repository.ts'

interface Order {
  code: string
  purchaseId: PurchaseId
  cents?: number | undefined
}
interface Deps extends Pick<ServiceBase, 'clock' | 'newId' | 'recorder'> {
  vouchers: VouchersRepository
  purchases: Pick<PurchasesService, 'receipt' | 'discountable' | 'reduce'>
}
const REFUSALS = { cancelled: 'voucher-cancelled', coming: 'voucher-not-yet', expired: 'voucher-expired', used: 'voucher-used-up' } as const

/** Finds a voucher by its code, as typed or scanned. */
export function byCode(vouchers: VouchersRepository, typed: string): StoredVoucher {
  const code = readCode(typed.replace(/^SKV:/i, ''))
  if (!isCheckCode(code)) throw new AppError('invalid', 'voucher-code-wrong')
  const voucher = vouchers.byCode(code)
  if (!voucher) throw new AppError('missing', 'voucher-unknown')
  return voucher
}

/** Using a voucher on a receipt, and what that would do. */
export function redeemVoucher({ clock, newId, recorder, vouchers, purchases }: Deps) {
  function refuseState(voucher: StoredVoucher, day: IsoDate): void {
    const state = stateOn(voucher, day)
    if (state === 'open') return
    const { startsOn, expiresOn, cancelReason: reason } = voucher
    throw new AppError('conflict', REFUSALS[state], { startsOn, expiresOn, reason })
  }
  function plan({ code, purchaseId, cents: wished }: Order) {
    const voucher = byCode(vouchers, code)
    const receipt = purchases.receipt(purchaseId)
    if (!receipt) throw new AppError('missing', 'purchase-gone')
    if (receipt.kind === 'return') throw new AppError('invalid', 'voucher-on-return')
    refuseState(voucher, receipt.day)
    if (voucher.ownerId !== null && voucher.ownerId !== receipt.customerId)
      throw new AppError('conflict', 'voucher-of-another', { name: voucher.ownerName ?? '–' })
    const uses = vouchers.usesOn(purchaseId)
    if (uses.some(({ voucherId }) => voucherId === voucher.id) && voucher.kind !== 'value') throw new AppError('conflict', 'voucher-used-up', {})
    const { cents: discountable, listCents, leftCents } = purchases.discountable(purchaseId)
    if (listCents < voucher.minBasketCents) throw new AppError('conflict', 'voucher-basket-too-small', { leastCents: voucher.minBasketCents })
    const paid = vouchers.paidOn(purchaseId)
    if (voucher.kind === 'value') {
      const most = Math.min(voucher.openCents ?? 0, leftCents - paid)
      if (most <= 0) throw new AppError('conflict', 'voucher-nothing-to-lower')
      if (wished !== undefined && wished > most) throw new AppError('conflict', 'voucher-too-much', { mostCents: most })
      const cents = wished ?? most
      return { voucher, cents, restCents: (voucher.openCents ?? 0) - cents, payableCents: leftCents - paid - cents }
    }
    const kinds = uses.map((use) => ({ kind: use.kind, isStackable: use.isStackable === 1 }))
    refuseOrder({ kind: voucher.kind, isStackable: voucher.isStackable === 1 }, { kinds, hasPoints: vouchers.hasPoints(purchaseId) })
    const isGift = voucher.rateBp === null && voucher.valueCents === null
    const cents = loweredBy(voucher, discountable)
    if (!isGift && cents === 0) throw new AppError('conflict', 'voucher-nothing-to-lower')
    return { voucher, cents, restCents: null, payableCents: Math.max(0, leftCents - cents - paid) }
  }
  const effectOf = ({ voucher, cents, restCents, payableCents }: ReturnType<typeof plan>): VoucherEffect => ({
    voucher: shown(voucher, clock.today()),
    cents: cents as Cents,
    restCents: restCents as Cents | null,
    payableCents: payableCents as Cents,
  })

  return {
    preview: (order: Order) => effectOf(plan(order)),
    /** Must run inside an operation. */
    redeem(order: Order): VoucherEffect {
      const planned = plan(order)
      const { voucher, cents } = planned
      const id = newId()
      vouchers.insertUse(id, voucher.id, order.purchaseId, cents, clock.now())
      if (voucher.kind !== 'value' && cents > 0) purchases.reduce({ purchaseId: order.purchaseId, cents, kind: 'voucher', sourceId: id })
      const customerId = purchases.receipt(order.purchaseId)?.customerId
      recorder.describe({ ...(customerId ? { customerId } : {}), count: 1 })
      return effectOf({ ...planned, voucher: vouchers.byId(voucher.id)! })
    },
  }
}
