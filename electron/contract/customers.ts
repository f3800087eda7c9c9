import { z } from 'zod'
import { bulkCalls } from './bulk.ts'
import { read, write } from './call.ts'
import { isCalendarDay } from './calendar.ts'
import { OwnValues, OwnValuesInput } from './own-fields.ts'
import { CustomerId, IsoDate, Cents, Limit, Nothing, Offset, paragraph, Points, Timestamp, line } from './values.ts'

export const customerReasons = [
  'name-missing',
  'customer-gone',
  'customer-in-bin',
  'customer-not-in-bin',
  'number-taken',
  'number-invalid',
  'email-invalid',
  'phone-invalid',
  'birthday-invalid',
  'birthday-in-future',
] as const

export const CustomerKind = z.enum(['person', 'firm'])
export type CustomerKind = z.infer<typeof CustomerKind>
export const Salutation = z.enum(['ms', 'mr', 'diverse', 'none'])
export type Salutation = z.infer<typeof Salutation>
/** Sie (formal) or Du (informal). */
export const AddressForm = z.enum(['formal', 'informal'])
export const DetailKind = z.enum(['phone', 'email', 'web'])
export type DetailKind = z.infer<typeof DetailKind>
/** The phase of the relationship, computed from purchase days (domain.md §2), never typed. */
export const Phase = z.enum(['first-contact', 'after-purchase', 'repurchase'])
export type Phase = z.infer<typeof Phase>

/** Day and month, with or without year. */
export const Birthday = z
  .object({ day: z.int(), month: z.int(), year: z.int().min(1850).max(2200).nullable() })
  .refine((b) => isCalendarDay(b.day, b.month, b.year ?? undefined), 'birthday-invalid')
export type Birthday = z.infer<typeof Birthday>

/** One way to reach a customer. `value` as typed; `normal` (E.164 for phones, lower case for e-mail) is null where it could not be read. */
export const ContactDetail = z.object({ kind: DetailKind, value: line(200), normal: z.string().nullable(), label: line(40) })
export type ContactDetail = z.infer<typeof ContactDetail>
export const ContactDetailInput = z.object({ kind: DetailKind, value: line(200), label: line(40).default('') })
export const Address = z.object({
  label: line(40).default(''),
  street: line(120).default(''),
  addition: line(120).default(''),
  postcode: line(12).default(''),
  city: line(80).default(''),
  country: line(60).default('DE'),
})
export type Address = z.infer<typeof Address>
/** A person at a firm. */
export const ContactPerson = z.object({
  salutation: Salutation.default('none'),
  title: line(40).default(''),
  firstName: line(120).default(''),
  lastName: line(120).default(''),
  role: line(80).default(''),
  phone: line(60).default(''),
  email: line(200).default(''),
})
export type ContactPerson = z.infer<typeof ContactPerson>

const fields = {
  kind: CustomerKind,
  salutation: Salutation,
  title: line(40),
  firstName: line(120),
  lastName: line(120),
  nameAddition: line(120),
  firmName: line(200),
  addressForm: AddressForm,
  birthday: Birthday.nullable(),
  memo: paragraph(5000),
  source: line(120),
  /** The owner's own beginning of a letter; '' where it is computed. */
  letterGreeting: line(200),
  tags: z.array(line(40)).max(50),
  details: z.array(ContactDetailInput).max(50),
  addresses: z.array(Address).max(20),
  contactPersons: z.array(ContactPerson).max(100),
}

/** A new customer; `phone` and `email` are short forms for one detail each. A name is enough (first, last or firm name). */
export const CustomerInput = z.object({
  kind: fields.kind,
  salutation: fields.salutation.default('none'),
  title: fields.title.default(''),
  firstName: fields.firstName.default(''),
  lastName: fields.lastName.default(''),
  nameAddition: fields.nameAddition.default(''),
  firmName: fields.firmName.default(''),
  addressForm: fields.addressForm.default('formal'),
  birthday: fields.birthday.default(null),
  memo: fields.memo.default(''),
  source: fields.source.default(''),
  letterGreeting: fields.letterGreeting.default(''),
  tags: fields.tags.default([]),
  details: fields.details.default([]),
  addresses: fields.addresses.default([]),
  contactPersons: fields.contactPersons.default([]),
  number: line(20).optional(),
  phone: line(60).optional(),
  email: line(200).optional(),
})
export type CustomerInput = z.infer<typeof CustomerInput>

/** Only the given fields change; lists (details, addresses, persons, tags) are replaced whole. */
export const CustomerPatch = z.object({
  number: line(20).optional(),
  ...(Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, (v as z.ZodType).optional()])) as {
    [K in keyof typeof fields]: z.ZodOptional<(typeof fields)[K]>
  }),
})
export type CustomerPatch = z.infer<typeof CustomerPatch>

export const Customer = z.object({
  id: CustomerId,
  number: z.string(),
  kind: CustomerKind,
  salutation: Salutation,
  title: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  nameAddition: z.string(),
  firmName: z.string(),
  addressForm: AddressForm,
  birthday: Birthday.nullable(),
  memo: z.string(),
  source: z.string(),
  letterGreeting: z.string(),
  tags: z.array(z.string()),
  details: z.array(ContactDetail),
  addresses: z.array(Address),
  contactPersons: z.array(ContactPerson),
  /** How the name reads: "Dr. Sabine Kern", or the firm's name. */
  displayName: z.string(),
  isSample: z.boolean(),
  /** Values of own fields by the field's id; those that are empty are left out. */
  own: OwnValues.default({}),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Timestamp.nullable(),
})
export type Customer = z.infer<typeof Customer>

/** A row of the customer list: one read-model row, kept by `customer_summary`. */
export const CustomerRow = z.object({
  id: CustomerId,
  number: z.string(),
  kind: CustomerKind,
  displayName: z.string(),
  city: z.string(),
  postcode: z.string(),
  phone: z.string(),
  email: z.string(),
  birthday: Birthday.nullable(),
  phase: Phase,
  phaseSince: IsoDate,
  purchaseDays: z.int(),
  lastPurchase: IsoDate.nullable(),
  net12Cents: Cents,
  totalCents: Cents,
  points: Points,
  cardNumber: z.string().nullable(),
  source: z.string(),
  tags: z.array(z.string()),
  createdOn: IsoDate,
  isSample: z.boolean(),
  /** Values of the owner's own fields by their id; only in pages of the list, and only where there are such fields. */
  own: OwnValues.optional(),
})
export type CustomerRow = z.infer<typeof CustomerRow>
export const CustomerSort = z.enum([
  'name',
  'number',
  'city',
  'phase',
  'lastPurchase',
  'net12',
  'total',
  'purchaseDays',
  'points',
  'created',
  'birthday',
])
export type CustomerSort = z.infer<typeof CustomerSort>

const Page = z.object({ rows: z.array(CustomerRow), total: z.int() })
const paging = { limit: Limit.default(100), offset: Offset.default(0) }

export const TimelineKind = z.enum(['purchase', 'contact', 'phase', 'points', 'card', 'created', 'imported'])
export type TimelineKind = z.infer<typeof TimelineKind>
/** One line of the customer's timeline, newest first. The renderer words it by `kind`. */
export const TimelineEntry = z.object({
  key: z.string(),
  kind: TimelineKind,
  day: IsoDate,
  at: Timestamp,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const customerCalls = {
  ...bulkCalls,
  create: write(CustomerInput.extend({ own: OwnValuesInput.optional() }), Customer, ['customers']),
  update: write(CustomerPatch.extend({ customerId: CustomerId, own: OwnValuesInput.optional() }), Customer, ['customers']),
  get: read(z.object({ customerId: CustomerId }), Customer),
  /** The read-model row of one customer: phase, points, card, figures for the page header. */
  summary: read(z.object({ customerId: CustomerId }), CustomerRow),
  /**
   * Search as you type: every word is a prefix; name, firm, number, phone digits, e-mail, city, card number; ä=ae=a, ß=ss. Empty text
   * lists all. With `countUpTo` the total is counted no further, which among a million customers is what takes time.
   */
  search: read(
    z.object({
      text: z.string().max(500),
      sort: CustomerSort.optional(),
      descending: z.boolean().default(false),
      countUpTo: z.int().min(1).optional(),
      ...paging,
    }),
    Page.extend({ isTotalExact: z.boolean() }),
  ),
  list: read(z.object({ sort: CustomerSort.default('name'), descending: z.boolean().default(false), ...paging }), Page),
  /** Place of a customer in a sorted list ("214 of 1,204") with the neighbours. */
  neighbours: read(
    z.object({
      customerId: CustomerId,
      text: z.string().max(500).default(''),
      sort: CustomerSort.default('name'),
      descending: z.boolean().default(false),
    }),
    z.object({ position: z.int().nullable(), total: z.int(), previousId: CustomerId.nullable(), nextId: CustomerId.nullable() }),
  ),
  count: read(Nothing, z.object({ customers: z.int(), sample: z.int(), inBin: z.int() })),
  /** Newest first; of all kinds where none is named, and with a text only what has it in its words. */
  timeline: read(
    z.object({ customerId: CustomerId, kinds: z.array(TimelineKind).max(10).optional(), text: z.string().max(200).default(''), ...paging }),
    z.object({ entries: z.array(TimelineEntry), total: z.int() }),
  ),
  tags: read(Nothing, z.array(z.object({ name: z.string(), count: z.int() }))),
  /** Moves customers to the recycle bin; everything of theirs stays and comes back with `restore`. */
  remove: write(z.object({ customerIds: z.array(CustomerId).min(1).max(1000) }), z.object({ removed: z.int() }), ['customers', 'phases']),
  restore: write(z.object({ customerIds: z.array(CustomerId).min(1).max(1000) }), z.object({ restored: z.int() }), ['customers', 'phases']),
}
