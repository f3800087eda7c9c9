import type { AccountId, Cents, CustomerId, Handlers, IsoDate, Points, Purchase, PurchaseId, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import { loyaltyRepository } from './loyalty.repository.ts'
import type { NewEntry } from './loyalty.repository.ts'
import { counterKind, expiryOf, pointsFor } from './loyalty.rules.ts'

export interface LoyaltyService {
  calls: Handlers['loyalty']
  undoing: readonly Undoing[]
  /** The customer's account, opened (today) if there is none yet. */
  accountOf(customerId: CustomerId, openedOn?: IsoDate): AccountId
  /** Books the points of a purchase, once however often it is called. Answers what it earned. */
  earn(purchase: Pick<Purchase, 'id' | 'customerId' | 'day' | 'totalCents'>): Points
  /** Books back all that was booked for a purchase or a return; the balance may fall below zero (a debt that later earnings pay). */
  reverse(purchaseId: PurchaseId): void
  /** Books back what the goods of a return had earned, once however often it is called. */
  takeBackFor(returned: Returned): void
  /** Changes points by hand. Refuses to go below zero. Answers the new balance. */
  adjust(change: { customerId: CustomerId; points: number; reason: string; day: IsoDate }): Points
  balance(customerId: CustomerId): Points
  /** Erases account and ledger. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
/** A return; its total is below zero. `returnsId` is the purchase, where that is known. */
interface Returned {
  id: PurchaseId
  customerId: CustomerId
  day: IsoDate
  totalCents: number
  returnsId: PurchaseId | null
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

  function earn({ id, customerId, day, totalCents }: Pick<Purchase, 'id' | 'customerId' | 'day' | 'totalCents'>): Points {
    const accountId = accountOf(customerId)
    const rate = settings.read().pointsPerEuro
    const points = pointsFor(totalCents, rate)
    if (points === 0) return 0 as Points
    book({ accountId, kind: 'EARN', points, day, purchaseId: id, baseCents: totalCents, rate, expiresOn: expiryOf(day), key: `earn:${id}` })
    return points as Points
  }

  function takeBackFor({ id, customerId, day, totalCents, returnsId }: Returned): void {
    const earned = returnsId === null ? { baseCents: -totalCents, rate: settings.read().pointsPerEuro } : ledger.earnedBy(returnsId)
    if (!earned) return
    const left = Math.max(0, earned.baseCents + (returnsId === null ? 0 : ledger.returnedBefore(returnsId, id)))
    const points = pointsFor(left, earned.rate) - pointsFor(Math.max(0, left + totalCents), earned.rate)
    if (points === 0) return
    const accountId = accountOf(customerId)
    book({
      accountId,
      kind: 'REV_EARN',
      points: -points,
      day,
      purchaseId: id,
      baseCents: totalCents as Cents,
      rate: earned.rate,
      key: `return:${id}`,
    })
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
      expiresOn: first?.expiresOn ?? null,
      key: `rev:${entry.id}`,
    })
  }

  /**
   * Takes an entry out of force. Undo and redo chain counter-entries; only the last link counts, and where it already
   * stands against the entry there is nothing left to book.
   */
  function takeBack(entryId: number): void {
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
    takeBackFor,
    adjust,
    reverse: (purchaseId) => ledger.firstsOf(purchaseId).forEach(takeBack),
    balance: ledger.balance,
    purge: ledger.purge,
    undoing: [
      { table: 'point_entry', undoInsert: takeBack },
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
