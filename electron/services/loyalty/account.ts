import type { Cents, CustomerId, Handlers, Points, TierStanding } from '#contract'
import type { Clock } from '../../database/clock.ts'
import type { Ledger } from './ledger.ts'
import { centsOf } from './loyalty.rules.ts'
import { endedRest, isUsableOn } from './lots.rules.ts'
import { usableOn } from './redeem.ts'

interface Deps {
  clock: Clock
  ledger: Ledger
  standing(customerId: CustomerId): TierStanding | null
}

/** An account as it stands today: what has ended counts no more, whether or not that is booked already. */
export function readAccount({ clock, ledger, standing }: Deps): Handlers['loyalty']['account'] {
  return ({ customerId, limit, offset }) => {
    const nothing = {
      balance: 0,
      pending: 0,
      debt: 0,
      usable: 0,
      usableCents: 0 as Cents,
      lots: [],
      tier: standing(customerId),
      entries: [],
      total: 0,
    }
    const account = ledger.repository.account(customerId)
    if (!account) return { accountId: null, openedOn: null, ...nothing }
    const today = clock.today()
    const state = ledger.lots(account.id)
    const usable = usableOn(state, today)
    const open = state.lots.filter(({ rest, expiresOn }) => rest > 0 && (expiresOn === null || expiresOn >= today))
    return {
      accountId: account.id,
      openedOn: account.openedOn,
      balance: (ledger.repository.balance(customerId) - endedRest(state, today)) as Points,
      pending: open.filter((lot) => !isUsableOn(lot, today)).reduce((sum, { rest }) => sum + rest, 0) as Points,
      debt: state.debt as Points,
      usable: usable.reduce((sum, { points }) => sum + points, 0) as Points,
      usableCents: centsOf(usable) as Cents,
      lots: open.map(({ id, kind, day, expiresOn, usableFrom, points, rest, worth }) => ({
        id,
        kind,
        day,
        expiresOn,
        usableFrom,
        points,
        rest,
        worth,
      })),
      tier: standing(customerId),
      entries: ledger.repository.page(account.id, limit, offset),
      total: ledger.repository.count(account.id),
    }
  }
}
