import type { AccountId, Cents, CustomerId, Handlers, IsoDate, Points, PurchaseId, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import { earnQueue } from './earn-queue.ts'
import type { EarnQueue } from './earn-queue.ts'
import { earnKey, loyaltyRepository } from './loyalty.repository.ts'
import type { NewEntry } from './loyalty.repository.ts'
import { counterKind, expiryOf, pointsFor } from './loyalty.rules.ts'

export interface LoyaltyService {
  calls: Handlers['loyalty']
  undoing: readonly Undoing[]
  /** The customer's account, opened (today) if there is none yet. */
  accountOf(customerId: CustomerId, openedOn?: IsoDate): AccountId
  /** Books the points of a purchase, once however often it is called. Answers what it earned. */
  earn(purchase: EarningPurchase): Points
  /** What a purchase would earn today. */
  wouldEarn(baseCents: number): Points
  /** For whoever brings purchases by the thousand. */
  earning: EarnQueue
  /** What a receipt would have to give back if only this base were left of it. */
  wouldTakeBack(purchaseId: PurchaseId, remainingBase: number): Points
  /**
   * Brings the points of a receipt to what the formula gives for the base that is left, at the rate of then (domain.md §6.1). Booked for
   * the return that caused it, once; without one it sets the receipt itself right. The balance may fall below zero. Answers the change.
   */
  takeBack(order: { purchaseId: PurchaseId; remainingBase: number; returnId?: PurchaseId }): Points
  /** Takes back what goods earn at today's rate, of which nobody knows the receipt; once however often it is called. */
  takeBackUnknown(returned: EarningPurchase): void
  /** Books back all that was booked for a purchase or a return; the balance may fall below zero (a debt that later earnings pay). */
  reverse(purchaseId: PurchaseId): void
  /** Changes points by hand. Refuses to go below zero. Answers the new balance. */
  adjust(change: { customerId: CustomerId; points: number; reason: string; day: IsoDate }): Points
  balance(customerId: CustomerId): Points
  /** Erases account and ledger. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
/** `baseCents`: what of the receipt gives points; below zero for a return. */
export interface EarningPurchase {
  id: PurchaseId
  customerId: CustomerId
  day: IsoDate
  baseCents: number
}
interface Deps extends ServiceBase {
  settings: { read(): Pick<Settings, 'pointsPerEuro'> }
  customers: { require(customerId: CustomerId): unknown }
}

export function loyaltyService({ db, clock, newId, recorder, settings, customers }: Deps): LoyaltyService {
  const ledger = loyaltyRepository(db)

  function accountOf(customerId: CustomerId, openedOn = clock.today()): AccountId {
    const account = ledger.account(customerId)
    if (account) return account.id
    const id = newId() as AccountId
    ledger.open(id, customerId, openedOn)
    return id
  }

  function book(entry: Pick<NewEntry, 'accountId' | 'kind' | 'points' | 'key'> & Partial<NewEntry>): boolean {
    return ledger.add({
      purchaseId: null,
      reversesId: null,
      baseCents: null,
      rate: null,
      reason: '',
      expiresOn: null,
      day: clock.today(),
      ...entry,
      id: newId(),
      createdAt: clock.now(),
    })
  }

  function earn({ id, customerId, day, baseCents }: EarningPurchase): Points {
    const accountId = accountOf(customerId)
    const rate = settings.read().pointsPerEuro
    const points = pointsFor(baseCents, rate)
    if (points === 0) return 0 as Points
    const base = baseCents as Cents
    book({ accountId, kind: 'EARN', points, day, purchaseId: id, baseCents: base, rate, expiresOn: expiryOf(day), key: earnKey(id) })
    return points as Points
  }

  /** What a receipt has too few (positive) or too many points for what is left of it. One that earned none has none to give. */
  function difference(purchaseId: PurchaseId, remainingBase: number) {
    const earned = ledger.earnedBy(purchaseId)
    return { earned, points: earned ? pointsFor(remainingBase, earned.rate ?? 0) - ledger.pointsOfReceipt(purchaseId) : 0 }
  }

  function takeBack({ purchaseId, remainingBase, returnId }: Parameters<LoyaltyService['takeBack']>[0]): Points {
    const { earned, points } = difference(purchaseId, remainingBase)
    if (!earned || points === 0) return 0 as Points
    book({
      accountId: earned.accountId,
      kind: points < 0 ? 'REV_EARN' : 'EARN',
      points,
      purchaseId: returnId ?? purchaseId,
      baseCents: remainingBase as Cents,
      rate: earned.rate,
      // Taken from the lot of the receipt, and given back to it.
      expiresOn: earned.expiresOn,
      key: returnId === undefined ? `settle:${purchaseId}:${newId()}` : `return:${returnId}`,
    })
    return points as Points
  }

  function takeBackUnknown({ id, customerId, day, baseCents }: EarningPurchase): void {
    const rate = settings.read().pointsPerEuro
    const points = pointsFor(-baseCents, rate)
    if (points === 0) return
    const base = baseCents as Cents
    book({ accountId: accountOf(customerId), kind: 'REV_EARN', points: -points, day, purchaseId: id, baseCents: base, rate, key: `return:${id}` })
  }

  /** Books against one entry. Each entry can be booked against once; the counter-entry of a counter-entry says again what the first one said. */
  function counter(entryId: number): void {
    const entry = ledger.entry(entryId)
    if (!entry) return
    const first = entry.reversesId === null ? undefined : ledger.entry(entry.reversesId)
    book({
      ...entry,
      kind: first?.kind ?? counterKind(entry.kind),
      points: -entry.points,
      day: clock.today(),
      reversesId: entry.id,
      // What gives points says until when; taking them back from a lot says of which.
      expiresOn: first ? first.expiresOn : entry.kind === 'REV_EARN' ? entry.expiresOn : null,
      key: `rev:${entry.id}`,
    })
  }

  /**
   * Takes an entry out of force. Undo and redo chain counter-entries; only the last link counts, and where it already
   * stands against the entry there is nothing left to book.
   */
  function takeOutOfForce(entryId: number): void {
    let last = entryId
    let stands = true
    for (let next = ledger.reversalOf(last); next !== undefined; next = ledger.reversalOf(last)) {
      last = next
      stands = !stands
    }
    if (stands) counter(last)
  }

  function adjust({ customerId, points, reason, day }: Parameters<LoyaltyService['adjust']>[0]): Points {
    customers.require(customerId)
    const balance = ledger.balance(customerId)
    if (points < 0 && balance + points < 0) throw new AppError('conflict', 'points-below-zero', { balance })
    book({ accountId: accountOf(customerId), kind: 'ADJUST', points, reason, day, key: `adjust:${newId()}` })
    recorder.describe({ customerId, count: Math.abs(points) })
    return (balance + points) as Points
  }

  return {
    accountOf,
    earn,
    earning: earnQueue({ clock, newId, ledger, accountOf, rate: () => settings.read().pointsPerEuro }),
    adjust,
    wouldEarn: (baseCents) => pointsFor(baseCents, settings.read().pointsPerEuro) as Points,
    takeBack,
    takeBackUnknown,
    wouldTakeBack: (purchaseId, remainingBase) => difference(purchaseId, remainingBase).points as Points,
    reverse: (purchaseId) => ledger.firstsOf(purchaseId).forEach(takeOutOfForce),
    balance: ledger.balance,
    purge: ledger.purge,
    undoing: [
      { table: 'point_entry', undoInsert: takeOutOfForce },
      // An account stays open: it says nothing by itself, and a card or an entry may already hang on it.
      { table: 'loyalty_account', undoInsert() {} },
    ],
    calls: {
      account({ customerId, limit, offset }) {
        const account = ledger.account(customerId)
        if (!account) return { accountId: null, balance: 0, openedOn: null, entries: [], total: 0 }
        return {
          accountId: account.id,
          balance: ledger.balance(customerId),
          openedOn: account.openedOn,
          entries: ledger.page(account.id, limit, offset),
          total: ledger.count(account.id),
        }
      },
      adjust: (change) => ({ balance: adjust({ ...change, day: clock.today() }) }),
      check: () => ({ accounts: ledger.accounts(), differences: ledger.differences() }),
    },
  }
}
