/**
 * `npm run bench [sizes…] [--no-window] [--long]`: ratios against the bare way in the same run, on the same data. Ends with 1 when a target is missed.
 * Sizes default to 10,000 and 100,000 customers with 10 purchases each; at 1,000,000 (2 purchases each) only reading is measured.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isBuildCurrent } from '../../scripts/build-age.ts'
import { root, runStep } from '../../scripts/run-step.ts'
import { ensureSystemTools } from '../../scripts/system-tools.ts'
import { createBackend, DATABASE_FILE } from '../../electron/backend/create-backend.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { benchBackup } from './backup.bench.ts'
import { buildShop } from './build-shop.ts'
import { builtWorker } from './built-worker.ts'
import { benchCards } from './cards.bench.ts'
import { benchCare } from './care.bench.ts'
import { benchDuplicates } from './duplicates.bench.ts'
import { benchImport } from './import.bench.ts'
import { printTable } from './measure.ts'
import type { Line } from './measure.ts'
import { benchPhases } from './phases.bench.ts'
import { benchReading } from './reading.bench.ts'
import { benchTill } from './till.bench.ts'
import { benchTyping } from './typing.bench.ts'
import { benchViews } from './views.bench.ts'
import { benchWindow } from './window.bench.ts'

const sizes = process.argv
  .slice(2)
  .filter((text) => /^\d+$/.test(text))
  .map(Number)
const withWindow = !process.argv.includes('--no-window')
const isLong = process.argv.includes('--long')
const folder = mkdtempSync(join(tmpdir(), 'stammkunde-bench-'))
const lines: Line[] = []
const say = (text: string) => console.error(text)

if (withWindow && !ensureSystemTools(['chromium', 'pdftoppm', 'zbarimg'])) process.exit(1)
if (!isBuildCurrent(root)) {
  say('building the app')
  const { code, output } = await runStep('electron-vite', ['build'], { quiet: true })
  if (code !== 0) throw new Error(output)
}

try {
  for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
    say(`${size}: building the shop`)
    const dataDir = join(folder, `shop-${size}`)
    const file = join(dataDir, DATABASE_FILE)
    mkdirSync(dataDir)
    const db = openDatabase(file)
    migrate(db)
    const isHuge = size >= 1_000_000
    buildShop(db, size, isHuge ? 2 : 10)
    db.close()
    const backend = createBackend({ dataDir, today: '2026-03-12', workerUrl: builtWorker })
    say(`${size}: reading`)
    lines.push(...(await benchReading(backend, file, size)))
    lines.push(...(await benchTyping(backend, size)))
    if (!isHuge) {
      say(`${size}: backup`)
      lines.push(...(await benchBackup(backend, folder, file, size)))
    }
    if (!isHuge) lines.push(...(await benchDuplicates(backend, file, size)))
    say(`${size}: views`)
    lines.push(...(await benchViews(backend, file, size)))
    if (!isHuge) {
      say(`${size}: phases`)
      lines.push(...(await benchPhases(backend, file, size)))
    }
    await backend.close()
    if (isHuge) continue
    say(`${size}: care`)
    lines.push(...(await benchCare(dataDir, size)))
    if (size >= 100_000) {
      say(`${size}: import`)
      lines.push(...(await benchImport(folder, size)))
      say(`${size}: till file`)
      lines.push(...(await benchTill(folder, size)))
    }
    if (withWindow) {
      say(`${size}: window`)
      lines.push(...(await benchWindow(folder, dataDir, size)))
    }
  }
  if (withWindow) {
    say('cards to PDF')
    lines.push(...(await benchCards(folder)))
  }
  const isSound = printTable(lines)
  let isLongSound = true
  if (isLong) {
    say('a million histories of points')
    const env = { POINT_HISTORIES: '1000000' }
    isLongSound = (await runStep('vitest', ['run', 'test/services/loyalty/invariants.property.test.ts'], { env })).code === 0
  }
  process.exitCode = isSound && isLongSound ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
