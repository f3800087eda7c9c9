import { addDays } from '#contract'
import type { AccountId, CustomerId, IsoDate } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import type { LoyaltyRepository, NewEntry } from './loyalty.repository.ts'
import { counterKind } from './loyalty.rules.ts'
import { endedRest, lotsOf } from './lots.rules.ts'
import type { Lots } from './lots.rules.ts'

/** Points given back to a lot that has ended are valid for so many days more (domain.md §6.1). */
const GRACE_DAYS = 30
/** How long ago a receipt may lie that is judged by what was valid on its own day (domain.md §6.1). */
export const BACK_DAYS = 14

export type Booking = Pick<NewEntry, 'accountId' | 'kind' | 'points' | 'key'> & Partial<NewEntry>

/** Booking in the ledger of points: entries, counter-entries and the end of lots. Must run inside an operation. */
export interface Ledger {
  repository: LoyaltyRepository
  /** The customer's account, opened (today) if there is none yet. */
  accountOf(customerId: CustomerId, openedOn?: IsoDate): AccountId
  /** False when an entry with this key stands already. */
  book(entry: Booking, id?: number): boolean
  lots(accountId: AccountId): Lots
  /** Whether an entry counts: it does unless an odd number of counter-entries is chained to it. */
  stands(entryId: number): boolean
  /** Books against an entry unless that is done already. Undo and redo chain counter-entries; only the last link counts. */
  takeOutOfForce(entryId: number): void
  /**
   * Lets end what ended before `day` and takes back what was let end after it, so that a day is judged by what was valid then; calling it
   * again changes nothing. Answers whether anything was booked.
   */
  endOn(accountId: AccountId, day: IsoDate): boolean
  /** Until when points that are given back are valid where their lot has ended. */
  graceDay(): IsoDate
}

export function ledgerOf({ clock, newId }: Pick<ServiceBase, 'clock' | 'newId'>, repository: LoyaltyRepository): Ledger {
  const lots = (accountId: AccountId) => lotsOf(repository.ledger(accountId))
  const graceDay = () => addDays(clock.today(), GRACE_DAYS)

  function accountOf(customerId: CustomerId, openedOn = clock.today()): AccountId {
    const account = repository.account(customerId)
    if (account) return account.id
    const id = newId() as AccountId
    repository.open(id, customerId, openedOn)
    return id
  }

  function book(entry: Booking, id: number = newId()): boolean {
    return repository.add({
      purchaseId: null,
      reversesId: null,
      baseCents: null,
      rate: null,
      reason: '',
      expiresOn: null,
      usableFrom: null,
      worth: 100,
      tierBp: null,
      lotId: null,
      ruleId: null,
      extraBp: null,
      minBaseCents: null,
      day: clock.today(),
      ...entry,
      id,
      createdAt: clock.now(),
    })
  }

  /** The last link of an entry's chain of counter-entries, and whether the entry counts with it. */
  function lastLink(entryId: number): { last: number; stands: boolean } {
    let last = entryId
    let stands = true
    for (let next = repository.reversalOf(last); next !== undefined; next = repository.reversalOf(last)) {
      last = next
      stands = !stands
    }
    return { last, stands }
  }

  /** Each entry can be booked against once; the counter-entry of a counter-entry says again what the first one said. */
  function counter(entryId: number, day = clock.today()): void {
    const entry = repository.entry(entryId)
    if (!entry) return
    const first = entry.reversesId === null ? undefined : repository.entry(entry.reversesId)
    const isGivenBack = entry.points < 0 && (entry.kind === 'REDEEM' || entry.kind === 'ADJUST')
    book({
      ...entry,
      kind: first?.kind ?? counterKind(entry.kind),
      points: -entry.points,
      day,
      reversesId: entry.id,
      // What gives points says until when; taking them back from a lot says of which.
      expiresOn: first ? first.expiresOn : isGivenBack ? graceDay() : entry.kind === 'REV_EARN' ? entry.expiresOn : null,
      key: `rev:${entry.id}`,
    })
  }

  /** Takes back that points of a lot ended, so that the lot can be looked at as a whole; whoever ends an account's day lets the rest end again. */
  function revive(accountId: AccountId, isMeant: (entryId: number, account: Lots) => boolean, day?: IsoDate): boolean {
    const account = lots(accountId)
    const ended = repository.ledger(accountId).filter(({ kind, id }) => kind === 'EXPIRE' && !account.countered.has(id) && isMeant(id, account))
    for (const { id } of ended) counter(id, day)
    return ended.length > 0
  }

  return {
    repository,
    accountOf,
    book,
    lots,
    graceDay,
    stands: (entryId) => lastLink(entryId).stands,
    takeOutOfForce(entryId) {
      const { last, stands } = lastLink(entryId)
      if (!stands) return
      const entry = repository.entry(last)
      if (entry && entry.points > 0 && entry.expiresOn !== null && entry.expiresOn < clock.today())
        revive(entry.accountId, (id, { moves }) =>
          moves.get(id)!.some(({ lot }) => lot !== null && moves.get(last)?.some((move) => move.lot === lot)),
        )
      counter(last)
    },
    endOn(accountId, day) {
      const dayOf = new Map(repository.ledger(accountId).map((entry) => [entry.id, entry.day]))
      const isRevived = revive(accountId, (id) => dayOf.get(id)! > day, day)
      const ledger = repository.ledger(accountId)
      const points = endedRest(lotsOf(ledger), day)
      if (points === 0) return isRevived
      // The same entries can end only once.
      return book({ accountId, kind: 'EXPIRE', points: -points, day, key: `expire:${accountId}:${ledger.at(-1)!.id}` })
    },
  }
}
