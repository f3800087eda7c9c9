import { z } from 'zod'
import { job, read, write } from './call.ts'
import { ContactPurpose, ContactReason, MayContact } from './consents.ts'
import { Phase } from './customers.ts'
import { CustomerSelection } from './selection.ts'
import { CustomerId, FilePath, IsoDate, line, Nothing, OperationId, paragraph, TextId } from './values.ts'

export const textReasons = [
  'text-gone',
  'text-name-missing',
  'text-name-taken',
  'text-body-missing',
  'text-unknown-placeholder',
  'text-value-missing',
  'text-shop-value-missing',
  'text-not-allowed',
  'text-no-email',
  'text-no-phone',
  'text-no-address',
  'text-subject-missing',
  'text-sender-missing',
  'text-too-many-letters',
  'text-no-letters',
  'link-no-program',
  'shop-email-invalid',
] as const

export const TextChannel = z.enum(['email', 'letter', 'phone', 'any'])
export type TextChannel = z.infer<typeof TextChannel>
/** How a text goes out. */
export const WritingChannel = z.enum(['email', 'phone', 'letter'])
export type WritingChannel = z.infer<typeof WritingChannel>

const content = {
  name: line(80),
  channel: TextChannel.default('any'),
  phase: Phase.nullable().default(null),
  purpose: ContactPurpose.default('advertising'),
  subject: line(200).default(''),
  body: paragraph(10_000),
  informalBody: paragraph(10_000).default(''),
}
/** A text with placeholders, written once. `informalBody` is for those whom the shop says Du to; '' where the formal one serves them too. */
export const TextBlock = z.object({
  id: TextId,
  name: z.string(),
  channel: TextChannel,
  phase: Phase.nullable(),
  purpose: ContactPurpose,
  subject: z.string(),
  body: z.string(),
  informalBody: z.string(),
})
export type TextBlock = z.infer<typeof TextBlock>
const Draft = z.object({ subject: content.subject, body: paragraph(10_000), informalBody: content.informalBody })

/** A value that a text needs and that is not there, and where it is entered. */
export const MissingValue = z.object({ placeholder: z.string(), from: z.enum(['customer', 'card', 'purchase', 'settings', 'calendar']) })
export type MissingValue = z.infer<typeof MissingValue>
/** A finished text on its way to one customer. */
const Message = { customerId: CustomerId, purpose: ContactPurpose, subject: line(200).default(''), body: paragraph(20_000) }

/** Why a customer gets no letter of a run; `placeholder` names the value that is missing. */
export const LeftOut = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  reason: z.enum(['not-allowed', 'no-address', 'value-missing']),
  may: ContactReason.nullable(),
  /** The day from which it may go out again, where one is known. */
  freeOn: IsoDate.nullable(),
  placeholder: z.string().nullable(),
})
export type LeftOut = z.infer<typeof LeftOut>
const letters = { selection: CustomerSelection, textId: TextId }

export const textCalls = {
  list: read(Nothing, z.array(TextBlock)),
  /** Refuses what stands in braces and means nothing. */
  save: write(z.object({ textId: TextId.optional(), ...content }), TextBlock, ['texts']),
  remove: write(z.object({ textId: TextId }), z.object({ name: z.string() }), ['texts']),
  /** How a block or a draft reads for one customer. A value that is missing shows as ‹Ort› and is named. */
  preview: read(
    z.object({ textId: TextId.optional(), draft: Draft.optional(), customerId: CustomerId }),
    z.object({ subject: z.string(), body: z.string(), missing: z.array(MissingValue), unknown: z.array(z.string()) }),
  ),
  /** Ways to reach a customer for a purpose, each with whether it may be used and where it leads; `to` is '' where that is unknown. */
  ways: read(
    z.object({ customerId: CustomerId, purpose: ContactPurpose }),
    z.array(z.object({ channel: WritingChannel, may: MayContact, to: z.string() })),
  ),
  /** The finished mail, checked; `fitsLink` is false where a mail program would cut it off, so that it goes by file. */
  email: read(z.object(Message), z.object({ to: z.string(), subject: z.string(), body: z.string(), fitsLink: z.boolean() })),
  /** The same as a draft for the mail program (.eml), written down as a contact. */
  saveEmail: job(z.object({ ...Message, file: FilePath }), z.object({ file: z.string(), operationId: OperationId.nullable() }), {
    paths: ['file'],
    writes: true,
    touches: ['contacts'],
  }),
  /** The number to dial, checked; the text serves as talking points. */
  phone: read(z.object(Message), z.object({ number: z.string() })),
  /** The very letter that is printed (DIN 5008, form B), checked. */
  letter: read(z.object(Message), z.object({ html: z.string(), pages: z.int() })),
  /** The same as a PDF, written down as a contact. */
  saveLetter: job(z.object({ ...Message, file: FilePath }), z.object({ file: z.string(), pages: z.int(), operationId: OperationId.nullable() }), {
    paths: ['file'],
    needsPage: true,
    writes: true,
    touches: ['contacts'],
  }),
  /** Writes down that a mail was opened, a number dialled or a letter printed: a contact with what was said. Asks once more whether it may. */
  recordSent: write(z.object({ ...Message, channel: WritingChannel }), z.object({ customerId: CustomerId }), ['contacts']),
  /** Who would get a letter, who would not and why (at most 200 of them), and the first letter. */
  checkLetters: job(
    z.object(letters),
    z.object({ ready: z.int(), leftOutCount: z.int(), leftOut: z.array(LeftOut), html: z.string().nullable(), pages: z.int() }),
  ),
  /** One PDF for all who may get it, asked anew now, and a contact for each; `customerIds` are those whose letter is in it. */
  letters: job(
    z.object({ ...letters, file: FilePath }),
    z.object({
      file: z.string(),
      pages: z.int(),
      customerIds: z.array(CustomerId),
      leftOutCount: z.int(),
      leftOut: z.array(LeftOut),
      operationId: OperationId.nullable(),
    }),
    { paths: ['file'], needsPage: true, writes: true, touches: ['contacts'] },
  ),
}
