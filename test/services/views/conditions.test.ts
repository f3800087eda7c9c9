import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filter } from '#contract'
import type { House } from '../../support/house.ts'
import { condition, namesOf, viewShop, whoIs } from './view-shop.ts'

let house: House
beforeAll(async () => void (house = await viewShop()))
afterAll(() => house.close())

const KERN = 'Sabine Kern'
const BRANDT = 'Jörg Brandt'
const SCHULZE = 'Schulze Lohoff'
const BAKER = 'Bäckerei Müller'
const YILDIZ = 'Fatma Yıldız'
const LI = '李'
/** In the order of the list. */
const ALL = [BAKER, BRANDT, KERN, SCHULZE, YILDIZ, LI]
const others = (...names: string[]) => ALL.filter((name) => !names.includes(name))

describe.each<[field: string, op: string, value: unknown, who: string[]]>([
  ['phase', 'is', 'repurchase', [KERN, YILDIZ]],
  ['phase', 'is', ['first-contact', 'after-purchase'], [BAKER, BRANDT, SCHULZE, LI]],
  ['phase', 'is-not', 'first-contact', [BRANDT, KERN, SCHULZE, YILDIZ]],
  ['daysInPhase', 'at-least', 200, [BRANDT, KERN]],
  ['daysInPhase', 'at-most', 11, [SCHULZE, YILDIZ, LI]],
  ['daysInPhase', 'between', [11, 20], [BAKER, SCHULZE]],
  ['daysInPhase', 'is', 20, [BAKER]],
  ['regular', 'is', true, [KERN]],
  ['regular', 'is', false, others(KERN)],
  ['secondPurchaseMissed', 'is', true, [BRANDT]],
  ['secondPurchaseMissed', 'is', false, others(BRANDT)],
  ['tags', 'any', ['Rennrad', 'Stammtisch'], [BRANDT, KERN]],
  ['tags', 'all', ['Rennrad', 'Stammtisch'], [KERN]],
  ['tags', 'none', ['Stammtisch'], others(KERN)],
  ['tags', 'empty', null, others(BRANDT, KERN)],
  ['tags', 'not-empty', null, [BRANDT, KERN]],
  ['lastPurchase', 'before', '2025-11-20', [BRANDT]],
  ['lastPurchase', 'after', '2026-03-01', [YILDIZ]],
  ['lastPurchase', 'between', ['2026-03-01', '2025-11-20'], [KERN, SCHULZE]],
  ['lastPurchase', 'within-days', 11, [SCHULZE, YILDIZ]],
  ['lastPurchase', 'older-than-days', 111, [KERN, BRANDT].toSorted((a, b) => ALL.indexOf(a) - ALL.indexOf(b))],
  ['lastPurchase', 'older-than-days', 112, [BRANDT]],
  ['lastPurchase', 'never', null, [BAKER, LI]],
  ['lastPurchase', 'ever', null, others(BAKER, LI)],
  ['firstPurchase', 'before', '2025-06-03', [KERN]],
  ['net12', 'at-least', 20_000, [BRANDT, KERN]],
  ['net12', 'at-most', 0, [BAKER, LI]],
  ['net12', 'between', [2000, 2050], [SCHULZE, YILDIZ]],
  ['total', 'is', 2050, [YILDIZ]],
  ['purchaseDays', 'at-least', 2, [KERN, YILDIZ]],
  ['points', 'at-least', 200, [BRANDT, KERN]],
  ['card', 'is', true, [KERN]],
  ['card', 'is', false, others(KERN)],
  ['kind', 'is', 'firm', [BAKER]],
  ['salutation', 'is', ['ms', 'mr'], [BRANDT, KERN]],
  ['addressForm', 'is', 'informal', [BRANDT]],
  ['birthday', 'month', 3, [KERN, YILDIZ]],
  ['birthday', 'month', [1, 12], [BRANDT, SCHULZE]],
  ['birthday', 'this-month', null, [KERN, YILDIZ]],
  ['birthday', 'between', ['12-20', '01-05'], [BRANDT, SCHULZE]],
  ['birthday', 'between', ['03-12', '03-12'], [KERN]],
  ['birthday', 'next-days', 0, [KERN]],
  ['birthday', 'next-days', 1, [KERN, YILDIZ]],
  ['birthday', 'next-days', 300, [BRANDT, KERN, SCHULZE, YILDIZ]],
  ['birthday', 'empty', null, [BAKER, LI]],
  ['birthday', 'not-empty', null, others(BAKER, LI)],
  ['birthYear', 'is', true, [KERN, SCHULZE, YILDIZ]],
  ['birthYear', 'is', false, [BAKER, BRANDT, LI]],
  ['age', 'is', 47, [KERN]],
  ['age', 'is', 46, [YILDIZ]],
  ['age', 'at-most', 25, [SCHULZE]],
  ['age', 'at-least', 47, [KERN]],
  ['age', 'between', [25, 46], [SCHULZE, YILDIZ]],
  ['postcode', 'between', ['01000', '01999'], [BRANDT]],
  ['postcode', 'between', ['1000', '1999'], [BAKER]],
  ['postcode', 'starts-with', '01', [BRANDT]],
  ['postcode', 'starts-with', '1', [BAKER]],
  ['postcode', 'starts-with', '48', [KERN]],
  ['postcode', 'is', '48153', [KERN]],
  ['postcode', 'empty', null, [SCHULZE, YILDIZ, LI]],
  ['city', 'is', 'munster', [KERN]],
  ['city', 'contains', 'ün', [KERN]],
  ['city', 'starts-with', 'w', [BAKER]],
  ['city', 'empty', null, [SCHULZE, YILDIZ, LI]],
  ['city', 'not-empty', null, [BAKER, BRANDT, KERN]],
  ['country', 'is', 'AT', [BAKER]],
  ['country', 'is-not', 'DE', others(BRANDT, KERN)],
  ['email', 'is', true, [KERN, SCHULZE]],
  ['phone', 'is', false, others(KERN)],
  ['address', 'is', true, [BAKER, BRANDT, KERN]],
  ['source', 'is', 'markt', [KERN]],
  ['source', 'empty', null, others(BAKER, KERN)],
  ['created', 'after', '2026-02-20', [YILDIZ, LI]],
  ['created', 'within-days', 0, [YILDIZ, LI]],
  ['number', 'is', 'K-7', [YILDIZ]],
  ['number', 'starts-with', 'k-', [YILDIZ]],
  ['name', 'contains', 'loh', [SCHULZE]],
  ['name', 'contains', 'mul', [BAKER]],
  ['name', 'starts-with', 'Brandt', [BRANDT]],
  ['name', 'is', 'Sabine Kern', [KERN]],
  ['memo', 'contains', '100%', [KERN]],
  ['memo', 'contains', '%schwarz%', []],
  ['memo', 'not-empty', null, [KERN]],
  ['import', 'empty', null, ALL],
  ['sample', 'is', false, ALL],
])('%s %s %j', (field, op, value, who) => {
  test(`finds ${who.join(', ') || 'nobody'}`, async () => expect(await whoIs(house, field, op, value)).toEqual(who))
})

/** Tried in phase-fields.test.ts and with the care of customers. */
const OF_OTHERS = ['step', 'override', 'warningLevel', 'careOverdue', 'demandDue', 'case:open', 'contact:last', 'contact:mood']

test('every field of the registry is tried above, apart from those of other capabilities', async () => {
  const keys = (await house.call('views.fields', {}))
    .filter(({ group, key }) => group !== 'own' && group !== 'consent' && !OF_OTHERS.includes(key))
    .map(({ key }) => key)
  const tried = ['phase', 'daysInPhase', 'regular', 'secondPurchaseMissed', 'tags', 'lastPurchase', 'firstPurchase', 'net12', 'total', 'purchaseDays']
    .concat(['points', 'card', 'kind', 'salutation', 'addressForm', 'birthday', 'birthYear', 'age', 'name', 'number', 'memo', 'postcode', 'city'])
    .concat(['country', 'email', 'phone', 'address', 'source', 'created', 'import', 'sample'])
  expect(keys.toSorted()).toEqual(tried.toSorted())
})

describe('conditions together', () => {
  const who = async (filter: Filter, text = '') => namesOf((await house.call('views.run', { filter, text })).rows)
  const rennrad = condition('tags', 'any', 'Rennrad')
  const card = condition('card', 'is', true)
  const never = condition('lastPurchase', 'never')
  test('all of them', async () => expect(await who({ all: [rennrad, card] })).toEqual([KERN]))
  test('one of them', async () => expect(await who({ any: [card, never] })).toEqual([BAKER, KERN, LI]))
  test('in groups inside groups', async () =>
    expect(
      await who({ all: [{ any: [never, { all: [rennrad, condition('phase', 'is', 'after-purchase')] }] }, condition('kind', 'is', 'person')] }),
    ).toEqual([BRANDT, LI]))
  test('none at all ask for nothing', async () => expect(await who({ any: [] })).toEqual(ALL))
  test('and the search finds inside of them', async () => expect(await who({ all: [rennrad] }, 'bran')).toEqual([BRANDT]))
  test('deeper than three levels is refused', async () => {
    const deep = { all: [{ any: [{ all: [{ any: [card] }] }] }] } as unknown as Filter
    await expect(house.call('views.count', { filter: deep })).rejects.toThrow('input-invalid')
  })
})
