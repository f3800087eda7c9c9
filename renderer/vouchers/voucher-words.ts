import type { Voucher } from '#contract'
import { formatCents, formatDay, formatNumber, tt } from '../words.ts'

/** What a voucher is worth, in a few characters. */
export function worthOf({ rateBp, valueCents, openCents, text }: Pick<Voucher, 'rateBp' | 'valueCents' | 'openCents' | 'text'>): string {
  if (rateBp !== null) return `${formatNumber(rateBp / 100)} %`
  if (valueCents === null) return text
  return openCents === null || openCents === valueCents
    ? formatCents(valueCents)
    : tt('vouchers.restOf', { rest: formatCents(openCents), value: formatCents(valueCents) })
}
/** Until when, or why not. */
export function stateWords({ state, startsOn, expiresOn }: Pick<Voucher, 'state' | 'startsOn' | 'expiresOn'>): string {
  if (state === 'open') return tt('vouchers.validUntil', { day: formatDay(expiresOn) })
  if (state === 'coming') return tt('vouchers.validFrom', { day: formatDay(startsOn) })
  if (state === 'expired') return tt('vouchers.expiredOn', { day: formatDay(expiresOn) })
  return tt(`vouchers.state.${state}`)
}
