import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { RandomShop, shops } from './random-shop.ts'

const CUSTOMERS = 500

it(
  'on 10,000 random histories of back-dating, returns, merges and undo, phases are what a slow and plain reference says',
  { timeout: 240_000 },
  async () => {
    let histories = 0
    const run = await fc.check(
      fc.asyncProperty(shops(CUSTOMERS), async ({ histories: list, events }) => {
        const shop = new RandomShop(list)
        try {
          for (const event of events) {
            await shop.happen(event)
            shop.compareAll()
          }
          await shop.compareDays()
          histories += list.length
        } finally {
          shop.house.close()
        }
      }),
      { numRuns: 10_000 / CUSTOMERS, endOnFailure: true },
    )
    // The shop itself is too long to print; seed and path bring it back.
    if (run.failed) throw new Error(`seed ${run.seed}, path ${run.counterexamplePath}`, { cause: run.errorInstance })
    expect(histories).toBe(10_000)
  },
)
