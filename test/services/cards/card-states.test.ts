import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardId, CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
})
afterEach(() => house.close())
const refused = (code: string, reason: string, detail: object = {}) => ({ failure: { code, reason, detail: expect.objectContaining(detail) } })
const issue = (customerId = kern) => house.call('cards.issue', { customerId })
const numbers = async (filter: 'to-hand-over' | 'of-nobody' | 'out-of-use' | 'not-printed' | 'all') => {
  const { rows, total } = await house.call('cards.list', { filter })
  expect(total).toBe(rows.length)
  return rows.map(({ number }) => number)
}
const blank = async (count = 1) => {
  const { cardIds } = await house.call('cards.issueBlank', { count })
  return await house.call('cards.chosen', { cardIds })
}

describe('a card on its way to its owner', () => {
  it('is printed, then handed over on a day, and waits in between', async () => {
    const { id, number } = await issue()
    expect(await numbers('to-hand-over')).toEqual([])
    await expect(house.call('cards.handOver', { cardIds: [id] })).rejects.toMatchObject(refused('conflict', 'card-not-printed', { number }))
    await house.call('cards.markPrinted', { cardIds: [id] })
    expect(await numbers('to-hand-over')).toEqual([number])
    house.clock.set('2026-03-14')
    expect(await house.call('cards.handOver', { cardIds: [id, id] })).toEqual({ handedOver: 1 })
    expect((await house.call('cards.listFor', { customerId: kern }))[0]).toMatchObject({ handedOverOn: '2026-03-14' })
    expect(await numbers('to-hand-over')).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await numbers('to-hand-over')).toEqual([number])
  })
  it('does not wait any more once it is out of use', async () => {
    const { id, number } = await issue()
    await house.call('cards.markPrinted', { cardIds: [id] })
    await house.call('cards.block', { cardId: id })
    expect(await numbers('to-hand-over')).toEqual([])
    expect(await numbers('out-of-use')).toEqual([number])
    await expect(house.call('cards.handOver', { cardIds: [id] })).rejects.toMatchObject(refused('conflict', 'card-not-active', { number }))
  })
})

describe('why a card is out of use', () => {
  it('is kept in the owner’s words, also when it is said later', async () => {
    const { id, number } = await issue()
    expect(await house.call('cards.reportLost', { cardId: id, reason: 'im Zug liegen gelassen' })).toMatchObject({
      statusReason: 'im Zug liegen gelassen',
    })
    expect(await house.call('cards.find', { code: number })).toMatchObject({ status: 'lost', statusReason: 'im Zug liegen gelassen' })
    house.clock.set('2026-04-01')
    expect(await house.call('cards.reportLost', { cardId: id, reason: 'im Bus' })).toMatchObject({
      statusReason: 'im Bus',
      statusSince: '2026-03-12',
    })
    const { old } = await house.call('cards.replace', { cardId: id })
    expect(old).toMatchObject({ status: 'replaced', statusReason: 'im Bus' })
  })
  it('is forgotten when the card comes back', async () => {
    const { id } = await issue()
    await house.call('cards.block', { cardId: id, reason: 'Missbrauch' })
    expect(await house.call('cards.unblock', { cardId: id })).toMatchObject({ status: 'active', statusReason: '' })
  })
})

describe('cards that are nobody’s yet', () => {
  it('are made with numbers, listed, printed without a name', async () => {
    const cards = await blank(3)
    expect(cards.map(({ name, status }) => [name, status])).toEqual(cards.map(() => ['', 'active']))
    expect(await numbers('of-nobody')).toEqual(cards.map(({ number }) => number).toReversed())
    expect((await house.call('cards.list', { text: cards[1]!.number })).rows).toEqual([
      expect.objectContaining({ customerId: null, displayName: '' }),
    ])
    const { html } = await house.call('cards.preview', { cardIds: cards.map(({ id }) => id), sheet: '32010' })
    expect(html.match(/class="ean"/g)).toHaveLength(3)
    await house.call('cards.markPrinted', { cardIds: cards.map(({ id }) => id) })
    expect(await numbers('to-hand-over')).toEqual([])
  })
  it('are refused in foolish numbers', async () => {
    for (const count of [0, 1001, 1.5])
      await expect(house.call('cards.issueBlank', { count })).rejects.toMatchObject({ failure: { reason: 'cards-count-invalid' } })
  })
  it('say so when they are scanned, and then belong to whom they are given', async () => {
    const [card] = await blank()
    const { number, id } = card!
    await expect(house.call('cards.find', { code: number })).rejects.toMatchObject(refused('conflict', 'card-of-nobody', { number }))
    house.clock.set('2026-03-20')
    expect(await house.call('cards.link', { code: `SK1:${number}`, customerId: kern })).toMatchObject({
      id,
      customerId: kern,
      handedOverOn: '2026-03-20',
    })
    expect((await house.call('cards.find', { code: number })).customerId).toBe(kern)
    expect(await house.call('customers.summary', { customerId: kern })).toMatchObject({ cardNumber: number })
    expect((await house.call('customers.search', { text: number })).rows.map((row) => row.id)).toEqual([kern])
    await house.job('operations.undoLast', {})
    await expect(house.call('cards.find', { code: number })).rejects.toMatchObject(refused('conflict', 'card-of-nobody'))
    expect((await house.call('customers.search', { text: number })).rows).toEqual([])
    await house.job('operations.redoLast', {})
    expect((await house.call('cards.find', { code: number })).customerId).toBe(kern)
  })
  it('keep their owner: nobody else gets them, and giving them again changes nothing', async () => {
    const [card] = await blank()
    const code = card!.number
    const brandt = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    await house.call('cards.link', { code, customerId: kern })
    expect(await house.call('cards.link', { code, customerId: kern })).toMatchObject({ customerId: kern })
    await expect(house.call('cards.link', { code, customerId: brandt })).rejects.toMatchObject(
      refused('conflict', 'card-somebody-elses', { name: 'Sabine Kern' }),
    )
  })
  it('are not given away when blocked, nor to a customer in the bin', async () => {
    const [card, other] = await blank(2)
    await house.call('cards.block', { cardId: card!.id, reason: 'verdruckt' })
    await expect(house.call('cards.link', { code: card!.number, customerId: kern })).rejects.toMatchObject(refused('conflict', 'card-not-active'))
    await house.call('customers.remove', { customerIds: [kern] })
    await expect(house.call('cards.link', { code: other!.number, customerId: kern })).rejects.toMatchObject(refused('conflict', 'customer-in-bin'))
  })
  it('go with one undo', async () => {
    const cards = await blank(3)
    await house.job('operations.undoLast', {})
    expect(await numbers('all')).toEqual([])
    await expect(house.call('cards.find', { code: cards[0]!.number })).rejects.toMatchObject(refused('missing', 'card-withdrawn'))
    expect(await house.call('cards.chosen', { cardIds: cards.map(({ id }) => id as CardId) })).toEqual([])
  })
})

describe('the card of somebody whose data is erased', () => {
  it('says so, whether figures stay or not', async () => {
    const other = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    const [kept, gone] = [await issue(), await issue(other)]
    await house.call('purchases.record', { customerId: kern, day: '2026-03-01' as never, totalCents: 4990 })
    await house.call('customers.remove', { customerIds: [kern, other] })
    await house.job('customers.emptyBin', {})
    for (const { number } of [kept, gone])
      await expect(house.call('cards.find', { code: number })).rejects.toMatchObject(refused('missing', 'card-withdrawn', { number }))
  })
})
