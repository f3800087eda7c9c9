import type { FunnelShare } from '#contract'
import { formatNumber, tt } from '../words.ts'

/** Fewer than these say nothing as a share. */
const ENOUGH = 20

/** '2026-Q1' as people write it. */
export function quarterWords(quarter: string): string {
  const [year = '', number = ''] = quarter.split('-Q')
  return tt('phases.funnel.quarterName', { number, year })
}
/** In per cent; 0 where there is none to show. */
export const shareOf = ({ of, did }: FunnelShare): number => (of < ENOUGH ? 0 : Math.round((did / of) * 100))

/** "38 %" with "19 von 50" below it; how many there are where they are too few. */
export function shareWords({ of, did }: FunnelShare): { main: string; below: string } {
  if (of === 0) return { main: tt('phases.funnel.open0'), below: '' }
  if (of < ENOUGH) return { main: tt('phases.funnel.few'), below: tt('phases.funnel.share', { did: formatNumber(did), of: formatNumber(of) }) }
  return {
    main: tt('phases.funnel.percent', { percent: shareOf({ of, did }) }),
    below: tt('phases.funnel.share', { did: formatNumber(did), of: formatNumber(of) }),
  }
}
