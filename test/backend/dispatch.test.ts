import { describe, expect, it, vi } from 'vitest'
import type { Handlers, JobContext } from '#contract'
import { createDispatch } from '../../electron/backend/dispatch.ts'
import { jobCallsFor, jobRegistry } from '../../electron/backend/jobs.ts'
import { silentLog } from '../../electron/backend/log.ts'
import { AppError } from '../../electron/database/app-error.ts'
import { openHouse } from '../support/house.ts'

type Work = (job: JobContext) => unknown
/** A dispatch whose import is `work`, and whose every event is written down in its order. */
function openDoor(work: Work) {
  const house = openHouse()
  const heard: string[] = []
  const jobs = jobRegistry(silentLog, (job) => void heard.push(`job ${job.state}`))
  const imports = { ...house.services.handlers.imports, start: (_: unknown, job: JobContext) => work(job) } as Handlers['imports']
  const dispatch = createDispatch({
    house: () => ({
      handlers: { ...house.services.handlers, imports, jobs: jobCallsFor(jobs) },
      operations: house.services.operations,
      refusal: null,
    }),
    jobs,
    log: silentLog,
    dataChanged: (capabilities) => void heard.push(`data ${capabilities.join(' ')}`),
    afterWriter: () => void heard.push('writer free'),
  })
  const record = (lastName: string) => dispatch('customers.create', { kind: 'person', lastName })
  return { house, jobs, heard, dispatch, record, startImport: () => dispatch('imports.start', { file: '/x.csv' }) }
}
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

describe('dispatch', () => {
  it.each([
    '',
    'customers',
    'customers.',
    '.count',
    'customers.count.x',
    '__proto__.x',
    'constructor.call',
    'customers.constructor',
    'customers.__proto__',
    'customers.toString',
    'jobs.hasOwnProperty',
  ])('knows no call named %j', async (name) => {
    const { dispatch } = openDoor(() => {})
    expect(await dispatch(name, {})).toEqual({ ok: false, failure: { code: 'missing', reason: 'call-unknown', detail: { call: name } } })
  })

  it.each([
    [undefined, 'input'],
    [null, 'input'],
    ['text', 'input'],
    [[], 'input'],
    [{}, 'kind'],
    [{ kind: 'ghost' }, 'kind'],
    [{ kind: 'person', details: [{ kind: 'phone' }] }, 'details.0.value'],
  ])('refuses the input %j and names the field', async (input, field) => {
    const { dispatch } = openDoor(() => {})
    expect(await dispatch('customers.create', input)).toEqual({ ok: false, failure: { code: 'invalid', reason: 'input-invalid', detail: { field } } })
  })

  it('answers with a failure when nobody foresaw the error, and tells the log', async () => {
    const { house, dispatch } = openDoor(() => {})
    house.db.exec('drop table customer_summary')
    const answer = await dispatch('customers.count', {})
    expect(answer).toEqual({ ok: false, failure: { code: 'unexpected', reason: 'unexpected', detail: {} } })
  })

  it('lets a booking wait for a short import', async () => {
    const { open, opened } = gate()
    const { record, startImport, heard } = openDoor(() => opened)
    await startImport()
    const booking = record('Kern')
    expect(await Promise.race([booking, Promise.resolve('waits')])).toBe('waits')
    open()
    expect(await booking).toMatchObject({ ok: true })
    expect(heard).toEqual([
      'job running',
      'job done',
      'writer free',
      'data customers imports operations purchases phases loyalty',
      'data customers operations',
    ])
  })

  it('asks a booking to come again when an import takes long, and reading goes on meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const { open, opened } = gate()
      const { record, startImport, dispatch } = openDoor(() => opened)
      await startImport()
      const booking = record('Kern')
      expect(await dispatch('customers.count', {})).toMatchObject({ ok: true })
      await vi.advanceTimersByTimeAsync(3100)
      expect(await booking).toEqual({ ok: false, failure: { code: 'conflict', reason: 'writer-busy', detail: {} } })
      open()
    } finally {
      vi.useRealTimers()
    }
  })

  it('never lets two long writers run side by side, however many wait', async () => {
    let running = 0
    let most = 0
    const { startImport, jobs } = openDoor(async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
    })
    await Promise.all(Array.from({ length: 6 }, startImport))
    await jobs.whenIdle()
    expect(most).toBe(1)
  })

  it('gives the writer free when a long writer fails or is cancelled', async () => {
    for (const error of [new Error('disk'), new AppError('cancelled', 'cancelled')]) {
      const { record, startImport, jobs } = openDoor(() => Promise.reject(error))
      await startImport()
      expect(await record('Kern')).toMatchObject({ ok: true })
      expect(jobs.list().map(({ state }) => state)).toEqual([error instanceof AppError ? 'cancelled' : 'failed'])
    }
  })
})

describe('jobs', () => {
  it('hold their state, so that a window that comes late sees it', async () => {
    const { open, opened } = gate()
    const { startImport, dispatch, jobs } = openDoor(async (job) => {
      job.report(3, 10, 'writing')
      await opened
      return { importId: 1, created: 3 }
    })
    await startImport()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await dispatch('jobs.list', {})).toEqual({
      ok: true,
      value: [{ id: 1, call: 'imports.start', state: 'running', done: 3, total: 10, phase: 'writing' }],
    })
    open()
    await jobs.whenIdle()
    expect(await dispatch('jobs.get', { jobId: 1 })).toMatchObject({ value: { state: 'done', result: { created: 3 } } })
    expect(await dispatch('jobs.cancel', { jobId: 1 })).toEqual({ ok: true, value: { cancelled: false } })
    expect(await dispatch('jobs.get', { jobId: 99 })).toMatchObject({ failure: { reason: 'job-gone' } })
  })

  it('end as cancelled when they hear that they should stop', async () => {
    const { startImport, dispatch, jobs } = openDoor(async (job) => {
      while (!job.isCancelled()) await new Promise((resolve) => setImmediate(resolve))
      throw new AppError('cancelled', 'cancelled')
    })
    await startImport()
    expect(await dispatch('jobs.cancel', { jobId: 1 })).toEqual({ ok: true, value: { cancelled: true } })
    await jobs.whenIdle()
    expect(jobs.get(1 as never)).toEqual({ id: 1, call: 'imports.start', state: 'cancelled' })
  })

  it('tell of progress ten times a second at most, and of the end always', async () => {
    const { startImport, jobs, heard } = openDoor((job) => {
      for (let n = 0; n < 10_000; n++) job.report(n, 10_000, 'writing')
    })
    await startImport()
    await jobs.whenIdle()
    expect(heard.filter((line) => line === 'job running').length).toBeLessThan(10)
    expect(heard).toContain('job done')
  })

  it('are remembered to the last fifty', async () => {
    const { startImport, jobs } = openDoor(() => {})
    for (let n = 0; n < 60; n++) {
      await startImport()
      await jobs.whenIdle()
    }
    expect(jobs.list().map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, n) => n + 11))
  })
})
