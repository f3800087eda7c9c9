import { z } from 'zod'
import { read, write } from './call.ts'
import { ClockTime, openingHourReasons, ShopMoment } from './opening-hours.ts'
import { CaseId, ContactId, CustomerId, IsoDate, Limit, line, Nothing, Offset, paragraph, PurchaseId, StaffId, Timestamp } from './values.ts'

export const contactReasons = [
  'contact-gone',
  'contact-before-birth',
  'contact-needs-no-answer',
  'contact-already-answered',
  'contact-answer-outgoing',
  'contact-answer-too-early',
  'contact-span-odd',
  'contact-link-gone',
  ...openingHourReasons,
] as const

/** By which way shop and customer met. */
export const TouchChannel = z.enum(['phone', 'counter', 'email', 'letter', 'messenger', 'social', 'event'])
export type TouchChannel = z.infer<typeof TouchChannel>
export const ContactDirection = z.enum(['in', 'out'])
export type ContactDirection = z.infer<typeof ContactDirection>
/** Whether it was about the matter, the person, or both (domain.md §3). */
export const ContactLevel = z.enum(['factual', 'emotional', 'both'])
export type ContactLevel = z.infer<typeof ContactLevel>
/** What in the shop it was about (Bezugspunkt). */
export const ContactReference = z.enum(['brand', 'product', 'staff', 'price', 'experience'])
export type ContactReference = z.infer<typeof ContactReference>
/** −2 upset … 2 delighted. */
export const Mood = z.int().min(-2).max(2)

export const Contact = z.object({
  id: ContactId,
  customerId: CustomerId,
  displayName: z.string(),
  day: IsoDate,
  /** Null where nobody remembers. */
  at: ClockTime.nullable(),
  direction: ContactDirection,
  channel: TouchChannel,
  level: ContactLevel,
  referencePoint: ContactReference.nullable(),
  topic: z.string(),
  text: z.string(),
  mood: Mood.nullable(),
  minutes: z.int(),
  needsAnswer: z.boolean(),
  /** By the opening hours that held when it was written down; null where no answer is needed. */
  answerBy: ShopMoment.nullable(),
  answeredAt: ShopMoment.nullable(),
  answersId: ContactId.nullable(),
  nextStep: z.string(),
  area: z.string(),
  isRandom: z.boolean(),
  isBulk: z.boolean(),
  caseId: CaseId.nullable(),
  purchaseId: PurchaseId.nullable(),
  staffId: StaffId.nullable(),
  createdAt: Timestamp,
})
export type Contact = z.infer<typeof Contact>

const facts = {
  day: IsoDate.optional(),
  at: ClockTime.nullable().optional(),
  level: ContactLevel.optional(),
  referencePoint: ContactReference.nullable().optional(),
  topic: line(200).optional(),
  text: paragraph(10_000).optional(),
  mood: Mood.nullable().optional(),
  minutes: z.int().min(0).max(1440).optional(),
  nextStep: line(200).optional(),
  staffId: StaffId.nullable().optional(),
  area: line(80).optional(),
  isRandom: z.boolean().optional(),
  isBulk: z.boolean().optional(),
  caseId: CaseId.nullable().optional(),
  purchaseId: PurchaseId.nullable().optional(),
}
const ContactFilter = z.object({
  channel: TouchChannel.optional(),
  direction: ContactDirection.optional(),
  /** Only what the customer was upset about (−2, −1), or glad (1, 2). */
  mood: z.enum(['bad', 'good']).optional(),
  from: IsoDate.optional(),
  until: IsoDate.optional(),
  needsAnswer: z.boolean().optional(),
  /** Only personal ones (no mailing, not by chance) that name no next step, ask for no answer and belong to no case. */
  lacksNextStep: z.literal(true).optional(),
})
export type ContactFilter = z.infer<typeof ContactFilter>
const paging = { limit: Limit.default(50), offset: Offset.default(0) }
/** Counted to a thousand at most; whether that is all. */
const Found = z.object({ rows: z.array(Contact), total: z.int(), isTotalExact: z.boolean() })

/** How much of the time to answer is left, in minutes that the shop is open; overdue ones by how long ago it ended. */
export const InboxEntry = z.object({
  contact: Contact,
  isOverdue: z.boolean(),
  /** Open minutes left; 0 when overdue. */
  minutesLeft: z.int(),
  /** Open minutes since the time was over; 0 while there is some left. */
  minutesOver: z.int(),
  /** False without opening hours: then calendar days count. */
  countsOpenMinutes: z.boolean(),
})
export type InboxEntry = z.infer<typeof InboxEntry>

export const ContactStanding = z.object({
  last: Contact.nullable(),
  /** How many contacts of this customer wait for an answer. */
  waiting: z.int(),
  /** The last moods (one of up to three, else three) against those before; null with fewer than two. */
  trend: z.enum(['up', 'down', 'same']).nullable(),
})
export type ContactStanding = z.infer<typeof ContactStanding>

const Figures = z.object({
  asked: z.int(),
  answered: z.int(),
  inTime: z.int(),
  /** Still waiting though the time is over. */
  overdue: z.int(),
  /** Percent of those that are answered or overdue; null without any. */
  inTimePercent: z.number().nullable(),
  /** Minutes of the shop being open from the question to the answer; null without an answer. */
  medianMinutes: z.number().nullable(),
})
export type ContactFigures = z.infer<typeof Figures>

export const contactCalls = {
  /** Writes down that shop and customer met. Without a day it was just now. `nextStep` makes a task. */
  record: write(
    z.object({
      customerId: CustomerId,
      direction: ContactDirection,
      channel: TouchChannel,
      needsAnswer: z.boolean().default(false),
      nextStepOn: IsoDate.nullable().optional(),
      ...facts,
    }),
    Contact,
    ['contacts', 'tasks'],
  ),
  /** Given fields replace what is stored. What sets the clock (day, time, channel) sets it anew; a first `nextStep` makes a task. */
  change: write(
    z.object({
      contactId: ContactId,
      direction: ContactDirection.optional(),
      channel: TouchChannel.optional(),
      needsAnswer: z.boolean().optional(),
      nextStepOn: IsoDate.nullable().optional(),
      ...facts,
    }),
    Contact,
    ['contacts', 'tasks'],
  ),
  remove: write(z.object({ contactId: ContactId }), z.object({ customerId: CustomerId }), ['contacts']),
  /** Writes down the answer to a contact and stops its clock. Without a word of its own it is what went out to the customer today, if anything did. */
  answer: write(
    z.object({ contactId: ContactId, channel: TouchChannel.optional(), nextStepOn: IsoDate.nullable().optional(), ...facts }),
    z.object({ answer: Contact, answered: Contact }),
    ['contacts', 'tasks'],
  ),
  /** Where shop and customer stand: the last personal contact (no mailing, not by chance), and whether the mood rises or falls. */
  of: read(z.object({ customerId: CustomerId }), ContactStanding),
  get: read(z.object({ contactId: ContactId }), Contact),
  /** The customer's contacts, newest first. */
  listFor: read(z.object({ customerId: CustomerId, filter: ContactFilter.optional(), text: z.string().max(200).default(''), ...paging }), Found),
  /** Contacts of all customers, newest first; those of customers in the bin rest. */
  search: read(z.object({ text: z.string().max(200).default(''), filter: ContactFilter.optional(), ...paging }), Found),
  /** What waits for an answer, by the time that is left, overdue first. */
  inbox: read(
    z.object({ ...paging }),
    z.object({ rows: z.array(InboxEntry), total: z.int(), overdue: z.int(), now: ShopMoment, hasOpeningHours: z.boolean() }),
  ),
  /** How many wait, for the sidebar. */
  waiting: read(Nothing, z.object({ waiting: z.int(), overdue: z.int() })),
  /** How quickly the shop answered what came in between two days. */
  figures: read(
    z.object({ from: IsoDate, until: IsoDate }),
    z.object({
      all: Figures,
      byChannel: z.array(Figures.extend({ channel: TouchChannel })),
      byArea: z.array(Figures.extend({ area: z.string() })),
      /** Personal contacts, asked or not, and how many of them lead nowhere: no next step, no answer, no case. */
      personal: z.int(),
      lackNextStep: z.int(),
    }),
  ),
}
