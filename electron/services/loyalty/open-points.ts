import type { IsoDate } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import { centsOf } from './loyalty.rules.ts'
import { lotsOf } from './lots.rules.ts'
import { verifyRepository } from './verify.repository.ts'

/** Points that are still to be redeemed, by the day on which they end; null without an end. Cents at what each promised. */
export interface OpenPoints {
  expiresOn: IsoDate | null
  points: number
  cents: number
}

/** All points of the shop that are open on a day: booked by then, not used up, not ended. */
export function openPointsOf({ db }: Pick<ServiceBase, 'db'>): (day: IsoDate) => OpenPoints[] {
  const repository = verifyRepository(db)
  return (day) => {
    const found = new Map<string, { expiresOn: IsoDate | null; points: number; worth: number }>()
    for (const [, ledger] of repository.ledgers()) {
      for (const { rest, expiresOn, worth } of lotsOf(ledger.filter((entry) => entry.day <= day)).lots) {
        if (rest === 0 || (expiresOn !== null && expiresOn < day)) continue
        const key = `${expiresOn} ${worth}`
        const known = found.get(key)
        if (known) known.points += rest
        else found.set(key, { expiresOn, points: rest, worth })
      }
    }
    return [...found.values()].map(({ expiresOn, points, worth }) => ({ expiresOn, points, cents: centsOf([{ points, worth }]) }))
  }
}
