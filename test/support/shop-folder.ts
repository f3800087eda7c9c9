import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallName, Failure, Input, JobId, JobName, Output, Result } from '#contract'
import { createBackend, DATABASE_FILE } from '../../electron/backend/create-backend.ts'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { Refused } from './house.ts'

/** A backend on a data folder of its own, with a folder beside it for copies, as on an owner's computer. */
export interface ShopFolder {
  root: string
  dataDir: string
  file: string
  target: string
  backend: Backend
  call<N extends Exclude<CallName, JobName>>(name: N, input: Input<N>): Promise<Output<N>>
  /** Runs a job to its end; `cancelWhen` is asked at each progress. */
  job<N extends JobName>(name: N, input: Input<N>, onProgress?: (phase: string, cancel: () => void) => void): Promise<Result<N>>
  close(): Promise<void>
}

const WORKER = new URL('../../electron/backend/worker.ts', import.meta.url)

export function openShopFolder({ inWorker = false, today = '2026-03-12', root = mkdtempSync(join(tmpdir(), 'stammkunde-shop-')) } = {}): ShopFolder {
  const dataDir = join(root, 'data')
  const target = join(root, 'stick')
  mkdirSync(target, { recursive: true })
  const backend = createBackend({ dataDir, today, workerUrl: inWorker ? WORKER : null })
  async function call(name: string, input: unknown) {
    const answer = await backend.dispatch(name, input)
    if (!answer.ok) throw new Refused(answer.failure)
    return answer.value as never
  }
  return {
    root,
    dataDir,
    target,
    file: join(dataDir, DATABASE_FILE),
    backend,
    call,
    async job(name, input, onProgress) {
      const { jobId } = (await call(name, input)) as { jobId: JobId }
      const stop = backend.events.on((event) => {
        if (event.topic === 'jobs.changed' && event.job.id === jobId && event.job.state === 'running')
          onProgress?.(event.job.phase, () => void backend.jobs.cancel(jobId))
      })
      const job = await backend.jobs.settled(jobId)
      stop()
      if (job.state === 'failed') throw new Refused(job.failure as Failure)
      if (job.state !== 'done') throw new Refused({ code: 'cancelled', reason: 'cancelled', detail: {} })
      return job.result as never
    },
    async close() {
      await backend.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** The failure that work is refused with; anything else is thrown on. */
export async function refusal(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    (value) => new Error(`was not refused: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (error instanceof Refused) return error.failure
  throw error
}
