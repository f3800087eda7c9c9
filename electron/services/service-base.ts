import type { CustomerId, JobContext, OperationId } from '#contract'
import type { Clock } from '../database/clock.ts'
import type { NewId } from '../database/ids.ts'
import type { Db } from '../database/open.ts'
import type { OperationRecorder } from '../database/operation-recorder.ts'

/** Carries ids and counts, never names. */
export interface Log {
  info(message: string): void
  error(message: string, error?: unknown): void
}

/** Work by name, so that it can run on this thread or on one with a connection of its own. */
export type Tasks = Record<string, (input: never, job: JobContext) => unknown>

/** Runs a task of some service away from the thread that serves the window. */
export interface Background {
  run<T>(task: string, input: unknown, job: JobContext): Promise<T>
}

/** Prints an HTML document to a PDF. */
export type PrintToPdf = (html: string, size: { widthMm: number; heightMm: number }) => Promise<Uint8Array>

/** Closes the database, lets `replace` change the files, opens it again (also when `replace` throws), then runs `then` on the new one. */
export type SwapDatabase = <T>(replace: () => void, then: (db: Db) => T) => T

/** How a table's rows are taken back where deleting the row is not allowed; see operations.service. */
export interface Undoing {
  /** The table of the change log. */
  table: string
  /** Books against an inserted row instead of deleting it. */
  undoInsert(rowId: number, operationId: OperationId, customerId: CustomerId | null): void
}

/** What every service is given. */
export interface ServiceBase {
  db: Db
  clock: Clock
  newId: NewId
  recorder: OperationRecorder
  log: Log
  background: Background
}
