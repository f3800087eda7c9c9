import { z } from 'zod'
import { read, write } from './call.ts'
import { CustomerId, IsoDate, line, Timestamp } from './values.ts'

export const consentReasons = ['consent-way-missing'] as const

/** Ways to advertise that a customer can allow or forbid; `all` stands above the others. */
export const ConsentChannel = z.enum(['letter', 'phone', 'email', 'messenger', 'all'])
export type ConsentChannel = z.infer<typeof ConsentChannel>
export const ConsentState = z.enum(['granted', 'refused', 'withdrawn'])
export type ConsentState = z.infer<typeof ConsentState>
/** Where a message can reach a customer; at the counter everything may be said. */
export const ContactChannel = z.enum(['letter', 'phone', 'email', 'messenger', 'counter'])
export type ContactChannel = z.infer<typeof ContactChannel>
/** A birthday greeting and a request for a rating are advertising before the law (domain.md §13). */
export const ContactPurpose = z.enum(['advertising', 'birthday', 'rating', 'contract'])
export type ContactPurpose = z.infer<typeof ContactPurpose>

/** Why a contact is allowed or not; the window words it. */
export const ContactReason = z.enum([
  'counter',
  'contract-notice',
  'letter-without-objection',
  'granted',
  'never-asked',
  'refused',
  'withdrawn',
  'all-refused',
  'all-withdrawn',
  'customer-in-bin',
  'blocked',
  'paused',
  'no-address',
  'no-phone',
  'no-email',
  'no-mobile',
  'advertised-lately',
])
export type ContactReason = z.infer<typeof ContactReason>
export const MayContact = z.object({
  allowed: z.boolean(),
  reason: ContactReason,
  /** The first day on which a pause, or the rest after an advertisement, is over. */
  freeOn: IsoDate.optional(),
})
export type MayContact = z.infer<typeof MayContact>

/** One line of what a customer said; the newest per channel counts. */
export const Consent = z.object({
  id: z.int(),
  channel: ConsentChannel,
  state: ConsentState,
  day: IsoDate,
  way: z.string(),
  note: z.string(),
  createdAt: Timestamp,
})
export type Consent = z.infer<typeof Consent>

export const consentCalls = {
  /** Writes down what a customer said, on which day and in which way ("Papier", "mündlich"). Kept for good; undoing books against it. */
  record: write(
    z.object({
      customerId: CustomerId,
      channel: ConsentChannel,
      state: ConsentState,
      day: IsoDate.optional(),
      way: line(80).default(''),
      note: line(500).default(''),
    }),
    z.object({ customerId: CustomerId }),
    ['consents'],
  ),
  /** What holds today per channel (advertising), and everything that was said, newest first. */
  of: read(
    z.object({ customerId: CustomerId }),
    z.object({
      channels: z.array(
        z.object({
          channel: ConsentChannel,
          current: Consent.nullable(),
          /** By what the customer said alone. */
          may: MayContact,
          /** With all that stands against it today: a block, a pause, no address, an advertisement lately. */
          today: MayContact,
        }),
      ),
      history: z.array(Consent),
    }),
  ),
  /** Whether a message may go out on a day (today where it is left out), and why (domain.md G6, §13). */
  mayContact: read(z.object({ customerId: CustomerId, channel: ContactChannel, purpose: ContactPurpose, day: IsoDate.optional() }), MayContact),
}
