import { expect, test } from 'vitest'
import { dayStart } from '../../electron/backend/day-start.ts'
import { fixedClock } from '../../electron/database/clock.ts'

function program() {
  const clock = fixedClock('2026-03-12')
  const seen: string[] = []
  const state = { isBusy: false, fails: false }
  const begin = dayStart({
    clock,
    isBusy: () => state.isBusy,
    startDay() {
      if (state.fails) throw new Error('no')
      seen.push(clock.today())
    },
    log: { info() {}, error: (message) => void seen.push(message) },
  })
  return { clock, seen, state, begin }
}

test('a day begins once, with the first call on it, also when the clock is set back', () => {
  const { clock, seen, begin } = program()
  begin()
  expect(seen).toEqual([])
  clock.set('2026-03-13')
  begin()
  begin()
  clock.set('2026-03-12')
  begin()
  expect(seen).toEqual(['2026-03-13', '2026-03-12'])
})

test('it waits for long work, and a failure is logged once and stops nothing', () => {
  const { clock, seen, state, begin } = program()
  state.isBusy = true
  clock.set('2026-03-13')
  begin()
  expect(seen).toEqual([])
  state.isBusy = false
  state.fails = true
  begin()
  begin()
  expect(seen).toEqual(['start of the day'])
})
