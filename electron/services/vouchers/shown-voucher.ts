import type { IsoDate, Voucher } from '#contract'
import { stateOn } from './voucher.rules.ts'
import type { StoredVoucher } from './vouchers.repository.ts'

/** A voucher as the window gets it, with its state on a day. */
export const shown = (stored: StoredVoucher, day: IsoDate): Voucher => ({
  ...stored,
  ownerName: stored.ownerName ?? '',
  isStackable: stored.isStackable === 1,
  state: stateOn(stored, day),
})
