import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leftOpen, placeholderNames, textParts, unknownPlaceholders } from '#contract'
import type { Customer, CustomerId, IsoDate, Points } from '#contract'
import { rendered } from '../../../electron/services/texts/render.rules.ts'
import type { Recipient } from '../../../electron/services/texts/render.rules.ts'

const kern: Omit<Customer, 'own'> = {
  id: 1 as CustomerId,
  number: '10001',
  kind: 'person',
  salutation: 'ms',
  title: 'Dr. med.',
  firstName: 'Sabine',
  lastName: 'Kern',
  nameAddition: '',
  firmName: '',
  addressForm: 'formal',
  birthday: null,
  memo: '',
  source: '',
  letterGreeting: '',
  tags: [],
  details: [],
  addresses: [{ label: '', street: 'Hansaring 12', addition: '', postcode: '48155', city: 'Münster', country: 'DE' }],
  contactPersons: [],
  displayName: 'Dr. med. Sabine Kern',
  isSample: false,
  createdAt: '2026-03-01T08:00:00.000Z' as Customer['createdAt'],
  updatedAt: '2026-03-01T08:00:00.000Z' as Customer['updatedAt'],
  deletedAt: null,
}
const shop = { shopName: 'Zweirad Lindner', shopPhone: '0251 123456', shopEmail: '', shopOwner: '' }
const row = { points: 1240 as Points, lastPurchase: '2026-03-05' as IsoDate, cardNumber: '2000000000152' }
const to = (customer: Partial<Customer> = {}, more: Partial<Recipient> = {}): Recipient => ({
  customer: { ...kern, ...customer },
  row,
  shop,
  today: '2026-03-12' as IsoDate,
  ...more,
})
const body = (text: string, recipient = to(), informalBody = '') => rendered({ subject: '', body: text, informalBody }, recipient)

describe('a text for one customer', () => {
  test.each([
    ['{Anrede}', 'Sehr geehrte Frau Dr. Kern,'],
    ['{Vorname} {Nachname} aus {Ort}', 'Sabine Kern aus Münster'],
    ['Karte {Kartennummer}, {Punkte} Punkte', 'Karte 2000000000152, 1.240 Punkte'],
    ['am {LetzterEinkauf}', 'am 5. März 2026'],
    ['{Shop}, {Shop Telefon}, {Tag}', 'Zweirad Lindner, 0251 123456, 12. März 2026'],
    ['{greeting} {customer number}', 'Sehr geehrte Frau Dr. Kern, 10001'],
  ])('%s', (text, expected) => expect(body(text)).toEqual({ subject: '', body: expected, missing: [], unknown: [] }))

  test('says Du to those who are on such terms, where there is such a text', () => {
    const friend = to({ addressForm: 'informal' })
    expect(body('{Anrede} danke Ihnen', friend, '{Anrede} danke dir').body).toBe('Liebe Sabine, danke dir')
  })
  test('does not mix Du and Sie: without an informal text the greeting is formal as well', () =>
    expect(body('{Anrede} danke Ihnen', to({ addressForm: 'informal' })).body).toBe('Sehr geehrte Frau Dr. Kern, danke Ihnen'))
  test('to a firm greets its person; without one it greets everybody', () => {
    const firm = { kind: 'firm', firmName: 'Radtouren GmbH', firstName: '', lastName: '', salutation: 'none', title: '' } as const
    const person = { salutation: 'mr', title: '', firstName: 'Uwe', lastName: 'Brandt', role: '', phone: '', email: '' } as const
    expect(body('{Anrede} {Firma}', to({ ...firm, contactPersons: [person] })).body).toBe('Sehr geehrter Herr Brandt, Radtouren GmbH')
    expect(body('{Anrede}', to(firm)).body).toBe('Sehr geehrte Damen und Herren,')
  })
})

describe('a value that is missing', () => {
  test('shows as a gap and is named once, with the place where it is entered', () => {
    const {
      subject,
      body: text,
      missing,
    } = rendered(
      { subject: 'Neues aus {Ort}', body: '{Ort}, {Inhaber}, {Kartennummer}, {LetzterEinkauf}', informalBody: '' },
      to({ addresses: [] }, { row: { points: 0 as Points, lastPurchase: null, cardNumber: null } }),
    )
    expect({ subject, text }).toEqual({ subject: 'Neues aus ‹Ort›', text: '‹Ort›, ‹Inhaber›, ‹Kartennummer›, ‹LetzterEinkauf›' })
    expect(missing).toEqual([
      { placeholder: 'Ort', from: 'customer' },
      { placeholder: 'Inhaber', from: 'settings' },
      { placeholder: 'Kartennummer', from: 'card' },
      { placeholder: 'LetzterEinkauf', from: 'purchase' },
    ])
    expect(leftOpen(subject, text)).toBe('Ort')
  })
  test('no points are a value', () => expect(body('{Punkte}', to({}, { row: { ...row, points: 0 as Points } })).body).toBe('0'))
})

describe('braces', () => {
  test.each([
    ['Hallo {Vornme}', ['{Vornme}']],
    ['Hallo {}, {x} und {x}', ['{}', '{x}']],
    ['offen { und zu }', ['{ und zu }']],
    ['nur } und {', ['}', '{']],
    ['{{Vorname}}', ['{', '}']],
    ['{Vor\nname}', ['{', '}']],
    ['{Vorname} {vorname} { VORNAME }', []],
  ])('%j: unknown is %j', (text, unknown) => expect(unknownPlaceholders(text)).toEqual(unknown))

  test('nothing of a text gets lost, whatever is in it', () => {
    const piece = fc.oneof(fc.constantFrom('{', '}', '{Vorname}', '{{', '\n', '‹', '›'), fc.string({ maxLength: 6 }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const written = (part: ReturnType<typeof textParts>[number]) => (part.kind === 'placeholder' ? '' : part.text)
        const known = text.replace(/\{([^{}\n]*)\}/g, (all) => (textParts(all)[0]?.kind === 'placeholder' ? '' : all))
        expect(textParts(text).map(written).join('')).toBe(known)
      }),
    )
  })
  test('a finished text never keeps a known placeholder, whatever the values are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...placeholderNames), fc.string({ maxLength: 20 }), (name, value) => {
        const recipient = to({ firstName: value, lastName: value, firmName: value, letterGreeting: value })
        const { body: text, missing } = body(`{${name}}`, recipient)
        // What the customer is called is never read as a placeholder.
        if (missing.length === 0) expect(text.replaceAll(value, '')).not.toContain('{')
        else expect(leftOpen(text)).toBe(name)
      }),
    )
  })
})
