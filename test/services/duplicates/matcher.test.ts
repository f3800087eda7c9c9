import { expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import type { Compared } from '../../../electron/services/duplicates/comparable.rules.ts'
import { duplicateMatcher } from '../../../electron/services/duplicates/matcher.ts'

const row = (firstName: string, lastName: string, more: Partial<Compared> = {}): Compared => ({
  kind: 'person',
  salutation: 'none',
  firstName,
  lastName,
  nameAddition: '',
  firmName: '',
  birthday: null,
  contacts: [],
  addresses: [],
  ...more,
})
const id = (n: number) => n as CustomerId
const kern = row('Sabine', 'Kern', { contacts: ['+492512788304'] })

test('finds a customer of the stock by another spelling', () => {
  const matcher = duplicateMatcher([{ id: id(1), ...kern }])
  expect(matcher.find(row('Sabiene', 'Kern', { contacts: ['+492512788304'] }))).toMatchObject([{ id: 1, band: 'same' }])
  expect(matcher.find(row('Kern', 'Sabine', { contacts: ['+492512788304'] }))).toMatchObject([{ id: 1 }])
  expect(matcher.find(row('Uwe', 'Brandt'))).toEqual([])
})
test('finds a row of the same file that came before, but not itself', () => {
  const matcher = duplicateMatcher([])
  expect(matcher.find(kern)).toEqual([])
  matcher.add(id(7), kern)
  expect(matcher.find(kern)).toMatchObject([{ id: 7, score: 1 }])
})
test('never takes a firm for a person, nor a wife for her husband', () => {
  const matcher = duplicateMatcher([{ id: id(1), ...kern }])
  expect(matcher.find({ ...kern, kind: 'firm', firmName: 'Sabine Kern' })).toEqual([])
  expect(matcher.find(row('Thomas', 'Kern', { contacts: ['+492512788304'] }))).toEqual([])
})
test('names the likeliest first', () => {
  const birthday = { day: 3, month: 5, year: 1979 }
  const matcher = duplicateMatcher([
    { id: id(1), ...row('Sabine', 'Kern', { birthday: { ...birthday, day: 4 } }) },
    { id: id(2), ...row('Sabine', 'Kern', { birthday }) },
  ])
  expect(matcher.find(row('Sabine', 'Kern', { birthday })).map((match) => match.id)).toEqual([2, 1])
})
test.each([
  ['one part of the birthday mistyped', { day: 3, month: 6, year: 1979 }, 1],
  ['day and month that changed places', { day: 5, month: 3, year: 1979 }, 1],
  ['two parts that differ', { day: 4, month: 6, year: 1979 }, 0],
  ['day and month that changed places in another year', { day: 5, month: 3, year: 1980 }, 0],
])('with %s', (_, birthday, count) => {
  const matcher = duplicateMatcher([{ id: id(1), ...kern, birthday: { day: 3, month: 5, year: 1979 } }])
  expect(matcher.find({ ...kern, birthday })).toHaveLength(count)
})
