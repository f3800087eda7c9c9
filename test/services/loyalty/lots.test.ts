import { describe, expect, it } from 'vitest'
import type { EntryKind, IsoDate } from '#contract'
import { endedRest, lotsOf } from '../../../electron/services/loyalty/lots.rules.ts'
import type { LedgerEntry } from '../../../electron/services/loyalty/lots.rules.ts'

const entry = (id: number, kind: EntryKind, points: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id,
  kind,
  points,
  day: '2025-06-01' as IsoDate,
  reversesId: null,
  lotId: null,
  expiresOn: null,
  usableFrom: null,
  worth: 100,
  ...more,
})
const earned = (id: number, points: number, year: number) => entry(id, 'EARN', points, { expiresOn: `${year}-12-31` as IsoDate })
const rests = (entries: LedgerEntry[]) => lotsOf(entries).lots.map(({ rest }) => rest)

describe('lots of points', () => {
  const three = [earned(1, 40, 2026), earned(2, 30, 2027), earned(3, 50, 2027)]
  it('are used up from the one that ends first, and end together (domain.md §18)', () => {
    const used = [...three, entry(4, 'REDEEM', -60)]
    expect(rests(used)).toEqual([0, 10, 50])
    expect(endedRest(lotsOf(used), '2027-12-31' as IsoDate)).toBe(0)
    expect(endedRest(lotsOf(used), '2028-01-01' as IsoDate)).toBe(60)
    const ended = [...used, entry(5, 'EXPIRE', -60, { day: '2028-01-01' as IsoDate })]
    expect(rests(ended)).toEqual([0, 0, 0])
    expect(lotsOf(ended).debt).toBe(0)
  })
  it('take back what was used where it came from, also in parts', () => {
    const back = [...three, entry(4, 'REDEEM', -60), entry(5, 'REV_REDEEM', 15, { lotId: 4 }), entry(6, 'REV_REDEEM', 45, { lotId: 4 })]
    expect(rests(back)).toEqual([40, 30, 50])
  })
  it('that have ended get back what was used as a lot of its own with an end of its own', () => {
    const day = '2027-02-01' as IsoDate
    const back = [...three, entry(4, 'REDEEM', -60), entry(5, 'REV_REDEEM', 60, { lotId: 4, day, expiresOn: '2027-03-03' as IsoDate })]
    expect(lotsOf(back).lots.map(({ expiresOn, rest }) => [expiresOn, rest])).toEqual([
      ['2026-12-31', 0],
      ['2027-03-03', 40],
      ['2027-12-31', 30],
      ['2027-12-31', 50],
    ])
  })
  it('make a debt where nothing is left, which the next points pay first', () => {
    const debt = [earned(1, 40, 2026), entry(2, 'REDEEM', -40), entry(3, 'REV_EARN', -25, { lotId: 1 })]
    expect(lotsOf(debt)).toMatchObject({ debt: 25 })
    const paid = [...debt, earned(4, 30, 2027)]
    expect(lotsOf(paid).debt).toBe(0)
    expect(rests(paid)).toEqual([0, 5])
  })
  it('give back to the receipt’s own lot first, then in their order', () => {
    expect(rests([...three, entry(4, 'REV_EARN', -55, { lotId: 3 })])).toEqual([35, 30, 0])
  })
  it('take a counter-entry back and forth', () => {
    const counter = [...three, entry(4, 'REDEEM', -60), entry(5, 'REV_REDEEM', 60, { reversesId: 4 })]
    expect(rests(counter)).toEqual([40, 30, 50])
    expect(rests([...counter, entry(6, 'REDEEM', -60, { reversesId: 5 })])).toEqual([0, 10, 50])
  })
})
