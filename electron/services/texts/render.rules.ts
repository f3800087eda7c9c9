import type { Customer, CustomerRow, IsoDate, MissingValue, Placeholder, Settings, TextBlock } from '#contract'
import { gapFor, letterGreeting, personAt, placeholders, textParts, unknownPlaceholders } from '#contract'

/** All that a text can name. */
export interface Recipient {
  customer: Omit<Customer, 'own'>
  row: Pick<CustomerRow, 'points' | 'lastPurchase' | 'cardNumber'>
  shop: Pick<Settings, 'shopName' | 'shopPhone' | 'shopEmail' | 'shopOwner'>
  today: IsoDate
}
export type Words = Pick<TextBlock, 'subject' | 'body' | 'informalBody'>
export interface Rendered {
  subject: string
  body: string
  missing: MissingValue[]
  unknown: string[]
}

/** Letters to customers are German, whatever the language of the window. */
const longDay = new Intl.DateTimeFormat('de-DE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const dayWords = (day: IsoDate) => longDay.format(new Date(`${day}T00:00:00Z`))

/** Whom the block speaks to with Du. Without an informal text the formal one serves, and then its greeting is formal as well. */
const isInformal = ({ customer }: Recipient, words: Words) => customer.addressForm === 'informal' && words.informalBody !== ''

function valueOf(name: Placeholder, { customer, row, shop, today }: Recipient, informal: boolean): string {
  const person = customer.kind === 'firm' ? personAt(customer) : customer
  switch (name) {
    case 'Anrede':
      return letterGreeting({ ...customer, addressForm: informal ? 'informal' : 'formal' }).join('\n')
    case 'Vorname':
      return person?.firstName ?? ''
    case 'Nachname':
      return person?.lastName ?? ''
    case 'Firma':
      return customer.firmName
    case 'Ort':
      return customer.addresses[0]?.city ?? ''
    case 'Kundennummer':
      return customer.number
    case 'Kartennummer':
      return row.cardNumber ?? ''
    case 'Punkte':
      return row.points.toLocaleString('de-DE')
    case 'LetzterEinkauf':
      return row.lastPurchase === null ? '' : dayWords(row.lastPurchase)
    case 'Shop':
      return shop.shopName
    case 'ShopTelefon':
      return shop.shopPhone
    case 'ShopEmail':
      return shop.shopEmail
    case 'Inhaber':
      return shop.shopOwner
    case 'Tag':
      return dayWords(today)
  }
}

/** The text for one customer. Read once: braces in a value stay what they are and are never read as a placeholder. */
export function rendered(words: Words, recipient: Recipient): Rendered {
  const informal = isInformal(recipient, words)
  const body = informal ? words.informalBody : words.body
  const missing = new Map<Placeholder, MissingValue>()
  const fill = (text: string) =>
    textParts(text)
      .map((part) => {
        if (part.kind === 'text') return part.text
        if (part.kind === 'unknown') return gapFor(part.text.replace(/[{}]/g, ''))
        const value = valueOf(part.name, recipient, informal)
        if (value !== '') return value
        missing.set(part.name, { placeholder: part.name, from: placeholders[part.name].from })
        return gapFor(part.name)
      })
      .join('')
  return { subject: fill(words.subject), body: fill(body), missing: [...missing.values()], unknown: unknownPlaceholders(words.subject, body) }
}
