import { addDays, addMonths, FUNNEL_HORIZONS } from '#contract'
import type { FunnelShare, Output } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { phaseFunnelRepository } from './phase-funnel.repository.ts'
import { hintOf } from './phase-funnel.rules.ts'

/** Days within which a prospect should have bought (domain.md §2). */
const PROSPECT_DAYS = 180

type Deps = Pick<ServiceBase, 'db' | 'clock'> & { settings: Pick<SettingsService, 'read'> }

/** How many of those who came in a quarter went on from phase to phase. */
export function phaseFunnel({ db, clock, settings }: Deps): () => Output<'phases.funnel'> {
  const repository = phaseFunnelRepository(db)
  const sum = (shares: readonly FunnelShare[]): FunnelShare => ({
    of: shares.reduce((all, share) => all + share.of, 0),
    did: shares.reduce((all, share) => all + share.did, 0),
  })
  return () => {
    const today = clock.today()
    const prospects = new Map(repository.prospects(addDays(today, -PROSPECT_DAYS)).map(({ quarter, of, did }) => [quarter, { of, did }]))
    const by = Object.fromEntries(FUNNEL_HORIZONS.map((days) => [`by${days}`, addDays(today, -days)]))
    const returns = new Map(repository.returns(by).map((row) => [row.quarter, row]))
    const cohorts = [...new Set([...prospects.keys(), ...returns.keys()])]
      .toSorted()
      .toReversed()
      .map((quarter) => ({
        quarter,
        firstPurchase: prospects.get(quarter) ?? { of: 0, did: 0 },
        returned: FUNNEL_HORIZONS.map((days) => {
          const row = returns.get(quarter)
          return { days, of: Number(row?.[`of${days}`] ?? 0), did: Number(row?.[`did${days}`] ?? 0) }
        }),
      }))
    const total = {
      firstPurchase: sum(cohorts.map(({ firstPurchase }) => firstPurchase)),
      returned: FUNNEL_HORIZONS.map((days, index) => ({ days, ...sum(cohorts.map(({ returned }) => returned[index]!)) })),
    }
    const minutes = { 'first-contact': 0, 'after-purchase': 0, repurchase: 0 }
    for (const row of repository.minutes(addMonths(today, -12), today)) minutes[row.phase] = row.minutes
    const targetPercent = settings.read().returnTargetPercent
    return { today, cohorts, total, minutes, targetPercent, hint: hintOf(minutes, total.returned.at(-1)!, targetPercent) }
  }
}
