import type { ContactPurpose, Customer, CustomerId, IsoDate, MayContact, WritingChannel } from '#contract'
import { leftOpen, optOutLine, placeholders, unknownPlaceholders } from '#contract'
import { AppError } from '../../database/app-error.ts'

/** A finished text on its way to one customer. */
export interface Message {
  customerId: CustomerId
  purpose: ContactPurpose
  subject: string
  body: string
}
type Person = Omit<Customer, 'own'>
type May = (customerId: CustomerId, channel: WritingChannel) => MayContact

/** Where a channel leads; '' where that is not known. A private address that cannot be delivered to is none. */
export function destination(customer: Person, channel: WritingChannel): string {
  if (channel === 'letter') {
    const address = customer.addresses[0]
    return address && address.city !== '' && (address.street !== '' || address.addition !== '') ? `${address.street}, ${address.city}` : ''
  }
  const own = customer.details.find((detail) => detail.kind === channel && detail.normal !== null)?.normal
  if (own) return own
  const person = customer.kind === 'firm' ? customer.contactPersons.find((someone) => someone[channel] !== '') : undefined
  return channel === 'phone' ? dialled(person?.phone ?? '') : (person?.email ?? '')
}
/** Digits, with a plus in front where there is one. */
const dialled = (typed: string) => typed.replace(/\(0\)/g, '').replace(/(?!^\+)\D/g, '')

/** Refuses a text with braces that name no placeholder. */
export function refuseUnknown(...texts: readonly string[]): void {
  const [unknown] = unknownPlaceholders(...texts)
  if (unknown !== undefined) throw new AppError('invalid', 'text-unknown-placeholder', { placeholder: unknown.replace(/[{}]/g, '') || unknown })
}

const NO_WAY = { email: 'text-no-email', phone: 'text-no-phone', letter: 'text-no-address' } as const

/** Refuses a text that may not go out, that leads nowhere, or in which a value is still missing. */
export function checkOutgoing(customer: Person, channel: WritingChannel, message: Message, may: May): string {
  const answer = may(customer.id, channel)
  if (!answer.allowed && !answer.reason.startsWith('no-'))
    throw new AppError('denied', 'text-not-allowed', { name: customer.displayName, channel, why: answer.reason })
  const to = destination(customer, channel)
  if (to === '') throw new AppError('missing', NO_WAY[channel], { name: customer.displayName })
  if (message.body === '') throw new AppError('invalid', 'text-body-missing')
  const open = leftOpen(message.subject, message.body)
  if (open !== null) {
    const isOfShop = placeholders[open].from === 'settings'
    throw new AppError('invalid', isOfShop ? 'text-shop-value-missing' : 'text-value-missing', { placeholder: open, name: customer.displayName })
  }
  refuseUnknown(message.subject, message.body)
  return to
}

/** What an advertisement ends with; '' for what belongs to a purchase. */
export const optOutFor = (customer: Person, purpose: ContactPurpose): string => (purpose === 'contract' ? '' : optOutLine(customer))

/** Whether somebody may be written to on a day, and why. */
export type MayAll = (ids: readonly CustomerId[], purpose: ContactPurpose, day: IsoDate) => May
