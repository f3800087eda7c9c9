import type { AccountId, CustomerId, Handlers, IsoDate, OperationId, Result, Tier, TierId, TierStanding } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import type { LoyaltyRepository } from './loyalty.repository.ts'
import { tiersRepository } from './tiers.repository.ts'
import type { AccountTier, Cause, Standing } from './tiers.repository.ts'
import { higher, reviewsBetween, tierById, tierFor, yearUntil } from './tier.rules.ts'

type SaveTiers = Parameters<Handlers['loyalty']['saveTiers']>[0]
type Saved = Result<'loyalty.saveTiers'>
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> {
  accounts: Pick<LoyaltyRepository, 'account'>
}

/**
 * Tiers by the eligible net of rolling twelve months (domain.md §6.2): up at once; down on the first of a month after two reviews in a row
 * that found too little, and at once where what lifted is undone.
 */
export function tiersOf({ db, clock, newId, recorder, background, accounts }: Deps) {
  const repository = tiersRepository(db)
  const { tiers } = repository

  function move(
    accountId: AccountId,
    from: Tier | null,
    to: Tier | null,
    row: { day: IsoDate; cause: Cause; netCents: number } & Partial<AccountTier>,
  ): void {
    const { day, cause, netCents, purchaseId = null, fromTierId = from?.id ?? null } = row
    repository.append({
      id: newId(),
      accountId,
      fromTierId: from?.id ?? null,
      toTierId: to?.id ?? null,
      day,
      cause,
      netCents,
      createdAt: clock.now(),
    })
    if (to === null) repository.drop(accountId)
    else repository.put(accountId, { tierId: to.id, fromTierId, since: day, cause, purchaseId, strikes: 0 })
  }

  /** Whether what lifted an account holds no more: its receipt came back, or who brought the tier went their own way again. */
  function isUndone({ customerId }: Standing, row: AccountTier, tier: Tier): boolean {
    if (row.cause === 'merged') return !repository.broughtBy(customerId).includes(row.tierId)
    if (row.cause !== 'bought' || row.purchaseId === null || !repository.isLess(row.purchaseId, customerId)) return false
    return repository.net(customerId, yearUntil(row.since)) < tier.limitCents
  }

  function judge(who: Standing, netCents: number): void {
    const { accountId, customerId } = who
    const day = clock.today()
    const row = repository.standing(accountId)
    const current = tierById(tiers(), row?.tierId ?? null)
    const earned = tierFor(netCents, tiers())
    const brought = repository
      .broughtBy(customerId)
      .map((id) => tierById(tiers(), id))
      .reduce(higher, null)
    const best = higher(earned, brought)
    if (row && current && isUndone(who, row, current)) {
      const fallback = higher(best, tierById(tiers(), row.fromTierId))
      if (fallback?.id !== current.id) return move(accountId, current, fallback, { day, cause: 'returned', netCents, fromTierId: null })
    }
    if (row && !current) return move(accountId, null, best, { day, cause: 'rules', netCents, fromTierId: null })
    if (best === null || best.limitCents <= (current?.limitCents ?? 0)) return
    const isOwn = earned !== null && earned.limitCents >= best.limitCents
    move(accountId, current, best, {
      day,
      cause: isOwn ? 'bought' : 'merged',
      netCents,
      purchaseId: isOwn ? repository.newestReceipt(customerId) : null,
    })
  }

  function judgeEverybody(): void {
    const nets = repository.nets(yearUntil(clock.today()))
    const lowest = tiers()[0]?.limitCents ?? Number.POSITIVE_INFINITY
    for (const who of repository.everybody()) {
      const netCents = nets.get(who.customerId) ?? 0
      if (who.wasTier !== null || netCents >= lowest) judge(who, netCents)
    }
  }

  /** The first of a month: whoever has too little for the second time in a row goes down to what is reached. */
  function review(day: IsoDate): void {
    const nets = repository.nets(yearUntil(day))
    for (const { accountId, customerId, tierId, strikes } of repository.tiered()) {
      const tier = tierById(tiers(), tierId)
      const netCents = nets.get(customerId) ?? 0
      if (!tier || netCents >= tier.limitCents) {
        if (strikes > 0) repository.strike(accountId, 0)
      } else if (strikes === 0) repository.strike(accountId, 1)
      else move(accountId, tier, tierFor(netCents, tiers()), { day, cause: 'review', netCents, fromTierId: null })
    }
  }

  function save({ tiers: wished }: SaveTiers): void {
    const before = repository.tiers()
    const kept = new Set(wished.flatMap(({ tierId }) => tierId ?? []))
    for (const id of kept) if (!before.some((tier) => tier.id === id)) throw new AppError('missing', 'tier-gone')
    if (new Set(wished.map(({ name }) => name.toLowerCase())).size < wished.length) throw new AppError('invalid', 'tier-name-twice')
    if (new Set(wished.map(({ limitCents }) => limitCents)).size < wished.length) throw new AppError('invalid', 'tier-limit-twice')
    for (const { id } of before) if (!kept.has(id)) repository.retire(id, clock.today())
    // Two tiers may change places; no two have the same limit meanwhile.
    const changed = wished.filter(({ tierId, limitCents }) => before.some(({ id, limitCents: was }) => id === tierId && was !== limitCents))
    for (const { tierId } of changed) repository.clearLimit(tierId!)
    for (const { tierId, name, limitCents, multiplierBp } of wished) {
      const row = { name, limitCents: limitCents as Tier['limitCents'], multiplierBp }
      if (tierId === undefined) repository.insertTier({ id: newId() as TierId, ...row })
      else repository.updateTier({ id: tierId, ...row })
    }
  }

  function standing(customerId: CustomerId): TierStanding | null {
    if (tiers().length === 0) return null
    const account = accounts.account(customerId)
    const row = account && repository.standing(account.id)
    const tier = tierById(tiers(), row?.tierId ?? null)
    const netCents = repository.net(customerId, yearUntil(clock.today()))
    const next = tiers().find(({ limitCents }) => limitCents > Math.max(netCents, tier?.limitCents ?? 0))
    return {
      tier,
      since: tier && row ? row.since : null,
      netCents,
      next: next ? { name: next.name, missingCents: (next.limitCents - netCents) as Tier['limitCents'] } : null,
      isAtRisk: tier !== null && row?.strikes === 1,
      history: account ? repository.history(account.id) : [],
    }
  }

  return {
    standing,
    /** The tier on a day; a back-dated receipt has that of its own day. */
    tierOn(customerId: CustomerId, day: IsoDate): Tier | null {
      if (!repository.hasTiers()) return null
      const account = accounts.account(customerId)
      if (!account) return null
      if (!repository.hasChangedSince(account.id, day)) return tierById(tiers(), repository.standing(account.id)?.tierId ?? null)
      return tierById(tiers(), repository.heldOn(account.id, day) ?? null)
    },
    startDay(): void {
      const today = clock.today()
      const through = repository.reviewedThrough()
      if (through !== null && repository.hasTiers())
        for (const day of reviewsBetween(through, today).slice(-24)) recorder.run({ call: 'loyalty.review', isForgotten: true }, () => review(day))
      if (through === null || through < today) repository.setReviewed(today)
    },
    afterOperation(operationId: OperationId): void {
      const isAboutTiers = repository.isAboutTiers(operationId)
      if (isAboutTiers) return recorder.aside(judgeEverybody)
      if (!repository.hasTiers()) return
      const span = yearUntil(clock.today())
      const touched = repository.touchedBy(operationId)
      if (touched.length === 0) return
      const nets = touched.length > 200 ? repository.nets(span) : null
      recorder.aside(() => touched.forEach((who) => judge(who, nets ? (nets.get(who.customerId) ?? 0) : repository.net(who.customerId, span))))
    },
    tasks: {
      'loyalty.saveTiers'(input: SaveTiers): Saved {
        const { operationId } = recorder.run({ call: 'loyalty.saveTiers' }, () => {
          save(input)
          recorder.describe({ count: input.tiers.length })
        })
        return { operationId, tiers: input.tiers.length, accounts: [...repository.counts().values()].reduce((sum, count) => sum + count, 0) }
      },
    },
    calls: {
      tiers() {
        const counts = repository.counts()
        return repository.tiers().map((tier) => ({ ...tier, accounts: counts.get(tier.id) ?? 0 }))
      },
      saveTiers: (input, job) => background.run<Saved>('loyalty.saveTiers', input, job),
    } satisfies Partial<Handlers['loyalty']>,
  }
}
