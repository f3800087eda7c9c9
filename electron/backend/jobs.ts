import type { Failure, Handlers, Job, JobContext, JobId } from '#contract'
import { AppError } from '../database/app-error.ts'
import { failureOf, unexpected } from './failures.ts'
import type { Log } from '../services/service-base.ts'

const KEEP = 50
/** Announcing every row would drown the window; ten times a second is smooth. */
const REPORT_EVERY_MS = 100

export interface Jobs {
  /** Starts work and returns its id at once; the work itself begins in the next turn. */
  start(call: string, work: (context: JobContext) => unknown, onEnd: (job: Job) => void): JobId
  get(id: JobId): Job
  list(): Job[]
  /** Asks a running job to stop; false when it had ended. */
  cancel(id: JobId): boolean
  /** Ends in the job's final state. */
  settled(id: JobId): Promise<Job>
  whenIdle(): Promise<void>
}

/** Long work with progress and cancel. State lives here, in main, so that a reloaded window sees the truth. */
export function jobRegistry(log: Log, changed: (job: Job) => void): Jobs {
  const jobs = new Map<JobId, { job: Job; cancelled: boolean; end: Promise<Job> }>()
  let lastId = 0

  function start(call: string, work: (context: JobContext) => unknown, onEnd: (job: Job) => void): JobId {
    const id = ++lastId as JobId
    let announced = 0
    const set = (job: Job) => {
      entry.job = job
      changed(job)
    }
    const context: JobContext = {
      report(done, total, phase) {
        entry.job = { id, call, state: 'running', done, total, phase }
        const now = performance.now()
        if (now - announced < REPORT_EVERY_MS) return
        announced = now
        changed(entry.job)
      },
      isCancelled: () => entry.cancelled,
    }
    const finish = async (): Promise<Job> => {
      await new Promise((resolve) => setImmediate(resolve))
      try {
        set({ id, call, state: 'done', result: await work(context) })
      } catch (error) {
        if (error instanceof AppError && error.code === 'cancelled') set({ id, call, state: 'cancelled' })
        else set({ id, call, state: 'failed', failure: asFailure(error, call) })
      }
      onEnd(entry.job)
      return entry.job
    }
    const running: Job = { id, call, state: 'running', done: 0, total: null, phase: 'starting' }
    const entry: { job: Job; cancelled: boolean; end: Promise<Job> } = { job: running, cancelled: false, end: Promise.resolve(running) }
    jobs.set(id, entry)
    forgetOld()
    changed(running)
    entry.end = finish()
    return id
  }

  function asFailure(error: unknown, call: string): Failure {
    const failure = failureOf(error)
    if (failure) return failure
    log.error(`job ${call}`, error)
    return unexpected
  }
  function forgetOld(): void {
    for (const [id, { job }] of jobs) {
      if (jobs.size <= KEEP) return
      if (job.state !== 'running') jobs.delete(id)
    }
  }
  function find(id: JobId) {
    const entry = jobs.get(id)
    if (!entry) throw new AppError('missing', 'job-gone')
    return entry
  }
  return {
    start,
    get: (id) => find(id).job,
    list: () => [...jobs.values()].map((entry) => entry.job),
    cancel(id) {
      const entry = find(id)
      if (entry.job.state !== 'running') return false
      entry.cancelled = true
      return true
    },
    settled: (id) => find(id).end,
    whenIdle: async () => void (await Promise.all([...jobs.values()].map((entry) => entry.end))),
  }
}

/** The contract's calls about jobs. */
export const jobCallsFor = (jobs: Jobs): Handlers['jobs'] => ({
  get: ({ jobId }) => jobs.get(jobId),
  list: () => jobs.list(),
  cancel: ({ jobId }) => ({ cancelled: jobs.cancel(jobId) }),
})
