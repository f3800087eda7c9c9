import { Worker } from 'node:worker_threads'
import type { Failure, JobContext } from '#contract'
import { AppError } from '../database/app-error.ts'
import type { Background, Tasks } from '../services/service-base.ts'

/** For the command line and for tests: the same thread, the same connection. */
export function inlineBackground(tasks: () => Tasks): Background {
  return {
    async run<T>(task: string, input: unknown, job: JobContext) {
      return (await taskNamed(tasks(), task)(input as never, job)) as T
    },
  }
}

export function taskNamed(tasks: Tasks, name: string) {
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
  if (!task) throw new Error(`no task named ${name}`)
  return task
}

export interface WorkerOrder {
  file: string
  dataDir: string
  today: string | null
  task: string
  input: unknown
  cancelled: SharedArrayBuffer
}
export type WorkerMessage =
  | { kind: 'report'; done: number; total: number | null; phase: string }
  /** `isFolding`: the thread still has the database open, until it ends. */
  | { kind: 'done'; value: unknown; isFolding: boolean }
  | { kind: 'failed'; failure: Failure | null; text: string }

/** Room for values that live only for a row. Left alone, a thread that reads 100,000 rows takes 100 MB more before it clears any of it away. */
const YOUNG_MB = 24

/** Threads, and whether one of them may have the database open. */
export interface Threads extends Background {
  isIdle(): boolean
}

/** A fresh thread per task: it opens the database itself, so the window's thread is never held up. */
export function workerBackground(workerUrl: URL, where: { file: string; dataDir: string; today: string | null }): Threads {
  const running = new Set<Worker>()
  return {
    isIdle: () => running.size === 0,
    run<T>(task: string, input: unknown, job: JobContext) {
      return new Promise<T>((resolve, reject) => {
        const cancelled = new SharedArrayBuffer(4)
        const order: WorkerOrder = { ...where, task, input, cancelled }
        const worker = new Worker(workerUrl, { workerData: order, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
        const watch = setInterval(() => {
          if (job.isCancelled()) Atomics.store(new Int32Array(cancelled), 0, 1)
        }, 50)
        running.add(worker)
        const end = (settle: () => void, isFolding = false) => {
          clearInterval(watch)
          if (!isFolding) running.delete(worker)
          settle()
        }
        worker.on('message', (message: WorkerMessage) => {
          if (message.kind === 'report') job.report(message.done, message.total, message.phase)
          else if (message.kind === 'done') end(() => resolve(message.value as T), message.isFolding)
          else if (message.failure) end(() => reject(new AppError(message.failure!.code, message.failure!.reason, message.failure!.detail)))
          else end(() => reject(new Error(message.text)))
        })
        worker.on('error', (error) => end(() => reject(error)))
        worker.on('exit', (code) => end(() => reject(new Error(`worker ended with ${code}`))))
      })
    },
  }
}
