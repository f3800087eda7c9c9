import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ContactPurpose, CustomerId, Input } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
let kern: CustomerId
const SHOP = {
  shopName: 'Zweirad Lindner',
  shopStreet: 'Hansaring 12',
  shopPostcode: '48155',
  shopCity: 'Münster',
  shopEmail: 'laden@lindner.example',
}
beforeEach(async () => {
  house = openHouse()
  await house.call('settings.update', SHOP)
  kern = (
    await house.call('customers.create', {
      kind: 'person',
      salutation: 'ms',
      firstName: 'Sabine',
      lastName: 'Kern',
      phone: '0251 123456',
      email: 'Sabine@Kern.example',
      addresses: [{ street: 'Wolbecker Straße 104', postcode: '48155', city: 'Münster' }],
    })
  ).id
})
afterEach(() => house.close())
const save = (given: Partial<Input<'texts.save'>> = {}) =>
  house.call('texts.save', { name: 'Danke', subject: 'Danke, {Vorname}', body: '{Anrede}\n\nschön, dass Sie da waren.', ...given })
const grant = (channel: 'email' | 'phone') => house.call('consents.record', { customerId: kern, channel, state: 'granted', way: 'Papier' })
const message = (given: { purpose?: ContactPurpose; subject?: string; body?: string } = {}) => ({
  customerId: kern,
  purpose: 'contract' as ContactPurpose,
  subject: 'Ihr Rad ist fertig',
  body: 'Sehr geehrte Frau Kern,\n\nIhr Rad ist fertig.',
  ...given,
})

describe('text blocks', () => {
  test('stand in the order of their names, can be changed, and come back with undo', async () => {
    const { id } = await save({ name: 'Zum Geburtstag', purpose: 'birthday' })
    await save({ name: 'Abholung', purpose: 'contract', channel: 'email', phase: 'after-purchase' })
    expect((await house.call('texts.list', {})).map(({ name }) => name)).toEqual(['Abholung', 'Zum Geburtstag'])
    await save({ textId: id, name: 'Geburtstag' })
    expect(await house.call('texts.remove', { textId: id })).toEqual({ name: 'Geburtstag' })
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect((await house.call('texts.list', {})).map(({ name }) => name)).toEqual(['Abholung', 'Zum Geburtstag'])
  })
  test('need a name of their own, words, and placeholders that exist', async () => {
    await save()
    expect(await refusal(save({ name: ' ' }))).toMatchObject({ reason: 'text-name-missing' })
    expect(await refusal(save({ name: 'danke' }))).toMatchObject({ code: 'conflict', reason: 'text-name-taken' })
    expect(await refusal(save({ name: 'x', body: ' \n' }))).toMatchObject({ reason: 'text-body-missing' })
    for (const given of [{ body: 'Hallo {Vornme}' }, { subject: '{Vornme}' }, { informalBody: '{Vornme}' }])
      expect(await refusal(save({ name: 'x', ...given }))).toMatchObject({ reason: 'text-unknown-placeholder', detail: { placeholder: 'Vornme' } })
    expect(await refusal(save({ textId: 4711 as never, name: 'x' }))).toMatchObject({ reason: 'text-gone' })
    expect(await house.call('texts.list', {})).toHaveLength(1)
  })
  test('and drafts of them show how they read for a customer, before they are saved', async () => {
    const { id } = await save()
    expect(await house.call('texts.preview', { textId: id, customerId: kern })).toEqual({
      subject: 'Danke, Sabine',
      body: 'Sehr geehrte Frau Kern,\n\nschön, dass Sie da waren.',
      missing: [],
      unknown: [],
    })
    const draft = { body: 'Karte {Kartennummer}, {Rabatt}' }
    expect(await house.call('texts.preview', { draft, customerId: kern })).toMatchObject({
      body: 'Karte ‹Kartennummer›, ‹Rabatt›',
      missing: [{ placeholder: 'Kartennummer', from: 'card' }],
      unknown: ['{Rabatt}'],
    })
    expect(await refusal(house.call('texts.preview', { customerId: kern }))).toMatchObject({ reason: 'text-gone' })
    expect(await refusal(house.call('texts.preview', { draft, customerId: 4711 as never }))).toMatchObject({ reason: 'customer-gone' })
  })
})

describe('the ways to a customer', () => {
  const ways = async (purpose: ContactPurpose) =>
    (await house.call('texts.ways', { customerId: kern, purpose })).map(({ channel, may, to }) => `${channel} ${may.allowed} ${to}`)
  test('are those that the customer allows for the purpose, each with where it leads', async () => {
    expect(await ways('advertising')).toEqual([
      'email false sabine@kern.example',
      'phone false +49251123456',
      'letter true Wolbecker Straße 104, Münster',
    ])
    expect(await ways('contract')).toEqual(['email true sabine@kern.example', 'phone true +49251123456', 'letter true Wolbecker Straße 104, Münster'])
    await grant('email')
    expect((await ways('rating'))[0]).toBe('email true sabine@kern.example')
  })
  test('to a firm lead to its person where the firm has none of its own', async () => {
    const person = { lastName: 'Brandt', phone: '+49 (0)251 99', email: 'brandt@rad.example' }
    kern = (await house.call('customers.create', { kind: 'firm', firmName: 'Radtouren GmbH', contactPersons: [person] })).id
    expect((await house.call('texts.ways', { customerId: kern, purpose: 'contract' })).map(({ to }) => to)).toEqual([
      'brandt@rad.example',
      '+4925199',
      '',
    ])
  })
})

describe('a text goes out', () => {
  test('as an e-mail: by a link, or by a file where it is too long for one', async () => {
    expect(await house.call('texts.email', message())).toMatchObject({ to: 'sabine@kern.example', subject: 'Ihr Rad ist fertig', fitsLink: true })
    expect(await house.call('texts.email', message({ body: 'ü'.repeat(1000) }))).toMatchObject({ fitsLink: false })
  })
  test('as an e-mail that says how to get no more advertising, once', async () => {
    await grant('email')
    const { body } = await house.call('texts.email', message({ purpose: 'advertising' }))
    expect(body).toMatch(/Rad ist fertig\.\n\nSie möchten keine Werbung mehr/)
    expect((await house.call('texts.email', message({ purpose: 'advertising', body }))).body).toBe(body)
    expect((await house.call('texts.email', message())).body).not.toContain('Werbung')
  })
  test('as a call to the number in a form that every phone program takes', async () =>
    expect(await house.call('texts.phone', message())).toEqual({ number: '+49251123456' }))
  test('as the letter that is printed', async () => {
    const { html, pages } = await house.call('texts.letter', message({ purpose: 'advertising' }))
    expect(pages).toBe(1)
    for (const words of ['Frau', 'Wolbecker Straße 104', 'Zweirad Lindner · Hansaring 12 · 48155 Münster', '12.03.2026', 'keine Werbung mehr'])
      expect(html).toContain(words)
  })
  test('as a file for the mail program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'))
    try {
      const file = join(folder, 'kern.eml')
      expect(await house.job('texts.saveEmail', { ...message(), file })).toMatchObject({ file })
      expect(readFileSync(file, 'utf8')).toContain('From: "Zweirad Lindner"\r\n <laden@lindner.example>')
      expect(await refusal(house.job('texts.saveEmail', { ...message(), file: join(folder, 'weg', 'kern.eml') }))).toMatchObject({
        reason: 'folder-missing',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('a text does not go out', () => {
  test.each([
    ['Sehr geehrte Frau ‹Nachname›,', 'text-value-missing', 'Nachname'],
    ['Sehr geehrte Frau {Nachname},', 'text-value-missing', 'Nachname'],
    ['Ihr {Inhaber}', 'text-shop-value-missing', 'Inhaber'],
    ['Ihr Rabatt: {Rabatt}', 'text-unknown-placeholder', 'Rabatt'],
  ])('while a value is missing, and says which: %s', async (body, reason, placeholder) => {
    for (const call of ['texts.email', 'texts.phone', 'texts.letter'] as const)
      expect(await refusal(house.call(call, message({ body })))).toMatchObject({ code: 'invalid', reason, detail: { placeholder } })
    expect(await refusal(house.call('texts.email', message({ subject: body })))).toMatchObject({ reason })
  })
  test('without a permission for its purpose', async () => {
    expect(await refusal(house.call('texts.email', message({ purpose: 'rating' })))).toMatchObject({ code: 'denied', reason: 'text-not-allowed' })
    await house.call('consents.record', { customerId: kern, channel: 'all', state: 'withdrawn' })
    expect(await refusal(house.call('texts.letter', message({ purpose: 'advertising' })))).toMatchObject({
      code: 'denied',
      detail: { why: 'all-withdrawn' },
    })
    expect(await house.call('texts.letter', message())).toMatchObject({ pages: 1 })
  })
  test('to nowhere, to nobody, without words, subject or sender', async () => {
    const nobody = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    const to = { ...message(), customerId: nobody }
    expect(await refusal(house.call('texts.email', to))).toMatchObject({ code: 'missing', reason: 'text-no-email' })
    expect(await refusal(house.call('texts.phone', to))).toMatchObject({ reason: 'text-no-phone' })
    expect(await refusal(house.call('texts.letter', to))).toMatchObject({ reason: 'text-no-address' })
    expect(await refusal(house.call('texts.email', message({ subject: '' })))).toMatchObject({ reason: 'text-subject-missing' })
    expect(await refusal(house.call('texts.letter', message({ body: ' ' })))).toMatchObject({ reason: 'text-body-missing' })
    await house.call('settings.update', { shopStreet: '' })
    expect(await refusal(house.call('texts.letter', message()))).toMatchObject({ reason: 'text-sender-missing' })
    await house.call('customers.remove', { customerIds: [kern] })
    expect(await refusal(house.call('texts.phone', message()))).toMatchObject({ reason: 'customer-in-bin' })
  })
})
