import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackend } from '../../electron/backend/create-backend.ts'
import { openShopFolder, refusal } from '../support/shop-folder.ts'
import type { ShopFolder } from '../support/shop-folder.ts'

let shop: ShopFolder
beforeEach(() => void (shop = openShopFolder({ inWorker: true })))
afterEach(() => shop.close())
const csv = (rows: number) => {
  const file = join(shop.root, 'kunden.csv')
  writeFileSync(file, ['Nachname;Vorname', ...Array.from({ length: rows }, (_, n) => `Kern${n};Sabine`)].join('\n'))
  return file
}

describe('long work in a thread of its own', () => {
  it('writes through a connection of its own while the window reads and then goes on', async () => {
    const phases = new Set<string>()
    expect(await shop.job('imports.start', { file: csv(3000) }, (phase) => void phases.add(phase))).toMatchObject({ created: 3000 })
    expect((await shop.call('customers.count', {})).customers).toBe(3000)
    const { id } = await shop.call('customers.create', { kind: 'person', lastName: 'Brandt' })
    expect((await shop.call('customers.list', { sort: 'created', descending: true, limit: 1 })).rows[0]?.id).toBe(id)
    await shop.job('operations.undoLast', {})
    await shop.job('operations.undoLast', {})
    expect((await shop.call('customers.count', {})).customers).toBe(0)
    await shop.job('operations.redoLast', {})
    expect((await shop.call('customers.count', {})).customers).toBe(3000)
  })

  it('stops half-way when it is cancelled, and nothing of it is left', async () => {
    const failure = await refusal(shop.job('imports.start', { file: csv(20_000) }, (_, cancel) => cancel()))
    expect(failure.reason).toBe('cancelled')
    expect((await shop.call('customers.count', {})).customers).toBe(0)
    expect((await shop.call('imports.list', {})).total).toBe(0)
  })

  it('hands over what it was refused for', async () => {
    expect(await refusal(shop.job('imports.start', { file: join(shop.root, 'gone.csv') }))).toMatchObject({ reason: 'file-missing' })
  })

  it.each([
    ['ends without a word', 'process.exit(3)'],
    ['dies of an error', "throw new Error('broken')"],
    ['dies of an error later', "setTimeout(() => { throw new Error('broken') }, 20)"],
  ])('fails in one sentence when the thread %s, and the next booking is not kept waiting', async (_, code) => {
    const crash = join(shop.root, 'crash.mjs')
    writeFileSync(crash, code)
    mkdirSync(join(shop.root, 'other'))
    const backend = createBackend({ dataDir: join(shop.root, 'other'), workerUrl: pathToFileURL(crash) })
    const answer = await backend.dispatch('imports.start', { file: csv(1) })
    const { jobId } = (answer as { value: { jobId: never } }).value
    expect(await backend.jobs.settled(jobId)).toMatchObject({ state: 'failed', failure: { code: 'unexpected', reason: 'unexpected' } })
    expect(await backend.dispatch('customers.create', { kind: 'person', lastName: 'Kern' })).toMatchObject({ ok: true })
    await backend.close()
  })
})
