/** The thread for long work: opens the database with a connection of its own, runs one task, ends. */
import { enableCompileCache } from 'node:module'
import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { JobContext } from '#contract'
import type { Db } from '../database/open.ts'
import type { Tasks } from '../services/service-base.ts'
import type { WorkerMessage, WorkerOrder } from './background.ts'

// Each task starts a thread; what an earlier one compiled is taken from the cache, which halves the start.
enableCompileCache()
const { inlineBackground, taskNamed, workerBackground } = await import('./background.ts')
const { openDatabase } = await import('../database/open.ts')
const { openGate } = await import('../services/backup/source-check.ts')

const order = workerData as WorkerOrder
const cancelled = new Int32Array(order.cancelled)
const send = (message: WorkerMessage) => parentPort?.postMessage(message, [])

/** Bringing a copy back where the database cannot be opened must do without it. */
const isRescue = order.task.startsWith('rescue.')
const rescueTasks = async (): Promise<Tasks> => (await import('../services/backup/rescue.ts')).rescueTasks

/** A second thread beside the one that copies. */
function lookOver() {
  const gate = new SharedArrayBuffer(4)
  const verdict = workerBackground(new URL(import.meta.url), order).run<boolean | null>('backup.look-over', { gate }, job)
  return { verdict, begin: () => openGate(gate) }
}

/** Copying needs the database alone; its thread does not wait for all other services to be loaded. */
async function tasksOn(db: Db): Promise<Tasks> {
  if (order.task.startsWith('backup.')) return (await import('../services/backup/backup.tasks.ts')).backupTasks(db, lookOver)
  const [{ createServices }, { clockFor }, { fileLog }] = await Promise.all([
    import('./create-services.ts'),
    import('./clock-for.ts'),
    import('./log.ts'),
  ])
  const clock = clockFor(order.today)
  const services = createServices({
    db,
    clock,
    log: fileLog(order.dataDir, () => clock.now()),
    dataDir: order.dataDir,
    background: inlineBackground(() => services.tasks),
    printToPdf: null,
    swapDatabase: null,
  })
  return services.tasks
}

let last = 0
const job: JobContext = {
  report(done, total, phase) {
    const now = performance.now()
    if (now - last < 50 && done !== total) return
    last = now
    send({ kind: 'report', done, total, phase })
  },
  isCancelled: () => Atomics.load(cancelled, 0) === 1,
}

async function work(): Promise<unknown> {
  if (isRescue) return taskNamed(await rescueTasks(), order.task)(order.input as never, job)
  const db = openDatabase(order.file)
  // A large import is committed before its log is folded into the file; see foldLog.
  db.pragma('wal_autocheckpoint = 0')
  try {
    return await taskNamed(await tasksOn(db), order.task)(order.input as never, job)
  } finally {
    db.close()
  }
}

const LARGE_LOG = 16_000_000
const logSize = () => statSync(`${order.file}-wal`, { throwIfNoEntry: false })?.size ?? 0

/** Folds a large log into the database file, after the end of the work was told: else the next booking in the window would have to wait for it. */
function foldLog(): void {
  const db = openDatabase(order.file)
  try {
    db.pragma('wal_checkpoint(passive)')
  } finally {
    db.close()
  }
}

try {
  const value = await work()
  // Told only once the connection is closed: whoever hears it may move the file, unless the log is still being folded.
  const isFolding = !isRescue && logSize() > LARGE_LOG
  send({ kind: 'done', value, isFolding })
  if (isFolding) foldLog()
} catch (error) {
  // Only now: the words of every failure come with the whole contract, which takes longer to load than a small copy to make.
  const { failureOf } = await import('./failures.ts')
  send({ kind: 'failed', failure: failureOf(error), text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
