import { z } from 'zod'
import { job, read, write } from './call.ts'
import { MostCents } from './purchase-lines.ts'
import { Cents, CustomerId, FilePath, IsoDate, Limit, line, Offset, PurchaseId, Timestamp, VoucherId } from './values.ts'

export const voucherReasons = [
  'voucher-code-wrong',
  'voucher-unknown',
  'voucher-gone',
  'voucher-cancelled',
  'voucher-not-yet',
  'voucher-expired',
  'voucher-used-up',
  'voucher-of-another',
  'voucher-basket-too-small',
  'voucher-nothing-to-lower',
  'voucher-not-together',
  'voucher-second-percent',
  'voucher-percent-late',
  'voucher-amount-late',
  'voucher-on-return',
  'voucher-too-much',
  'voucher-used-since',
  'voucher-is-used',
  'voucher-value-missing',
  'voucher-rate-missing',
  'voucher-text-missing',
  'voucher-days-backwards',
  'voucher-term-too-short',
  'voucher-reason-missing',
  'vouchers-too-many',
] as const

/** WERT is paid for and pays; PROZENT, BETRAG and EMPFEHLUNG lower a receipt; PRÄMIE is a gift, with a value or only with words. */
export const VoucherKind = z.enum(['value', 'percent', 'amount', 'reward', 'referral'])
export type VoucherKind = z.infer<typeof VoucherKind>
export const VoucherState = z.enum(['open', 'coming', 'used', 'expired', 'cancelled'])
export type VoucherState = z.infer<typeof VoucherState>

export const Voucher = z.object({
  id: VoucherId,
  code: z.string(),
  kind: VoucherKind,
  state: VoucherState,
  ownerId: CustomerId.nullable(),
  ownerName: z.string(),
  valueCents: Cents.nullable(),
  rateBp: z.int().nullable(),
  text: z.string(),
  issuedOn: IsoDate,
  startsOn: IsoDate,
  expiresOn: IsoDate,
  minBasketCents: Cents,
  uses: z.int(),
  isStackable: z.boolean(),
  vatKind: z.enum(['single', 'multi']).nullable(),
  note: z.string(),
  cancelledOn: IsoDate.nullable(),
  cancelReason: z.string(),
  createdAt: Timestamp,
  /** Uses that count: one whose receipt came back whole does not. */
  used: z.int(),
  /** What of a WERT can still be paid with; null for the others. */
  openCents: Cents.nullable(),
})
export type Voucher = z.infer<typeof Voucher>

/** What redeeming does. */
export const VoucherEffect = z.object({
  voucher: Voucher,
  /** What it takes off, or pays. */
  cents: Cents,
  /** Left on it afterwards; null where nothing stays. */
  restCents: Cents.nullable(),
  /** Left to pay of the receipt, with everything that vouchers of value have paid taken off. */
  payableCents: Cents,
})
export type VoucherEffect = z.infer<typeof VoucherEffect>

const positive = z.int('input-invalid').positive('voucher-value-missing').max(MostCents, 'amount-too-large')
const Issue = z.object({
  kind: VoucherKind,
  ownerId: CustomerId.nullable().default(null),
  valueCents: positive.nullable().default(null),
  rateBp: z.int('voucher-rate-missing').min(1, 'voucher-rate-missing').max(10_000, 'voucher-rate-missing').nullable().default(null),
  text: line(120).default(''),
  startsOn: IsoDate.nullable().default(null),
  /** Left out: a WERT is valid to the end of the third year, anything else for twelve months. */
  expiresOn: IsoDate.nullable().default(null),
  minBasketCents: z.int('input-invalid').min(0, 'input-invalid').max(MostCents, 'amount-too-large').default(0),
  uses: z.int('input-invalid').min(1, 'input-invalid').max(1000, 'input-invalid').default(1),
  isStackable: z.boolean().default(false),
  vatKind: z.enum(['single', 'multi']).default('multi'),
  note: line(200).default(''),
})
export type IssueVoucher = z.input<typeof Issue>

const touches = ['vouchers', 'purchases', 'customers', 'loyalty', 'phases'] as const
const Redeem = z.object({ code: z.string().max(40, 'voucher-code-wrong'), purchaseId: PurchaseId, cents: positive.optional() })
export const VoucherFormat = z.enum(['a4', 'a6', 'receipt80'])
const printed = { voucherIds: z.array(VoucherId).min(1, 'selection-empty').max(200, 'vouchers-too-many'), format: VoucherFormat }

export const voucherCalls = {
  /** Makes a voucher with a code of its own. A WERT can not be valid for a shorter time than to the end of the third year. */
  issue: write(Issue, Voucher, ['vouchers', 'customers']),
  /** By its code, as typed or scanned. Refuses a code that cannot be one, and one that is none of the shop's. */
  find: read(z.object({ code: z.string().max(40, 'voucher-code-wrong') }), Voucher),
  /** Newest first; `text` looks in code, owner and words. */
  list: read(
    z.object({
      state: VoucherState.optional(),
      kind: VoucherKind.optional(),
      text: z.string().max(100).default(''),
      limit: Limit.default(100),
      offset: Offset.default(0),
    }),
    z.object({ rows: z.array(Voucher), total: z.int() }),
  ),
  /** A customer's own vouchers, those that can be used first. */
  listFor: read(z.object({ customerId: CustomerId }), z.array(Voucher)),
  /**
   * Uses a voucher on a receipt: one in per cent, then amounts, then points (domain.md §6.4). A WERT only pays, keeps its rest, and lowers
   * nothing. Judged by the receipt's own day.
   */
  redeem: write(Redeem, VoucherEffect, touches),
  /** What `redeem` would do. */
  redeemPreview: read(Redeem, VoucherEffect),
  /** Takes a voucher out of use, with a reason; one that was used on something stays as it is. */
  cancel: write(z.object({ voucherId: VoucherId, reason: line(200).refine((text) => text !== '', 'voucher-reason-missing') }), Voucher, [
    'vouchers',
    'customers',
  ]),
  reopen: write(z.object({ voucherId: VoucherId }), Voucher, ['vouchers', 'customers']),
  /** WERT sold and still open, by the year in which it was sold: what the shop owes. */
  register: read(
    z.object({ day: IsoDate.optional() }),
    z.object({
      years: z.array(z.object({ year: z.int(), count: z.int(), issuedCents: Cents, openCents: Cents, expiredCents: Cents })),
      openCents: Cents,
      /** Open vouchers of the other kinds. */
      others: z.array(z.object({ kind: VoucherKind, count: z.int() })),
    }),
  ),
  /** The very HTML that is printed. */
  preview: read(z.object(printed), z.object({ html: z.string(), pages: z.int(), widthMm: z.number(), heightMm: z.number() })),
  print: job(z.object({ ...printed, file: FilePath }), z.object({ file: z.string(), pages: z.int(), bytes: z.int() }), {
    paths: ['file'],
    needsPage: true,
  }),
}
