import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createBackend } from '../../../electron/backend/create-backend.ts'
import { openDatabase } from '../../../electron/database/open.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** One more than get their keys within the operation. */
const MANY = 2001
const quiet = { report() {}, isCancelled: () => false }
const birthday = { day: 3, month: 5, year: 1979 }

function open(rows = MANY) {
  const folder = mkdtempSync(join(tmpdir(), 'stammkunde-keys-'))
  const house = openHouse({ file: join(folder, 'stammkunde.db') })
  onTestFinished(() => {
    house.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'kunden.csv')
  const lines = Array.from({ length: rows - 1 }, (_, n) => `Vorname${n};Nachname${n * 7};0251 ${200_000 + n};01.02.${1950 + (n % 50)}`)
  writeFileSync(file, ['Vorname;Nachname;Telefon;Geburtstag', 'Sabine;Kern;0251 2788304;03.05.1979', ...lines].join('\r\n'))
  return { house, folder, file }
}
const run = (house: House, job = quiet) => house.services.tasks['duplicates.index']!({} as never, job)
const namesFor = async (house: House, draft: object) => (await house.call('duplicates.check', draft)).candidates.map(({ displayName }) => displayName)
const byPhone = { firstName: 'Sabine', lastName: 'Kern', phone: '0251/2788304' }
const byName = { firstName: 'Sabiene', lastName: 'Kern', birthday }
const keys = ({ db }: House) => db.prepare('select customer_id, key from duplicate_key order by 1, 2').all()

test('right after a large import customers are found by phone, and by name once their keys are written', async () => {
  const { house, file } = open()
  await house.job('imports.start', { file })
  expect(house.services.taskLeft()).toBe('duplicates.index')
  expect(keys(house)).toEqual([])
  expect(await namesFor(house, byPhone)).toEqual(['Sabine Kern'])
  expect(await namesFor(house, byName)).toEqual([])
  expect(await run(house)).toEqual({ customers: MANY })
  expect(house.services.taskLeft()).not.toBe('duplicates.index')
  expect(await namesFor(house, byName)).toEqual(['Sabine Kern'])
})

test('a small import has its keys at once', async () => {
  const { house, file } = open(MANY - 1)
  await house.job('imports.start', { file })
  expect(house.services.taskLeft()).not.toBe('duplicates.index')
  expect(await namesFor(house, byName)).toEqual(['Sabine Kern'])
})

test('ended in the middle, it goes on where it was, and the keys are those of a rebuild', async () => {
  const { house, file } = open()
  await house.job('imports.start', { file })
  let looks = 0
  await expect(run(house, { report() {}, isCancelled: () => ++looks > 4 })).rejects.toMatchObject({ code: 'cancelled' })
  const half = keys(house).length
  expect(half).toBeGreaterThan(0)
  expect(house.services.taskLeft()).toBe('duplicates.index')
  // Half done, the index of keys is not there: what is booked meanwhile is noted all the same, and phones are found.
  expect(await namesFor(house, byPhone)).toEqual(['Sabine Kern'])
  await house.call('customers.create', { kind: 'person', firstName: 'Uwe', lastName: 'Brandt', birthday })
  await run(house)
  const kept = keys(house)
  expect(kept.length).toBeGreaterThan(half)
  house.db.exec('delete from duplicate_key')
  house.services.startDay()
  await run(house)
  expect(keys(house)).toEqual(kept)
  expect(house.db.prepare("select count(*) from sqlite_schema where name = 'duplicate_key_key'").pluck().get()).toBe(1)
})

test('a change that comes while keys are written is not forgotten', async () => {
  const { house, file } = open()
  await house.job('imports.start', { file })
  const ids = house.db.prepare<[], number>('select id from customer order by id').pluck().all()
  let isChanged = false
  const report = () => {
    if (isChanged) return
    isChanged = true
    // As another connection would: behind the place that was reached, more customers lose their keys.
    house.db.prepare('delete from duplicate_key where customer_id = ?').run(ids[0]!)
    house.db.exec('update duplicate_scan set keys_missing = keys_missing + 1')
  }
  await run(house, { report, isCancelled: () => false })
  expect(house.services.taskLeft()).not.toBe('duplicates.index')
  expect(await namesFor(house, byName)).toEqual(['Sabine Kern'])
})

test('taking a large import back leaves no keys, before and after they were written', async () => {
  const { house, file } = open()
  for (const isWritten of [false, true]) {
    const { importId } = await house.job('imports.start', { file })
    if (isWritten) await run(house)
    await house.job('imports.undo', { importId })
    await run(house)
    expect(keys(house)).toEqual([])
    expect(house.services.taskLeft()).not.toBe('duplicates.index')
  }
})

test('bringing a large import back writes the keys anew', async () => {
  const { house, file } = open()
  const { importId } = await house.job('imports.start', { file })
  await run(house)
  const kept = keys(house)
  await house.job('imports.undo', { importId })
  await house.job('operations.redoLast', {})
  expect(house.services.taskLeft()).toBe('duplicates.index')
  await run(house)
  expect(keys(house)).toEqual(kept)
})

test('the backend does it by itself after an import, and ends with all of it done where there is one thread only', async () => {
  const { folder, file } = open()
  const dataDir = join(folder, 'daten')
  const start = async (name: string, input: object) => {
    const backend = createBackend({ dataDir })
    const answer = await backend.dispatch(name, input)
    if (answer.ok && 'jobId' in (answer.value as object)) await backend.jobs.settled((answer.value as { jobId: never }).jobId)
    await backend.close()
  }
  await start('imports.start', { file })
  const look = (sql: string) => {
    const db = openDatabase(join(dataDir, 'stammkunde.db'))
    const value = db.prepare<[], number>(sql).pluck().get()
    db.close()
    return value
  }
  const count = 'select count(distinct customer_id) from duplicate_key'
  expect(look(count)).toBe(MANY)
  expect(look('select keys_missing from duplicate_scan')).toBe(0)
  // A power cut would leave this; the next start goes on.
  const db = openDatabase(join(dataDir, 'stammkunde.db'))
  db.exec('delete from duplicate_key; update duplicate_scan set keys_missing = 1')
  db.close()
  await start('customers.search', { text: 'kern' })
  expect(look(count)).toBe(MANY)
})
