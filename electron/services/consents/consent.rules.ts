import { addDays } from '#contract'
import type { ConsentChannel, ConsentState, ContactChannel, ContactPurpose, IsoDate, MayContact } from '#contract'

/** What holds for one channel; channels without an entry were never asked for. */
export type ConsentStates = Partial<Record<ConsentChannel, ConsentState>>

/** From the most to the least strict. A withdrawal was said after a permission, a refusal instead of one; never having asked allows nothing. */
const STRICTNESS: readonly (ConsentState | null)[] = ['withdrawn', 'refused', null, 'granted']

/** The strictest of what several records of one person say about a channel; null for one who was never asked. */
export function strictest(states: readonly (ConsentState | null)[]): ConsentState | null {
  return STRICTNESS.find((state) => states.includes(state)) ?? null
}

/**
 * Whether a message may go out (domain.md §13): what is no advertising may, at the counter everything may; letters until the customer objects; phone,
 * e-mail and messenger only after an express permission. A "no" wins at once, and one to everything above all others.
 */
export function mayContact(states: ConsentStates, channel: ContactChannel, purpose: ContactPurpose): MayContact {
  if (channel === 'counter') return { allowed: true, reason: 'counter' }
  if (purpose === 'contract') return { allowed: true, reason: 'contract-notice' }
  if (states.all === 'refused' || states.all === 'withdrawn') return { allowed: false, reason: `all-${states.all}` }
  const own = states[channel]
  if (own === 'refused' || own === 'withdrawn') return { allowed: false, reason: own }
  if (own === 'granted' || states.all === 'granted') return { allowed: true, reason: 'granted' }
  return channel === 'letter' ? { allowed: true, reason: 'letter-without-objection' } : { allowed: false, reason: 'never-asked' }
}

/** What stands against a message whatever the customer said. */
export interface Hindrances {
  isBlocked: boolean
  pausedUntil: IsoDate | null
  hasAddress: boolean
  hasPhone: boolean
  hasEmail: boolean
  hasMobile: boolean
  /** The day of the last mailing before or on the day asked for. */
  advertisedOn: IsoDate | null
}
/** Nobody gets more than one advertisement within so many days, by whatever way (domain.md §5). */
const REST_DAYS = 14

const MISSING = {
  letter: ['hasAddress', 'no-address'],
  phone: ['hasPhone', 'no-phone'],
  email: ['hasEmail', 'no-email'],
  messenger: ['hasMobile', 'no-mobile'],
} as const

/**
 * The whole answer: a block leaves only what an agreement needs, a pause (its last day included) stops all advertising, then counts what the
 * customer said, then whether there is an address at all, last the rest between two advertisements. At the counter nothing needs a rest.
 */
export function mayReach(states: ConsentStates, hindrances: Hindrances, channel: ContactChannel, purpose: ContactPurpose, day: IsoDate): MayContact {
  const isAdvertising = purpose !== 'contract'
  if (isAdvertising && hindrances.isBlocked) return { allowed: false, reason: 'blocked' }
  if (isAdvertising && hindrances.pausedUntil !== null && hindrances.pausedUntil >= day)
    return { allowed: false, reason: 'paused', freeOn: addDays(hindrances.pausedUntil, 1) }
  const said = mayContact(states, channel, purpose)
  if (!said.allowed || channel === 'counter') return said
  const [has, reason] = MISSING[channel]
  if (!hindrances[has]) return { allowed: false, reason }
  const freeOn = hindrances.advertisedOn === null ? day : addDays(hindrances.advertisedOn, REST_DAYS)
  return isAdvertising && freeOn > day ? { allowed: false, reason: 'advertised-lately', freeOn } : said
}

/** The newest entry of each channel up to a day; entries come newest first. */
export function statesOn(entries: readonly { channel: ConsentChannel; state: ConsentState; day: IsoDate }[], day: IsoDate): ConsentStates {
  const states: ConsentStates = {}
  for (const entry of entries) if (entry.day <= day) states[entry.channel] ??= entry.state
  return states
}
