import { addMonths, partsOf } from '#contract'
import type { IsoDate, VoucherKind, VoucherState } from '#contract'
import { AppError } from '../../database/app-error.ts'

/** A paid voucher is valid at least to the end of the third year (§§ 195, 199 BGB; domain.md §6.4). */
const VALUE_YEARS = 3
const OTHER_MONTHS = 12

/** The last day on which a voucher is valid, where nobody says another. */
export const usualEnd = (kind: VoucherKind, issuedOn: IsoDate, startsOn: IsoDate): IsoDate =>
  kind === 'value' ? (`${partsOf(issuedOn).year + VALUE_YEARS}-12-31` as IsoDate) : addMonths(startsOn, OTHER_MONTHS)

interface Standing {
  startsOn: IsoDate
  expiresOn: IsoDate
  cancelledOn: IsoDate | null
  uses: number
  used: number
  openCents: number | null
}
/** Whether a voucher can be used on a day; its first and its last day belong to it. */
export function stateOn({ startsOn, expiresOn, cancelledOn, uses, used, openCents }: Standing, day: IsoDate): VoucherState {
  if (cancelledOn !== null) return 'cancelled'
  if (openCents === null ? used >= uses : openCents <= 0) return 'used'
  if (day > expiresOn) return 'expired'
  return day < startsOn ? 'coming' : 'open'
}

/** What stands on a receipt already, in the order in which it is calculated. */
export interface OnReceipt {
  kinds: readonly { kind: VoucherKind; isStackable: boolean }[]
  hasPoints: boolean
}
const isPercent = (kind: VoucherKind) => kind === 'percent' || kind === 'referral'
const lowers = (kind: VoucherKind) => kind !== 'value'

/**
 * One voucher in per cent, then amounts, then points, then what only pays (domain.md §6.4). Refuses what comes too late for its place, and
 * two that may not be used together.
 */
export function refuseOrder({ kind, isStackable }: { kind: VoucherKind; isStackable: boolean }, { kinds, hasPoints }: OnReceipt): void {
  if (!lowers(kind)) return
  const others = kinds.filter((other) => lowers(other.kind))
  if (isPercent(kind)) {
    if (others.some((other) => isPercent(other.kind))) throw new AppError('conflict', 'voucher-second-percent')
    if (others.length > 0 || hasPoints) throw new AppError('conflict', 'voucher-percent-late')
  } else if (hasPoints) throw new AppError('conflict', 'voucher-amount-late')
  if (others.length > 0 && !(isStackable && others.every((other) => other.isStackable))) throw new AppError('conflict', 'voucher-not-together')
}

/** What a voucher takes off: a part of what may be discounted, rounded half up once, or its amount, but never more than there is. */
export function loweredBy({ rateBp, valueCents }: { rateBp: number | null; valueCents: number | null }, discountableCents: number): number {
  if (rateBp !== null) return Math.round((discountableCents * rateBp) / 10_000)
  return Math.min(valueCents ?? 0, discountableCents)
}
