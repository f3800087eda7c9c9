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

/** The newest entry of each channel up to a day; entries come newest first. */
export function statesOn(entries: readonly { channel: ConsentChannel; state: ConsentState; day: IsoDate }[], day: IsoDate): ConsentStates {
  const states: ConsentStates = {}
  for (const entry of entries) if (entry.day <= day) states[entry.channel] ??= entry.state
  return states
}
