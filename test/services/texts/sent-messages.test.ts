import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { sentMessages } from '../../../electron/services/texts/sent-messages.ts'
import type { ContactBook, SentMessage } from '../../../electron/services/texts/sent-messages.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
let kern: CustomerId
let book: ContactBook
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern', phone: '0251 123456' })).id
  const insert = house.db.prepare(
    `insert into contact (id, customer_id, day, direction, channel, topic, text, is_bulk, created_at)
     values (@id, @customerId, '2026-03-12', @direction, @channel, @topic, @text, @isBulk, '')`,
  )
  book = { record: ({ needsAnswer: _no, isBulk, ...entry }) => insert.run({ ...entry, isBulk: Number(isBulk), id: house.services.newId() }) }
})
afterEach(() => house.close())
const contacts = () => house.db.prepare('select customer_id as customerId, channel, topic, text, is_bulk as isBulk from contact order by id').all()
const message = (given: Partial<SentMessage> = {}): SentMessage => ({
  customerId: kern,
  subject: 'Ihr Rad',
  body: 'Guten Tag,\nes ist fertig.',
  ...given,
})
const note = (...args: Parameters<ReturnType<typeof sentMessages>>) => sentMessages(house.services.operations, book)(...args)

describe('what went out', () => {
  test('stands as a contact with its subject and text, and undo takes it away', async () => {
    expect(note('texts.saveLetter', 'letter', [message()])).not.toBeNull()
    expect(contacts()).toEqual([{ customerId: kern, channel: 'letter', topic: 'Ihr Rad', text: 'Guten Tag,\nes ist fertig.', isBulk: 0 }])
    await house.job('operations.undoLast', {})
    expect(contacts()).toEqual([])
  })
  test('without a subject is called by its first line', () => {
    note('texts.recordSent', 'phone', [message({ subject: '', body: '\n  Nach dem Sattel fragen \nmehr' })])
    expect(contacts()).toMatchObject([{ channel: 'phone', topic: 'Nach dem Sattel fragen' }])
  })
  test('to many by one run is a mailing, and one operation', async () => {
    const brandt = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    note('texts.letters', 'letter', [message(), message({ customerId: brandt })])
    expect(contacts()).toMatchObject([
      { customerId: kern, isBulk: 1 },
      { customerId: brandt, isBulk: 1 },
    ])
    await house.job('operations.undoLast', {})
    expect(contacts()).toEqual([])
  })
  test('is not written down where it may not go out', async () => {
    const sent = { ...message(), purpose: 'advertising', channel: 'phone' } as const
    expect(await refusal(house.call('texts.recordSent', sent))).toMatchObject({ code: 'denied', reason: 'text-not-allowed' })
    const open = { ...sent, purpose: 'contract', body: 'Hallo {Vorname}' } as const
    expect(await refusal(house.call('texts.recordSent', open))).toMatchObject({ reason: 'text-value-missing' })
  })
})
