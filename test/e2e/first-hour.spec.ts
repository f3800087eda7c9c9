import { temporaryFolder } from '../host/launch-app.ts'
import { expect, test } from './fixture.ts'
import { firstHour } from './first-hour.ts'

test('the first hour: import, find, book, board, card, print, scan, backup, restore', async ({ app, page }) => {
  test.setTimeout(180_000)
  const folder = temporaryFolder()
  try {
    for (const step of firstHour) {
      const told = await test.step(step.name, () => step.run({ app, page, folder: folder.path }))
      expect(told).not.toBe('')
    }
  } finally {
    folder.remove()
  }
})
