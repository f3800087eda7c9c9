import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { act, action, pick, refusedQuietly } from './shop-steps.ts'
import { contentOf, expectSoundness } from './shop-state.ts'

/** Repeats a step until the house says that there is nothing left; answers how often it worked. */
async function untilNothing(house: House, step: 'undoLast' | 'redoLast', atMost = Infinity): Promise<number> {
  for (let times = 0; ; times++) {
    if (times === atMost) return times
    try {
      await house.job(`operations.${step}`, {})
    } catch (error) {
      if (error instanceof Refused && error.failure.reason === `operation-nothing-to-${step.slice(0, 4)}`) return times
      throw error
    }
  }
}

describe('undo and redo', () => {
  it('lead from any state back to the empty shop and forth again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 25 }), async (steps) => {
        const house = openHouse()
        try {
          const empty = contentOf(house)
          for (const step of steps) await act(house, step).catch(refusedQuietly)
          const full = contentOf(house)
          expectSoundness(house)
          const times = await untilNothing(house, 'undoLast')
          expect(contentOf(house)).toEqual(empty)
          expectSoundness(house)
          expect(await untilNothing(house, 'redoLast', times)).toBe(times)
          expect(contentOf(house)).toEqual(full)
          expectSoundness(house)
        } finally {
          house.close()
        }
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
    )
  }, 120_000)

  it('never half-applies: what is refused leaves every table as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 20 }), pick, async (steps, n) => {
        const house = openHouse()
        try {
          for (const step of steps) await act(house, step).catch(refusedQuietly)
          const before = contentOf(house)
          const changes = house.db.prepare('select count(*) from change').pluck()
          const logged = changes.get()
          await act(house, { do: 'undo-any', pick: n }).catch((error: unknown) => {
            refusedQuietly(error)
            expect(contentOf(house)).toEqual(before)
            expect(changes.get()).toBe(logged)
          })
          expectSoundness(house)
        } finally {
          house.close()
        }
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
    )
  }, 120_000)
})
