import { z } from 'zod'
import { job, read, write } from './call.ts'
import { Address, Birthday, ContactDetailInput, CustomerKind, Salutation } from './customers.ts'
import { CustomerId, IsoDate, Limit, line, Nothing, Offset, Timestamp } from './values.ts'

export const duplicateReasons = ['duplicate-same-customer', 'duplicate-not-dismissed'] as const

/** 'same': the same customer; 'ask': probably, the owner decides; 'related': a household or family, never proposed for merging. */
export const DuplicateBand = z.enum(['same', 'ask', 'related'])
export type DuplicateBand = z.infer<typeof DuplicateBand>

/** One figure of the score: `points` of `of` hundredths; all points together are the score. Facts without figures (of: 0) only inform. */
export const DuplicateReason = z.object({
  fact: z.enum([
    'first-name-equal',
    'first-name-similar',
    'first-name-differs',
    'first-name-missing',
    'last-name-equal',
    'last-name-similar',
    'last-name-differs',
    'last-name-missing',
    'names-swapped',
    'firm-equal',
    'firm-similar',
    'birthday-equal',
    'birthday-close',
    'birthday-differs',
    'address-equal',
    'address-similar',
    'address-differs',
    'contact-equal',
    'contact-differs',
    'phone-equal',
    'email-equal',
    'name-rare',
    'name-common',
    'generation-differs',
  ]),
  points: z.int(),
  of: z.int(),
})
export type DuplicateReason = z.infer<typeof DuplicateReason>

/** Enough of a customer to compare two by eye. */
export const DuplicateSide = z.object({
  id: CustomerId,
  number: z.string(),
  kind: CustomerKind,
  displayName: z.string(),
  salutation: Salutation,
  birthday: Birthday.nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  addresses: z.array(Address),
  purchaseDays: z.int(),
  lastPurchase: IsoDate.nullable(),
  points: z.int(),
  cardNumber: z.string().nullable(),
  tags: z.array(z.string()),
  createdOn: IsoDate,
})
export type DuplicateSide = z.infer<typeof DuplicateSide>

export const DuplicatePair = z.object({
  a: DuplicateSide,
  b: DuplicateSide,
  band: DuplicateBand,
  score: z.number(),
  reasons: z.array(DuplicateReason),
})
export type DuplicatePair = z.infer<typeof DuplicatePair>

/** A customer who may be the one that is being typed. */
export const DuplicateCandidate = z.object({
  id: CustomerId,
  number: z.string(),
  displayName: z.string(),
  salutation: Salutation,
  city: z.string(),
  score: z.number(),
  reasons: z.array(DuplicateReason),
})
export type DuplicateCandidate = z.infer<typeof DuplicateCandidate>

const paging = { limit: Limit.default(100), offset: Offset.default(0) }
const Two = z.object({ aId: CustomerId, bId: CustomerId })

export const duplicateCalls = {
  /** Compares all customers with each other; `pairs` counts those proposed. Replaces what the last scan found. */
  scan: job(Nothing, z.object({ pairs: z.int() }), { touches: ['duplicates'] }),
  /** Pairs of the last scan and of every change since, likeliest first; only customers outside the bin, without those that were dismissed. */
  list: read(
    z.object({ minScore: z.number().min(0).max(1).default(0), kind: z.enum(['proposed', 'related']).default('proposed'), ...paging }),
    z.object({ rows: z.array(DuplicatePair), total: z.int() }),
  ),
  /** When was the last scan, and what waits. `isOutdated`: so much has changed since that another scan is due. */
  status: read(
    Nothing,
    z.object({
      scannedAt: Timestamp.nullable(),
      customers: z.int(),
      proposed: z.int(),
      related: z.int(),
      dismissed: z.int(),
      isOutdated: z.boolean(),
    }),
  ),
  /** Remembers that two customers are not one. */
  dismiss: write(Two, z.object({ dismissed: z.boolean() }), ['duplicates']),
  /** Forgets it again. */
  reconsider: write(Two, z.object({ reconsidered: z.boolean() }), ['duplicates']),
  /** Pairs that were dismissed, newest first. */
  dismissed: read(z.object(paging), z.object({ rows: z.array(z.object({ a: DuplicateSide, b: DuplicateSide, at: Timestamp })), total: z.int() })),
  /** Up to five customers who may be the one that is being typed, likeliest first. Nothing is refused: what cannot be read is not compared. */
  check: read(
    z.object({
      customerId: CustomerId.optional(),
      kind: CustomerKind.default('person'),
      salutation: Salutation.default('none'),
      title: line(40).default(''),
      firstName: line(120).default(''),
      lastName: line(120).default(''),
      nameAddition: line(120).default(''),
      firmName: line(200).default(''),
      birthday: Birthday.nullable().default(null),
      phone: line(200).default(''),
      email: line(200).default(''),
      details: z.array(ContactDetailInput).max(50).default([]),
      addresses: z.array(Address).max(20).default([]),
    }),
    z.object({ candidates: z.array(DuplicateCandidate) }),
  ),
}
