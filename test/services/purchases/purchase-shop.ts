import type { ArticleId, CustomerId, Input, PurchaseLineId, StaffId } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** A house with Sabine Kern and what the worked example of the trade sells. */
export interface PurchaseShop {
  house: House
  kern: CustomerId
  article(name: string, flags?: Partial<Flags>): ArticleId
  staff(name: string): StaffId
  record(input?: Partial<Input<'purchases.record'>>): Promise<Recorded>
  giveBack(input: Input<'purchases.return'>): Promise<Returned>
  linesOf(purchaseId: number): Promise<PurchaseLineId[]>
  points(): Promise<number>
  close(): void
}
type Recorded = Awaited<ReturnType<typeof recorded>>
type Returned = Awaited<ReturnType<typeof returned>>
interface Flags {
  priceCents: number
  vatBp: number
  earnsPoints: number
  isDiscountable: number
  isPriceBound: number
  isVoucher: number
  retiredOn: string | null
}
const recorded = (house: House, input: Input<'purchases.record'>) => house.call('purchases.record', input)
const returned = (house: House, input: Input<'purchases.return'>) => house.call('purchases.return', input)

export async function openPurchaseShop(): Promise<PurchaseShop> {
  const house = openHouse()
  const kern = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
  let next = 1
  return {
    house,
    kern,
    article(name, flags = {}) {
      const id = next++
      const row = { priceCents: 1000, vatBp: 1900, earnsPoints: 1, isDiscountable: 1, isPriceBound: 0, isVoucher: 0, retiredOn: null, ...flags }
      house.db
        .prepare(
          `insert into article (id, number, name, price_cents, vat_bp, earns_points, is_discountable, is_price_bound, is_voucher, retired_on, created_at)
           values (@id, @number, @name, @priceCents, @vatBp, @earnsPoints, @isDiscountable, @isPriceBound, @isVoucher, @retiredOn, '2026-01-01T00:00:00.000Z')`,
        )
        .run({ ...row, id, number: `A-${id}`, name })
      return id as ArticleId
    },
    staff(name) {
      const id = next++
      house.db.prepare("insert into staff (id, name, created_at) values (?, ?, '2026-01-01T00:00:00.000Z')").run(id, name)
      return id as StaffId
    },
    record: (input = {}) => recorded(house, { customerId: kern, day: '2026-03-12' as never, ...input }),
    giveBack: (input) => returned(house, input),
    linesOf: async (purchaseId) => (await house.call('purchases.get', { purchaseId: purchaseId as never })).lines.map(({ id }) => id),
    points: async () => (await house.call('loyalty.account', { customerId: kern })).balance,
    close: () => house.close(),
  }
}

/** Why it was refused. */
export async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refused)) throw new Error('was not refused')
  return error.failure
}
