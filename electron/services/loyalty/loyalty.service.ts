import type { AccountId, CustomerId, Handlers, IsoDate, OperationId, Points, PurchaseId, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase, Tasks, Undoing } from '../service-base.ts'
import { readAccount } from './account.ts'
import { bonusRules } from './bonus.ts'
import type { TargetGroups } from './bonus.ts'
import { expiry } from './expiry.ts'
import { tiersOf } from './tiers.ts'
import { ledgerOf } from './ledger.ts'
import { loyaltyRepository } from './loyalty.repository.ts'
import { expiryOf } from './loyalty.rules.ts'
import type { Programme } from './loyalty.rules.ts'
import { openPointsOf } from './open-points.ts'
import type { OpenPoints } from './open-points.ts'
import { programmeOf } from './programme.ts'
import { receiptPoints } from './receipt-points.ts'
import type { ReceiptPoints } from './receipt-points.ts'
import { redeeming } from './redeem.ts'
import type { Kept, RedeemedReceipts } from './redeem.ts'
import { verifying } from './verify.ts'

export interface LoyaltyService extends ReceiptPoints {
  calls: Handlers['loyalty']
  tasks: Tasks
  undoing: readonly Undoing[]
  startDay(): void
  /** Whether points wait to be let end; `tasks['loyalty.end']` does it. */
  isBehind(): boolean
  /** Lets end what an operation brought that has ended, and writes the programme down where it changed. */
  afterOperation(operationId: OperationId, call: string): void
  /** The customer's account, opened (today) if there is none yet. */
  accountOf(customerId: CustomerId, openedOn?: IsoDate): AccountId
  /** Books back all that was booked for a purchase or a return; the balance may fall below zero (a debt that later earnings pay). */
  reverse(purchaseId: PurchaseId): void
  /** Changes points by hand. Refuses to go below zero. Answers the new balance. */
  adjust(change: { customerId: CustomerId; points: number; reason: string; day: IsoDate }): Points
  balance(customerId: CustomerId): Points
  /** Gives back the points that paid for what came back of a receipt, to the lots they came from. Answers the change. */
  giveBack(order: { purchaseId: PurchaseId; kept: Kept; returnId?: PurchaseId }): Points
  /** What `giveBack` would give. */
  wouldGiveBack(purchaseId: PurchaseId, kept: Kept): Points
  /** All points of the shop that are open on a day, by the day on which they end. */
  openPoints(day: IsoDate): OpenPoints[]
  /** Whoever owns receipts says how points lower them. */
  onRedeem(receipts: RedeemedReceipts): void
  /** Erases account and ledger. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  settings: { read(): Pick<Settings, keyof Programme> }
  customers: { require(customerId: CustomerId): unknown }
  targets: TargetGroups
}

export function loyaltyService({ db, clock, newId, recorder, background, settings, customers, targets }: Deps): LoyaltyService {
  const repository = loyaltyRepository(db)
  const ledger = ledgerOf({ clock, newId }, repository)
  const programme = programmeOf({ db, clock, newId, settings })
  const tiers = tiersOf({ db, clock, newId, recorder, background, accounts: repository })
  const bonuses = bonusRules({ db, clock, newId, targets })
  const points = receiptPoints({ clock, newId, ledger, programme: programme.now, tierOn: tiers.tierOn, bonuses })
  const ends = expiry({ db, clock, recorder, ledger })
  let receipts: RedeemedReceipts | null = null
  const redeemed = redeeming({ clock, newId, recorder, ledger, programme: programme.now, customers, receipts: () => receipts! })

  function adjust({ customerId, points: change, reason, day }: Parameters<LoyaltyService['adjust']>[0]): Points {
    customers.require(customerId)
    const accountId = ledger.accountOf(customerId)
    ledger.endOn(accountId, clock.today())
    const balance = repository.balance(customerId)
    if (change < 0 && balance + change < 0) throw new AppError('conflict', 'points-below-zero', { balance })
    const { pointYears, pointWorth: worth } = programme.now()
    const expiresOn = change > 0 ? expiryOf(day, pointYears) : null
    ledger.book({ accountId, kind: 'ADJUST', points: change, reason, day, expiresOn, worth, key: `adjust:${newId()}` })
    recorder.describe({ customerId, count: Math.abs(change) })
    return (balance + change) as Points
  }

  return {
    ...points,
    ...redeemed,
    accountOf: ledger.accountOf,
    adjust,
    reverse: (purchaseId) => repository.firstsOf(purchaseId).forEach(ledger.takeOutOfForce),
    balance: repository.balance,
    purge: repository.purge,
    openPoints: openPointsOf({ db }),
    onRedeem: (by) => void (receipts = by),
    startDay() {
      programme.follow()
      ends.startDay()
      tiers.startDay()
    },
    isBehind: ends.isBehind,
    afterOperation(operationId, call) {
      if (call !== 'loyalty.end') ends.afterOperation(operationId)
      tiers.afterOperation(operationId)
      programme.follow()
    },
    tasks: { 'loyalty.end': ends.endAll, 'loyalty.verify': verifying({ db }), ...tiers.tasks },
    undoing: [
      { table: 'point_entry', undoInsert: ledger.takeOutOfForce },
      // An account stays open: it says nothing by itself, and a card or an entry may already hang on it.
      { table: 'loyalty_account', undoInsert() {} },
    ],
    calls: {
      account: readAccount({ clock, ledger, standing: tiers.standing }),
      adjust: (change) => ({ balance: adjust({ ...change, day: clock.today() }) }),
      redeem: redeemed.redeem,
      ...tiers.calls,
      ...bonuses.calls,
      // A thread of its own: a million entries take a second or two.
      verify: () => background.run('loyalty.verify', {}, { report() {}, isCancelled: () => false }),
      programme: () => ({ ...programme.now(), versions: programme.versions() }),
    },
  }
}
