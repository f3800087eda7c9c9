import type { Cents, CustomerId, IsoDate, Points, PurchaseId, Tier } from '#contract'
import type { BonusRules } from './bonus.ts'
import { bonusFor } from './bonus.rules.ts'
import type { EarnQueue } from './earn-queue.ts'
import { earnQueue } from './earn-queue.ts'
import type { Ledger } from './ledger.ts'
import { earnKey } from './loyalty.repository.ts'
import type { NewEntry } from './loyalty.repository.ts'
import { expiryOf, pointsFor, usableFromOf } from './loyalty.rules.ts'
import type { Programme } from './loyalty.rules.ts'
import type { ServiceBase } from '../service-base.ts'

/** `baseCents`: what of the receipt gives points; below zero for a return. */
export interface EarningPurchase {
  id: PurchaseId
  customerId: CustomerId
  day: IsoDate
  baseCents: number
}
/** What is left of a receipt, and the return that caused it; without one the receipt itself is set right. */
export interface Remaining {
  purchaseId: PurchaseId
  remainingBase: number
  returnId?: PurchaseId
}
/** The points of receipts and of what comes back of them. All but the previews must run inside an operation. */
export interface ReceiptPoints {
  /** Books the points of a purchase, once however often it is called. Answers what it earned. */
  earn(purchase: EarningPurchase): Points
  /** For whoever brings purchases by the thousand. */
  earning: EarnQueue
  /** What a purchase would earn. */
  wouldEarn(purchase: Omit<EarningPurchase, 'id'>): Points
  /** What a receipt would have to give back if only this base were left of it. */
  wouldTakeBack(purchaseId: PurchaseId, remainingBase: number): Points
  /**
   * Brings the points of a receipt to what the formula gives for the base that is left, at the rate and multiplier of then (domain.md
   * §6.1). Points of it that have ended count as taken back. The balance may fall below zero. Answers the change.
   */
  takeBack(remaining: Remaining): Points
  /** Takes back what goods earn at today's rate, of which nobody knows the receipt; once however often it is called. */
  takeBackUnknown(returned: EarningPurchase): void
}
/** What a receipt gives, before it is booked. */
export type Earned = Omit<NewEntry, 'id' | 'accountId' | 'createdAt' | 'reversesId' | 'lotId'>
const NO_RULE = { ruleId: null, extraBp: null, minBaseCents: null }

interface Deps extends Pick<ServiceBase, 'clock' | 'newId'> {
  ledger: Ledger
  programme(): Programme
  /** The customer's tier on a day. */
  tierOn(customerId: CustomerId, day: IsoDate): Tier | null
  bonuses: Pick<BonusRules, 'reading'>
}

export function receiptPoints({ clock, newId, ledger, programme, tierOn, bonuses }: Deps): ReceiptPoints {
  const { repository, book } = ledger

  /** A bonus without a part of the points is its own number as long as enough is left. */
  function pointsOf({ kind, points, rate, tierBp, extraBp, minBaseCents }: NewEntry, baseCents: number): number {
    if (kind === 'EARN') return pointsFor(baseCents, rate ?? 0, tierBp)
    return bonusFor(baseCents, rate ?? 0, tierBp, { extraBp, extraPoints: extraBp === null ? points : null, minBaseCents: minBaseCents ?? 0 })
  }
  /** What a receipt's earning comes to for what is left of it; what has ended of it counts as taken back. */
  function due(origin: NewEntry, remainingBase: number): number {
    const after = pointsOf(origin, remainingBase)
    if (origin.expiresOn === null || origin.expiresOn >= clock.today()) return after
    const ended = ledger.lots(origin.accountId).lots.find(({ id }) => id === origin.id)?.expired ?? 0
    return Math.max(after, Math.min(origin.points, after + ended))
  }
  const differences = (purchaseId: PurchaseId, remainingBase: number) =>
    repository
      .originsOf(purchaseId)
      .filter(({ id }) => ledger.stands(id))
      .map((origin) => ({ origin, points: due(origin, remainingBase) - repository.pointsOfLot(origin.id) }))
      .filter(({ points }) => points !== 0)
  const sum = (parts: readonly { points: number }[]) => parts.reduce((total, { points }) => total + points, 0) as Points

  /** Reads the rules once, for as many receipts as are booked together. */
  function reading(): (purchase: EarningPurchase) => Earned[] {
    const { pointsPerEuro: rate, pointYears, pointWorth: worth, pointPendingDays } = programme()
    const bonusesOf = bonuses.reading()
    return ({ id, customerId, day, baseCents }) => {
      const tier = tierOn(customerId, day)
      const tierBp = tier?.multiplierBp ?? null
      const lot: Omit<Earned, 'kind' | 'points' | 'key' | 'ruleId' | 'extraBp' | 'minBaseCents' | 'reason'> = {
        day,
        purchaseId: id,
        baseCents: baseCents as Cents,
        rate,
        tierBp,
        worth,
        expiresOn: expiryOf(day, pointYears),
        usableFrom: usableFromOf(day, pointPendingDays),
      }
      const own = { ...lot, kind: 'EARN' as const, points: pointsFor(baseCents, rate, tierBp), key: earnKey(id), reason: '', ...NO_RULE }
      const more = bonusesOf({ customerId, day, baseCents, tierId: tier?.id ?? null }).map((rule) => ({
        ...lot,
        kind: 'BONUS' as const,
        points: bonusFor(baseCents, rate, tierBp, rule),
        key: `bonus:${rule.id}:${id}`,
        reason: rule.name,
        ruleId: rule.id,
        extraBp: rule.extraBp,
        minBaseCents: rule.minBaseCents,
      }))
      return [own, ...more].filter(({ points }) => points !== 0)
    }
  }

  return {
    earn(purchase) {
      const accountId = ledger.accountOf(purchase.customerId)
      const before = repository.originsOf(purchase.id)
      if (before.some(({ id }) => ledger.stands(id))) return 0 as Points
      const entries = reading()(purchase)
      // A receipt that was somebody else's for a while has earned before; that is out of force.
      for (const entry of entries) book({ ...entry, accountId, ...(before.length > 0 ? { key: `${entry.key}:${newId()}` } : {}) })
      return sum(entries)
    },
    earning: earnQueue({ clock, newId, ledger, reading }),
    wouldEarn: (purchase) => sum(reading()({ ...purchase, id: 0 as PurchaseId })),
    wouldTakeBack: (purchaseId, remainingBase) => sum(differences(purchaseId, remainingBase)),
    takeBack({ purchaseId, remainingBase, returnId }) {
      const found = differences(purchaseId, remainingBase)
      for (const { origin, points } of found)
        book({
          accountId: origin.accountId,
          kind: points < 0 ? 'REV_EARN' : 'EARN',
          points,
          purchaseId: returnId ?? purchaseId,
          baseCents: remainingBase as Cents,
          rate: origin.rate,
          tierBp: origin.tierBp,
          worth: origin.worth,
          ruleId: origin.ruleId,
          lotId: origin.id,
          // Taken from the lot of the receipt, and given back to it.
          expiresOn: origin.expiresOn,
          usableFrom: origin.usableFrom,
          key: returnId === undefined ? `settle:${origin.id}:${newId()}` : `return:${returnId}:${origin.id}`,
        })
      return sum(found)
    },
    takeBackUnknown({ id, customerId, day, baseCents }) {
      const { pointsPerEuro: rate } = programme()
      const points = pointsFor(-baseCents, rate)
      if (points === 0) return
      const accountId = ledger.accountOf(customerId)
      book({ accountId, kind: 'REV_EARN', points: -points, day, purchaseId: id, baseCents: baseCents as Cents, rate, key: `return:${id}` })
    },
  }
}
