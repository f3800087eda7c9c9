import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId, IsoDate, Phase } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

const day = (text: string) => text as IsoDate
async function customer(lastName: string, ...days: string[]): Promise<CustomerId> {
  const { id } = await house.call('customers.create', { kind: 'person', lastName })
  for (const text of days) await house.call('purchases.record', { customerId: id, day: day(text), totalCents: 5000 })
  return id
}
async function step(phase: Phase, name: string) {
  return (await house.call('phases.saveStep', { phase, name })).find((known) => known.name === name)!.stepId
}
const names = async (phase: Phase) => (await house.call('phases.steps', {})).filter((known) => known.phase === phase).map(({ name }) => name)
const sections = async (phase: Phase) =>
  (await house.call('phases.board', {})).columns
    .find((column) => column.phase === phase)!
    .sections.map(({ stepId, count, cards }) => [stepId, count, cards.map(({ displayName }) => displayName)])

describe("the owner's steps", () => {
  it('are added, renamed, put in order and retired; whoever stood on a retired one stands without', async () => {
    const [thanked, asked] = [await step('after-purchase', 'Bedankt'), await step('after-purchase', 'Nachgefragt')]
    const kern = await customer('Kern', '2026-03-01')
    await customer('Brandt', '2026-03-02')
    await house.call('phases.placeOnStep', { customerIds: [kern], stepId: asked })
    expect(await sections('after-purchase')).toEqual([
      [null, 1, ['Brandt']],
      [thanked, 0, []],
      [asked, 1, ['Kern']],
    ])
    await house.call('phases.moveStep', { stepId: asked, to: 0 })
    await house.call('phases.saveStep', { stepId: thanked, phase: 'after-purchase', name: 'Gedankt' })
    expect(await names('after-purchase')).toEqual(['Nachgefragt', 'Gedankt'])
    await house.call('phases.retireStep', { stepId: asked })
    expect(await sections('after-purchase')).toEqual([
      [null, 2, ['Brandt', 'Kern']],
      [thanked, 0, []],
    ])
    await house.job('operations.undoLast', {})
    expect((await sections('after-purchase'))[1]).toEqual([asked, 1, ['Kern']])
    const page = await house.call('phases.column', { phase: 'after-purchase', stepId: asked })
    expect([page.total, page.rows.map(({ displayName }) => displayName)]).toEqual([1, ['Kern']])
  })
  it('belong to a phase: a purchase that leads on leaves the step behind, and its undoing brings it back', async () => {
    const thanked = await step('after-purchase', 'Bedankt')
    const kern = await customer('Kern', '2026-03-01')
    await house.call('phases.placeOnStep', { customerIds: [kern], stepId: thanked })
    await house.call('purchases.record', { customerId: kern, day: day('2026-03-05'), totalCents: 100 })
    expect(await sections('repurchase')).toEqual([[null, 1, ['Kern']]])
    await house.job('operations.undoLast', {})
    expect((await sections('after-purchase'))[1]).toEqual([thanked, 1, ['Kern']])
    await house.job('operations.undoLast', {})
    expect((await sections('after-purchase'))[0]).toEqual([null, 1, ['Kern']])
  })
  it('refuse what does not fit', async () => {
    const thanked = await step('after-purchase', 'Bedankt')
    const lea = await customer('Lea')
    const refused = (reason: string) => ({ failure: { reason } })
    await expect(step('after-purchase', 'bedankt')).rejects.toMatchObject(refused('step-name-taken'))
    await expect(step('repurchase', ' ')).rejects.toMatchObject(refused('step-name-missing'))
    await expect(house.call('phases.placeOnStep', { customerIds: [lea], stepId: thanked })).rejects.toMatchObject(refused('step-of-other-phase'))
    await house.call('phases.retireStep', { stepId: thanked })
    await expect(house.call('phases.placeOnStep', { customerIds: [lea], stepId: thanked })).rejects.toMatchObject(refused('step-retired'))
  })
})

describe('a phase set by hand', () => {
  const until = day('2026-04-01')
  const shown = async (customerId: CustomerId) => (await house.call('phases.explain', { customerId })).card
  it('is what board and list show, and ends when the owner ends it; the log stays computed', async () => {
    const kern = await customer('Kern')
    await house.call('phases.override', { customerId: kern, phase: 'repurchase', reason: 'kauft bar', until })
    expect(await shown(kern)).toMatchObject({ phase: 'repurchase', since: '2026-03-12', overrideUntil: until })
    expect((await house.call('customers.search', { text: 'kern' })).rows[0]!.phase).toBe('repurchase')
    expect(await house.call('phases.of', { customerId: kern })).toMatchObject({
      phase: 'repurchase',
      computedPhase: 'first-contact',
      isBound: false,
      why: { key: 'by-hand', values: { reason: 'kauft bar', until } },
    })
    expect(await house.call('phases.history', { customerId: kern })).toEqual([])
    await house.call('phases.endOverride', { customerId: kern })
    expect(await shown(kern)).toMatchObject({ phase: 'first-contact', overrideUntil: null })
  })
  it('ends by itself after its last day', async () => {
    const kern = await customer('Kern')
    await house.call('phases.override', { customerId: kern, phase: 'after-purchase', reason: 'kauft bar', until })
    house.clock.set(until)
    house.services.startDay()
    expect((await shown(kern)).phase).toBe('after-purchase')
    house.clock.set('2026-04-02')
    house.services.startDay()
    expect(await shown(kern)).toMatchObject({ phase: 'first-contact', overrideUntil: null })
    expect((await house.call('phases.of', { customerId: kern, day: until })).phase).toBe('after-purchase')
  })
  it('needs a reason, a day that is to come, and a phase that is another one', async () => {
    const customerId = await customer('Kern')
    const good = { customerId, phase: 'repurchase' as Phase, reason: 'kauft bar', until }
    const refused = async (input: Partial<typeof good>, reason: string) =>
      expect(house.call('phases.override', { ...good, ...input })).rejects.toMatchObject({ failure: { reason } })
    await refused({ reason: ' ' }, 'override-reason-missing')
    await refused({ until: day('2026-03-11') }, 'override-until-past')
    await refused({ until: day('2027-03-13') }, 'override-until-far')
    await refused({ phase: 'first-contact' }, 'override-same-phase')
    await expect(house.call('phases.endOverride', { customerId })).rejects.toMatchObject({ failure: { reason: 'override-gone' } })
  })
})

describe('where a customer stood', () => {
  it('on any day: later purchases and returns are not seen', async () => {
    const kern = await customer('Kern', '2026-01-10', '2026-02-10')
    const returned = house.db.prepare(`insert into purchase (id, customer_id, kind, returns_id, day, counts_on, total_cents, list_cents, created_at)
      select id + 1000, customer_id, 'return', id, '2026-03-01', counts_on, -total_cents, -total_cents, created_at from purchase where day = '2026-02-10'`)
    house.services.operations.run({ call: 'purchases.return' }, () => void returned.run())
    const of = async (text: string) => {
      const { phase, since, isBound } = await house.call('phases.of', { customerId: kern, day: day(text) })
      return [phase, since, isBound]
    }
    expect(await of('2026-01-10')).toEqual(['after-purchase', '2026-01-10', false])
    expect(await of('2026-02-28')).toEqual(['repurchase', '2026-02-10', true])
    expect(await of('2026-03-01')).toEqual(['after-purchase', '2026-01-10', false])
    expect((await of('2026-01-01'))[0]).toBe('first-contact')
    await expect(of('2026-03-13')).rejects.toMatchObject({ failure: { reason: 'phase-day-in-future' } })
    expect((await house.call('phases.board', {})).columns.map(({ count }) => count)).toEqual([0, 1, 0])
  })
  it('a sale copied later re-orders what holds; the log keeps what was noted', async () => {
    const kern = await customer('Kern', '2026-03-01', '2026-02-01')
    const history = (await house.call('phases.history', { customerId: kern })).map(({ to, day: noted, holdsDay }) => [to, noted, holdsDay])
    expect(history).toEqual([
      ['repurchase', '2026-03-01', '2026-03-01'],
      ['after-purchase', '2026-03-01', '2026-02-01'],
    ])
  })
  it('the window is half as long again as the demand of what was bought, and moves when the article does', async () => {
    const kern = await customer('Kern', '2026-01-01')
    house.db.exec(`insert into article (id, number, name, demand_days, created_at) values (1, 'A1', 'Öl', 90, '');
      insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents)
      select 1, id, 0, 1, 1000, 5000, 5000 from purchase`)
    const change = (days: number) =>
      house.services.operations.run({ call: 'articles.save' }, () => void house.db.prepare('update article set demand_days = ?').run(days))
    const missed = async () => (await house.call('phases.explain', { customerId: kern })).card
    change(100)
    expect(await missed()).toMatchObject({ windowEnds: '2026-05-31', secondPurchaseMissed: false })
    change(20)
    expect(await missed()).toMatchObject({ windowEnds: '2026-03-02', secondPurchaseMissed: true })
    expect((await house.call('phases.board', { filter: 'second-purchase-missed' })).columns[1]!.count).toBe(1)
  })
})

describe('lanes and funnel', () => {
  it('cuts the board by value and by tag', async () => {
    for (const [name, cents] of [
      ['Groß', 80_000],
      ['Mittel', 15_000],
      ['Klein', 5000],
    ] as const)
      await house.call('purchases.record', { customerId: await customer(name), day: day('2026-03-01'), totalCents: cents })
    const untagged = await customer('Ohne')
    expect((await house.call('phases.board', { lanes: 'value' })).lanes).toEqual([
      { lane: 'A', count: 1 },
      { lane: 'B', count: 1 },
      { lane: 'C', count: 2 },
    ])
    await house.call('customers.update', { customerId: untagged, tags: ['Rad', 'Club'] })
    const board = await house.call('phases.board', { lanes: 'tag' })
    expect(board.lanes).toEqual([
      { lane: 'Club', count: 1 },
      { lane: 'Rad', count: 1 },
      { lane: '', count: 3 },
    ])
    const page = await house.call('phases.column', { phase: 'after-purchase', lanes: 'value', lane: 'A' })
    expect(page.rows.map(({ displayName }) => displayName)).toEqual(['Groß'])
  })
  it('counts by quarter who went on, and nobody whose time still runs', async () => {
    await customer('Wieder', '2024-02-01', '2024-02-29')
    await customer('Einmal', '2024-03-01')
    await customer('Jung', '2026-03-01', '2026-03-02')
    const funnel = await house.call('phases.funnel', {})
    expect(funnel.cohorts.map(({ quarter, returned }) => [quarter, ...returned.map(({ of, did }) => `${did}/${of}`)])).toEqual([
      ['2026-Q1', '0/0', '0/0', '0/0', '0/0'],
      ['2024-Q1', '1/2', '1/2', '1/2', '1/2'],
    ])
    expect(funnel.hint).toEqual({ key: 'too-little', values: { firstBuyers: 2, minutes: 0 } })
  })
})
