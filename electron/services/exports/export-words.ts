import type { Phase, Salutation } from '#contract'

/**
 * The vocabulary of exported files. Column names are those that our own import reads (imports/header-words.ts); numbered pairs such as
 * "Telefon 1 - Typ" and "Telefon 1 - Wert" keep the order of numbers and the label of each.
 */
interface ExportWords {
  sheet: string
  column: Record<FixedColumn, string>
  pair: Record<'phone' | 'email' | 'web', (place: number) => { type: string; value: string }>
  address: (place: number) => Record<'type' | 'street' | 'addition' | 'postcode' | 'city' | 'country', string>
  kind: Record<'person' | 'firm', string>
  salutation: Record<Salutation, string>
  form: Record<'formal' | 'informal', string>
  phase: Record<Phase, string>
  /** Labels that are stored as codes. */
  label: Record<string, string>
  yesNo: readonly [no: string, yes: string]
  /** Stands before the name of a field of the owner's own that is called like one of ours. */
  ownField: string
  /** Country codes whose name an import takes back to the code. */
  country: Record<string, string>
}
export type FixedColumn =
  | 'name'
  | 'number'
  | 'kind'
  | 'salutation'
  | 'title'
  | 'firstName'
  | 'lastName'
  | 'nameAddition'
  | 'firmName'
  | 'personRole'
  | 'personPhone'
  | 'personEmail'
  | 'addressForm'
  | 'letterGreeting'
  | 'ownGreeting'
  | 'postcode'
  | 'birthday'
  | 'phone'
  | 'email'
  | 'city'
  | 'tags'
  | 'source'
  | 'memo'
  | 'externalId'
  | 'phase'
  | 'purchaseDays'
  | 'lastPurchase'
  | 'net12'
  | 'total'
  | 'points'
  | 'card'
  | 'created'

const de: ExportWords = {
  sheet: 'Kunden',
  column: {
    name: 'Name',
    number: 'Kundennummer',
    kind: 'Art',
    salutation: 'Anrede',
    title: 'Titel',
    firstName: 'Vorname',
    lastName: 'Nachname',
    nameAddition: 'Namenszusatz',
    firmName: 'Firma',
    personRole: 'Organisation 1 - Funktion',
    personPhone: 'Organisation 1 - Telefon',
    personEmail: 'Organisation 1 - E-Mail',
    addressForm: 'Du/Sie',
    letterGreeting: 'Briefanrede',
    ownGreeting: 'Eigene Briefanrede',
    postcode: 'PLZ',
    birthday: 'Geburtstag',
    phone: 'Telefon',
    email: 'E-Mail',
    city: 'Ort',
    tags: 'Schlagwörter',
    source: 'Herkunft',
    memo: 'Merkzettel',
    externalId: 'Externe ID',
    phase: 'Phase',
    purchaseDays: 'Kauftage',
    lastPurchase: 'Letzter Kauf',
    net12: 'Umsatz 12 Monate',
    total: 'Umsatz gesamt',
    points: 'Punkte',
    card: 'Kundenkarte',
    created: 'Angelegt am',
  },
  pair: {
    phone: (place) => ({ type: `Telefon ${place} - Typ`, value: `Telefon ${place} - Wert` }),
    email: (place) => ({ type: `E-Mail ${place} - Typ`, value: `E-Mail ${place} - Wert` }),
    web: (place) => ({ type: `Webseite ${place} - Typ`, value: `Webseite ${place} - Wert` }),
  },
  address: (place) => ({
    type: `Adresse ${place} - Typ`,
    street: `Adresse ${place} - Straße`,
    addition: `Adresszusatz ${place}`,
    postcode: `Adresse ${place} - Postleitzahl`,
    city: `Adresse ${place} - Ort`,
    country: `Adresse ${place} - Land`,
  }),
  kind: { person: 'Person', firm: 'Firma' },
  salutation: { ms: 'Frau', mr: 'Herr', diverse: 'Divers', none: '' },
  form: { formal: 'Sie', informal: 'Du' },
  phase: { 'first-contact': 'Kontakt/Erstkauf', 'after-purchase': 'Nachkauf', repurchase: 'Wiederkauf' },
  label: { home: 'Privat', work: 'Geschäftlich', mobile: 'Mobil', fax: 'Fax', other: 'Sonstige' },
  yesNo: ['nein', 'ja'],
  ownField: 'Eigenes Feld',
  country: {
    DE: 'Deutschland',
    AT: 'Österreich',
    CH: 'Schweiz',
    NL: 'Niederlande',
    DK: 'Dänemark',
    FR: 'Frankreich',
    BE: 'Belgien',
    LU: 'Luxemburg',
    PL: 'Polen',
    US: 'USA',
    GB: 'United Kingdom',
  },
}

const en: ExportWords = {
  sheet: 'Customers',
  column: {
    name: 'Name',
    number: 'Customer Number',
    kind: 'Kind',
    salutation: 'Salutation',
    title: 'Title',
    firstName: 'First Name',
    lastName: 'Last Name',
    nameAddition: 'Name Addition',
    firmName: 'Company',
    personRole: 'Organization 1 - Role',
    personPhone: 'Organization 1 - Phone',
    personEmail: 'Organization 1 - Email',
    addressForm: 'Form of Address',
    letterGreeting: 'Letter Greeting',
    ownGreeting: 'Own Letter Greeting',
    postcode: 'Postcode',
    birthday: 'Birthday',
    phone: 'Phone',
    email: 'Email',
    city: 'City',
    tags: 'Tags',
    source: 'Source',
    memo: 'Notes',
    externalId: 'External ID',
    phase: 'Phase',
    purchaseDays: 'Purchase Days',
    lastPurchase: 'Last Purchase',
    net12: 'Revenue 12 Months',
    total: 'Revenue Total',
    points: 'Points',
    card: 'Loyalty Card',
    created: 'Created',
  },
  pair: {
    phone: (place) => ({ type: `Phone ${place} - Type`, value: `Phone ${place} - Value` }),
    email: (place) => ({ type: `E-mail ${place} - Type`, value: `E-mail ${place} - Value` }),
    web: (place) => ({ type: `Website ${place} - Type`, value: `Website ${place} - Value` }),
  },
  address: (place) => ({
    type: `Address ${place} - Type`,
    street: `Address ${place} - Street`,
    addition: `Address ${place} - Extended Address`,
    postcode: `Address ${place} - Postal Code`,
    city: `Address ${place} - City`,
    country: `Address ${place} - Country`,
  }),
  kind: { person: 'Person', firm: 'Company' },
  salutation: { ms: 'Ms', mr: 'Mr', diverse: 'Mx', none: '' },
  form: { formal: 'formal', informal: 'informal' },
  phase: { 'first-contact': 'Contact/first purchase', 'after-purchase': 'After purchase', repurchase: 'Repurchase' },
  label: { home: 'Home', work: 'Work', mobile: 'Mobile', fax: 'Fax', other: 'Other' },
  yesNo: ['no', 'yes'],
  ownField: 'Own Field',
  country: {
    DE: 'Germany',
    AT: 'Austria',
    CH: 'Switzerland',
    NL: 'Netherlands',
    DK: 'Denmark',
    FR: 'France',
    BE: 'Belgium',
    LU: 'Luxembourg',
    PL: 'Poland',
    US: 'USA',
    GB: 'United Kingdom',
  },
}

export const exportWords = { de, en } as const
export type ExportLanguage = keyof typeof exportWords
