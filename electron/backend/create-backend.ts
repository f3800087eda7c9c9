import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, BackendEvent, Failure } from '#contract'
import { AppError } from '../database/app-error.ts'
import type { Clock } from '../database/clock.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import type { Db } from '../database/open.ts'
import { inlineBackground, workerBackground } from './background.ts'
import { clockFor } from './clock-for.ts'
import { createServices } from './create-services.ts'
import type { Services } from './create-services.ts'
import { lockDataFolder } from './data-lock.ts'
import { dayStart } from './day-start.ts'
import { createDispatch } from './dispatch.ts'
import type { House } from './dispatch.ts'
import { failureOf, unexpected } from './failures.ts'
import { jobCallsFor, jobRegistry } from './jobs.ts'
import type { Jobs } from './jobs.ts'
import { fileLog } from './log.ts'
import { workLeft } from './work-left.ts'
import { rescueCalls, rescueTasks } from '../services/backup/rescue.ts'
import type { RescueCalls } from '../services/backup/rescue.ts'
import type { Background, Log, PrintToPdf } from '../services/service-base.ts'

export interface BackendOptions {
  dataDir: string
  /** Stands the calendar on a day; for scripts and tests. */
  today?: string | null
  printToPdf?: PrintToPdf | null
  /** The built worker; without it long work runs on this thread, as on the command line. */
  workerUrl?: URL | null
}
export interface Backend {
  /** Why the data could not be opened when it started; null when all was well. Then only copies can be looked at and brought back. */
  startFailure: Failure | null
  dispatch(name: string, input: unknown): Promise<Answer>
  events: { on(listener: (event: BackendEvent) => void): () => void }
  jobs: Jobs
  log: Log
  /** Ends running jobs, folds the write-ahead log and gives the data folder free. */
  close(): Promise<void>
}

/** The name of the one database file in the data folder. */
export const DATABASE_FILE = 'stammkunde.db'

/** What bringing back a copy helps against. */
const RESCUABLE: ReadonlySet<string> = new Set([
  'database-damaged',
  'database-foreign',
  'database-newer',
  'migration-failed',
  'file-unreadable',
  'unexpected',
])

/**
 * Opens a data folder: lock, database, migrations, services. Where the database is damaged, foreign or newer, it opens for
 * bringing back a copy only, and goes on as usual once that is done. Throws an AppError when the folder is in use or read-only.
 */
export function createBackend({ dataDir, today = null, printToPdf = null, workerUrl = null }: BackendOptions): Backend {
  const unlock = lockDataFolder(dataDir)
  try {
    return openBackend({ dataDir, today, printToPdf, workerUrl }, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function openBackend({ dataDir, today, printToPdf, workerUrl }: Required<BackendOptions>, unlock: () => void): Backend {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, DATABASE_FILE)
  const clock: Clock = clockFor(today)
  const log = fileLog(dataDir, () => clock.now())
  const listeners = new Set<(event: BackendEvent) => void>()
  const tell = (event: BackendEvent) => listeners.forEach((listener) => listener(event))
  const jobs = jobRegistry(log, (job) => tell({ topic: 'jobs.changed', job }))

  const threads = workerUrl ? workerBackground(workerUrl, { file, dataDir, today }) : null
  let startFailure: Failure | null = null
  let house = openOrRescue()
  function openOrRescue(): Open | Closed {
    try {
      return open()
    } catch (error) {
      startFailure = failureOf(error) ?? unexpected
      if (!RESCUABLE.has(startFailure.reason)) throw error
      log.error('the data cannot be opened', error)
      const background = threads ?? inlineBackground(() => rescueTasks)
      const reopen = () => (house = open()).db
      return { refusal: startFailure, handlers: { backup: rescueCalls({ live: file, dataDir, clock, log, background, reopen }) } }
    }
  }
  function open(): Open {
    const db = openDatabase(file)
    try {
      const copy = migrate(db)
      if (copy) log.info(`schema updated; copy of the data before: ${copy}`)
      const background: Background = threads ?? inlineBackground(() => services.tasks)
      const services = createServices({
        db,
        clock,
        log,
        dataDir,
        background,
        printToPdf,
        swapDatabase(replace, then) {
          // A thread that had the old file open would clear away the log of the new one when it ends.
          if (threads && !threads.isIdle()) throw new AppError('conflict', 'writer-busy')
          db.close()
          let next: Open
          try {
            replace()
          } finally {
            house = next = open()
          }
          return then(next.db)
        },
      })
      services.startDay()
      return { db, services }
    } catch (error) {
      db.close()
      throw error
    }
  }

  const inline = inlineBackground(() => ('db' in house ? house.services.tasks : {}))
  const left = workLeft(threads ?? inline, log, () => ('db' in house ? house.services.taskLeft() : null), threads !== null)
  left.look()
  const dispatch = createDispatch({
    house: () => houseOf(house, jobs),
    jobs,
    log,
    dataChanged(capabilities) {
      tell({ topic: 'data.changed', capabilities })
      left.look()
    },
    afterWriter: () => 'db' in house && house.services.newId.reload(),
  })
  const beginDay = dayStart({
    clock,
    isBusy: () => jobs.list().some(({ state }) => state === 'running'),
    startDay() {
      if (!('db' in house)) return
      house.services.startDay()
      tell({ topic: 'data.changed', capabilities: ['today', 'customers', 'phases', 'tasks', 'loyalty', 'warnings', 'care', 'demand'] })
      left.look()
    },
    log,
  })
  return {
    startFailure,
    dispatch(name, input) {
      beginDay()
      return dispatch(name, input)
    },
    events: {
      on(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    jobs,
    log,
    async close() {
      for (const job of jobs.list()) if (job.state === 'running') jobs.cancel(job.id)
      await jobs.whenIdle()
      await left.stop()
      if ('db' in house) house.db.close()
      unlock()
    },
  }
}

/** The services on an open database, or what is left without one. */
interface Open {
  db: Db
  services: Services
}
interface Closed {
  refusal: Failure
  handlers: { backup: RescueCalls }
}

function houseOf(house: Open | Closed, jobs: Jobs): House {
  const jobCalls = jobCallsFor(jobs)
  if (!('db' in house)) return { handlers: { ...house.handlers, jobs: jobCalls }, operations: null, refusal: house.refusal }
  return { handlers: { ...house.services.handlers, jobs: jobCalls }, operations: house.services.operations, refusal: null }
}
