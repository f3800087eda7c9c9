import { randomInt } from 'node:crypto'
import { codeOf } from '#contract'
import type { Cents, CustomerId, Handlers, IsoDate, IssueVoucher, OperationId, PurchaseId, Settings, Voucher, VoucherId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { PurchasesService } from '../purchases/purchases.service.ts'
import type { PrintToPdf, ServiceBase } from '../service-base.ts'
import { voucherPrinting } from './print/voucher-printing.ts'
import { byCode, redeemVoucher } from './redeem-voucher.ts'
import { shown } from './shown-voucher.ts'
import { stateOn, usualEnd } from './voucher.rules.ts'
import { vouchersRepository } from './vouchers.repository.ts'
import type { StoredVoucher } from './vouchers.repository.ts'

/** Who made a voucher, where it was not the owner by hand. */
export interface VoucherSource {
  kind: 'stamps' | 'points' | 'referral'
  id: number
}
export interface VouchersService {
  calls: Handlers['vouchers']
  /** Makes a voucher with a code of its own. Must run inside an operation. */
  issue(order: IssueVoucher & { source?: VoucherSource }): Voucher
  /** Takes a voucher out of use; false when it was used. Must run inside an operation. */
  cancel(voucherId: VoucherId, reason: string): boolean
  isUsed(voucherId: VoucherId): boolean
  /** What a customer could use on a day. */
  openFor(customerId: CustomerId, day: IsoDate): Voucher[]
  /** All vouchers issued by a day that can be used on it or later. */
  openOn(day: IsoDate): Voucher[]
  /** What happens to the vouchers of a receipt when so much comes back, `isWhole` when nothing is left of it. */
  wouldReturn(purchaseId: PurchaseId, backCents: number, isWhole: boolean): { code: string; kind: Voucher['kind']; backCents: Cents }[]
  /** Refuses what would leave a voucher used twice or paid out beyond its value. */
  afterOperation(operationId: OperationId): void
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  settings: { read(): Settings }
  customers: { require(customerId: CustomerId): unknown }
  purchases: Pick<PurchasesService, 'receipt' | 'discountable' | 'reduce'>
  printToPdf: PrintToPdf | null
}

/** Vouchers: paid ones, discounts and gifts (domain.md §6.4). */
export function vouchersService({ db, clock, newId, recorder, log, settings, customers, purchases, printToPdf }: Deps): VouchersService {
  const vouchers = vouchersRepository(db)
  const using = redeemVoucher({ clock, newId, recorder, vouchers, purchases })
  const today = (stored: StoredVoucher) => shown(stored, clock.today())
  const require = (id: VoucherId): StoredVoucher => {
    const voucher = vouchers.byId(id)
    if (!voucher) throw new AppError('missing', 'voucher-gone')
    return voucher
  }
  const printing = voucherPrinting({ voucherOf: (id) => today(require(id)), settings, shopColor: vouchers.shopColor, printToPdf, log })

  function freeCode(): string {
    for (;;) {
      const code = codeOf(Array.from({ length: 9 }, () => randomInt(30)))
      if (!vouchers.hasCode(code)) return code
    }
  }
  function issue({ source, ...order }: Parameters<VouchersService['issue']>[0]): Voucher {
    const { kind, ownerId = null, valueCents = null, rateBp = null, text = '', minBasketCents = 0, uses = 1, note = '' } = order
    if (ownerId !== null) customers.require(ownerId as CustomerId)
    if ((kind === 'value' || kind === 'amount') && valueCents === null) throw new AppError('invalid', 'voucher-value-missing')
    if ((kind === 'percent' || kind === 'referral') && rateBp === null) throw new AppError('invalid', 'voucher-rate-missing')
    if (kind === 'reward' && text.trim() === '') throw new AppError('invalid', 'voucher-text-missing')
    const issuedOn = clock.today()
    const startsOn = (order.startsOn as IsoDate | null | undefined) ?? issuedOn
    const least = usualEnd(kind, issuedOn, startsOn)
    const expiresOn = (order.expiresOn as IsoDate | null | undefined) ?? least
    if (expiresOn < startsOn) throw new AppError('invalid', 'voucher-days-backwards')
    if (kind === 'value' && expiresOn < least) throw new AppError('invalid', 'voucher-term-too-short', { day: least })
    const hasRate = kind === 'percent' || kind === 'referral'
    const id = newId() as VoucherId
    vouchers.insert({
      id,
      code: freeCode(),
      kind,
      ownerId: ownerId as CustomerId | null,
      valueCents: hasRate ? null : (valueCents as Cents | null),
      rateBp: hasRate ? rateBp : null,
      text: text.trim(),
      issuedOn,
      startsOn,
      expiresOn,
      minBasketCents: minBasketCents as Cents,
      uses: kind === 'value' ? 1 : uses,
      isStackable: order.isStackable ? 1 : 0,
      vatKind: kind === 'value' ? (order.vatKind ?? 'multi') : null,
      note,
      sourceKind: source?.kind ?? null,
      sourceId: source?.id ?? null,
      createdAt: clock.now(),
    })
    return today(require(id))
  }
  const isUsed = (stored: StoredVoucher) => (stored.openCents === null ? stored.used > 0 : stored.openCents < (stored.valueCents ?? 0))
  function setCancelled(voucher: StoredVoucher, on: IsoDate | null, reason: string): Voucher {
    vouchers.setCancelled(voucher.id, on, reason)
    recorder.describe({ ...(voucher.ownerId === null ? {} : { customerId: voucher.ownerId }), count: 1 })
    return today(require(voucher.id))
  }
  const folded = (text: string) => text.toLocaleLowerCase('de').replace(/\s/g, '')

  return {
    issue,
    cancel(voucherId, reason) {
      const voucher = require(voucherId)
      if (isUsed(voucher)) return false
      setCancelled(voucher, clock.today(), reason)
      return true
    },
    isUsed: (id) => isUsed(require(id)),
    openFor: (customerId, day) =>
      vouchers
        .of(customerId)
        .filter((voucher) => stateOn(voucher, day) === 'open')
        .map((voucher) => shown(voucher, day)),
    openOn: (day) =>
      vouchers
        .all()
        .filter((voucher) => voucher.issuedOn <= day && ['open', 'coming'].includes(stateOn(voucher, day)))
        .map((voucher) => shown(voucher, day)),
    wouldReturn(purchaseId, backCents, isWhole) {
      let left = backCents
      const back = vouchers.usesOn(purchaseId).map(({ code, kind, cents }) => {
        const backCents = kind === 'value' ? Math.min(cents, left) : 0
        left -= backCents
        return { code, kind, backCents: backCents as Cents }
      })
      return back.filter(({ kind, backCents: paid }) => (kind === 'value' ? paid > 0 : isWhole))
    },
    afterOperation(operationId) {
      for (const id of vouchers.touchedBy(operationId)) {
        const voucher = vouchers.byId(id)
        if (voucher && (voucher.openCents === null ? voucher.used > voucher.uses : voucher.openCents < 0))
          throw new AppError('conflict', 'voucher-used-since', { code: voucher.code })
      }
    },
    purge: vouchers.purge,
    calls: {
      issue(order) {
        const voucher = issue(order)
        recorder.describe({ ...(voucher.ownerId === null ? {} : { customerId: voucher.ownerId }), count: 1 })
        return voucher
      },
      find: ({ code }) => today(byCode(vouchers, code)),
      list({ state, kind, text, limit, offset }) {
        const wanted = folded(text)
        const rows = vouchers
          .all()
          .map(today)
          .filter((voucher) => (state === undefined || voucher.state === state) && (kind === undefined || voucher.kind === kind))
          .filter(
            ({ code, ownerName, text: words, note }) => wanted === '' || [code, ownerName, words, note].some((part) => folded(part).includes(wanted)),
          )
        return { rows: rows.slice(offset, offset + limit), total: rows.length }
      },
      listFor({ customerId }) {
        const order = { open: 0, coming: 1, used: 2, expired: 3, cancelled: 4 }
        return vouchers
          .of(customerId)
          .map(today)
          .toSorted((a, b) => order[a.state] - order[b.state])
      },
      redeem: using.redeem,
      redeemPreview: using.preview,
      cancel({ voucherId, reason }) {
        const voucher = require(voucherId)
        if (voucher.cancelledOn !== null) throw new AppError('conflict', 'voucher-cancelled', { reason: voucher.cancelReason })
        if (isUsed(voucher) && voucher.kind !== 'value') throw new AppError('conflict', 'voucher-is-used')
        return setCancelled(voucher, clock.today(), reason)
      },
      reopen: ({ voucherId }) => setCancelled(require(voucherId), null, ''),
      register({ day = clock.today() }) {
        const years = vouchers.years(day)
        return { years, openCents: years.reduce((sum, { openCents }) => sum + openCents, 0) as Cents, others: vouchers.others(day) }
      },
      ...printing,
    },
  }
}
