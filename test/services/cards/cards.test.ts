import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardId, CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', title: 'Dr.', firstName: 'Sabine', lastName: 'Kern' })).id
})
afterEach(() => house.close())
const issue = (customerId = kern) => house.call('cards.issue', { customerId })
const find = (code: string) => house.call('cards.find', { code })
const refused = (code: string, reason: string, detail: object = {}) => ({ failure: { code, reason, detail: expect.objectContaining(detail) } })

describe('issuing a card', () => {
  it('opens the account and gives the number of the next serial', async () => {
    expect(await issue()).toMatchObject({ customerId: kern, number: '2000000000152', status: 'active', issuedOn: '2026-03-12', printedAt: null })
    expect((await house.call('loyalty.account', { customerId: kern })).openedOn).toBe('2026-03-12')
  })
  it('gives several working cards to one account', async () => {
    const [first, second] = [await issue(), await issue()]
    expect((await house.call('cards.listFor', { customerId: kern })).map(({ id, status }) => [id, status])).toEqual([
      [second.id, 'active'],
      [first.id, 'active'],
    ])
    expect((await find(first.number)).customerId).toBe((await find(second.number)).customerId)
  })
  it('uses the prefix of the shop; older cards keep working', async () => {
    const old = await issue()
    await house.call('settings.update', { cardPrefix: '27' })
    expect((await issue()).number).toMatch(/^27000000002\d\d$/)
    expect((await find(old.number)).status).toBe('active')
  })
  it('never gives a number twice, not even one whose issue was undone', async () => {
    const first = await issue()
    await house.job('operations.undoLast', {})
    await expect(find(first.number)).rejects.toMatchObject(refused('missing', 'card-withdrawn', { number: first.number }))
    const second = await issue()
    expect(second.number.slice(0, 11)).toBe('20000000002')
    await house.job('operations.undoLast', {})
    await house.job('operations.redoLast', {})
    expect((await find(second.number)).customerId).toBe(kern)
  })
  it('refuses a customer in the bin', async () => {
    await house.call('customers.remove', { customerIds: [kern] })
    await expect(issue()).rejects.toMatchObject(refused('conflict', 'customer-in-bin'))
  })
})

describe('finding a customer by card', () => {
  it('reads digits, groups and the QR form', async () => {
    const card = await issue()
    for (const code of [card.number, ` ${card.number.slice(0, 4)} ${card.number.slice(4)}`, `SK1:${card.number}`])
      expect(await find(code)).toEqual({
        cardId: card.id,
        customerId: kern,
        number: card.number,
        status: 'active',
        statusReason: '',
        displayName: 'Dr. Sabine Kern',
        replacedOn: null,
        replacedByNumber: null,
      })
  })
  it('says why a code leads nowhere', async () => {
    await expect(find('200000000015')).rejects.toMatchObject(refused('invalid', 'card-number-length'))
    await expect(find('2000000000153')).rejects.toMatchObject(refused('invalid', 'card-number-check'))
    await expect(find('4006381333931')).rejects.toMatchObject(refused('invalid', 'card-number-prefix'))
    await expect(find('2012345678958')).rejects.toMatchObject(refused('missing', 'card-unknown'))
  })
  it('names the customer whose card lies in the bin with them', async () => {
    const card = await issue()
    await house.call('customers.remove', { customerIds: [kern] })
    await expect(find(card.number)).rejects.toMatchObject(refused('conflict', 'customer-in-bin', { name: 'Dr. Sabine Kern' }))
    await expect(house.call('cards.block', { cardId: card.id })).rejects.toMatchObject(refused('conflict', 'customer-in-bin'))
  })
  it('is found by the customer search too', async () => {
    const card = await issue()
    expect((await house.call('customers.search', { text: card.number })).rows.map(({ id }) => id)).toEqual([kern])
  })
})

describe('a card that is lost', () => {
  it('is blocked, replaced, and its account goes on with the new one', async () => {
    await house.call('purchases.record', { customerId: kern, day: '2026-03-01' as never, totalCents: 4990 })
    const lost = await issue()
    house.clock.set('2026-03-14')
    expect(await house.call('cards.reportLost', { cardId: lost.id })).toMatchObject({ status: 'lost', statusSince: '2026-03-14' })
    expect((await find(lost.number)).status).toBe('lost')
    expect((await house.call('cards.block', { cardId: lost.id })).status).toBe('blocked')
    house.clock.set('2026-03-20')
    const { old, card } = await house.call('cards.replace', { cardId: lost.id })
    expect(old).toMatchObject({ id: lost.id, status: 'replaced', statusSince: '2026-03-20', replacedById: card.id })
    expect(card).toMatchObject({ customerId: kern, status: 'active', issuedOn: '2026-03-20' })
    expect(await find(lost.number)).toMatchObject({ status: 'replaced', replacedOn: '2026-03-20', replacedByNumber: card.number })
    expect(await house.call('customers.summary', { customerId: kern })).toMatchObject({ points: 49, cardNumber: card.number })
  })
  it('comes back when it is found', async () => {
    const { id } = await issue()
    await house.call('cards.reportLost', { cardId: id })
    expect(await house.call('cards.unblock', { cardId: id })).toMatchObject({ status: 'active' })
  })
  it('keeps the day on which it was reported, when it is reported again', async () => {
    const { id } = await issue()
    await house.call('cards.reportLost', { cardId: id })
    house.clock.set('2026-04-01')
    expect(await house.call('cards.reportLost', { cardId: id })).toMatchObject({ status: 'lost', statusSince: '2026-03-12' })
  })
  it('never comes back once it was replaced', async () => {
    const { id, number } = await issue()
    await house.call('cards.replace', { cardId: id })
    for (const call of ['cards.reportLost', 'cards.block', 'cards.unblock', 'cards.replace'] as const)
      await expect(house.call(call, { cardId: id })).rejects.toMatchObject(refused('conflict', 'card-already-replaced', { number }))
    await expect(house.call('cards.block', { cardId: 1 as CardId })).rejects.toMatchObject(refused('missing', 'card-gone'))
  })
  it('works again when the replacement is undone', async () => {
    const { id, number } = await issue()
    const { card } = await house.call('cards.replace', { cardId: id })
    await house.job('operations.undoLast', {})
    expect(await find(number)).toMatchObject({ status: 'active', replacedByNumber: null })
    await expect(find(card.number)).rejects.toMatchObject(refused('missing', 'card-withdrawn'))
    await house.job('operations.redoLast', {})
    expect(await find(number)).toMatchObject({ status: 'replaced', replacedByNumber: card.number })
  })
})

describe('the list of cards', () => {
  const numbers = async (input: { text?: string; filter?: 'all' | 'not-printed' | 'active' }) => {
    const { rows, total } = await house.call('cards.list', input)
    expect(total).toBe(rows.length)
    return rows.map(({ number }) => number)
  }
  it('shows the newest first, filtered and searched, without customers in the bin', async () => {
    const fyal = (await house.call('customers.create', { kind: 'firm', firmName: 'Café Fyal' })).id
    const gone = (await house.call('customers.create', { kind: 'firm', firmName: 'Weg' })).id
    const [first, lost, firm] = [await issue(), await issue(), await issue(fyal)]
    await issue(gone)
    await house.call('customers.remove', { customerIds: [gone] })
    await house.call('cards.reportLost', { cardId: lost.id })
    await house.call('cards.markPrinted', { cardIds: [first.id, first.id] })
    expect(await numbers({})).toEqual([firm.number, lost.number, first.number])
    expect(await numbers({ filter: 'active' })).toEqual([firm.number, first.number])
    expect(await numbers({ filter: 'not-printed' })).toEqual([firm.number])
    expect(await numbers({ text: 'cafe fy' })).toEqual([firm.number])
    expect(await numbers({ text: firm.number })).toEqual([firm.number])
    expect(await numbers({ text: 'kern', filter: 'active' })).toEqual([first.number])
    expect(await numbers({ text: '...' })).toEqual([])
    expect((await house.call('cards.list', {})).rows[0]).toMatchObject({ displayName: 'Café Fyal', customerId: fyal })
  })
  it('marks cards as printed all or none, and takes that back', async () => {
    const { id } = await issue()
    await expect(house.call('cards.markPrinted', { cardIds: [id, 1 as CardId] })).rejects.toMatchObject(refused('missing', 'card-gone'))
    expect(await numbers({ filter: 'not-printed' })).toHaveLength(1)
    expect(await house.call('cards.markPrinted', { cardIds: [id] })).toEqual({ marked: 1 })
    expect(await numbers({ filter: 'not-printed' })).toEqual([])
    await house.job('operations.undoLast', {})
    expect(await numbers({ filter: 'not-printed' })).toHaveLength(1)
  })
})
