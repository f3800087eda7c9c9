import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, BackendEvent } from '#contract'
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
import { createDispatch } from './dispatch.ts'
import { jobCallsFor, jobRegistry } from './jobs.ts'
import type { Jobs } from './jobs.ts'
import { fileLog } from './log.ts'
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
  dispatch(name: string, input: unknown): Promise<Answer>
  events: { on(listener: (event: BackendEvent) => void): () => void }
  jobs: Jobs
  log: Log
  /** Ends running jobs, folds the write-ahead log and gives the data folder free. */
  close(): Promise<void>
}

/** The name of the one database file in the data folder. */
export const DATABASE_FILE = 'stammkunde.db'

/**
 * Opens a data folder: lock, database, migrations, services.
 * Throws an AppError when the folder is in use or read-only, or when its database is damaged, foreign or newer.
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
  let house = open()
  function open(): { db: Db; services: Services } {
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
          house.db.close()
          try {
            replace()
          } finally {
            house = open()
          }
          return then(house.db)
        },
      })
      services.startDay()
      return { db, services }
    } catch (error) {
      db.close()
      throw error
    }
  }

  const dispatch = createDispatch({
    house: () => ({ handlers: { ...house.services.handlers, jobs: jobCallsFor(jobs) }, operations: house.services.operations }),
    jobs,
    log,
    dataChanged: (capabilities) => tell({ topic: 'data.changed', capabilities }),
    afterWriter: () => house.services.newId.reload(),
  })
  return {
    dispatch,
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
      house.db.close()
      unlock()
    },
  }
}
