import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../services/service-base.ts'

const LIMIT = 1_000_000

/** Appends to `logs/stammkunde.log`; one older file is kept. A log that cannot be written never stops the app. */
export function fileLog(dataDir: string, now: () => string): Log {
  const folder = join(dataDir, 'logs')
  const file = join(folder, 'stammkunde.log')
  const append = (level: string, text: string) => {
    try {
      mkdirSync(folder, { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT) renameSync(file, join(folder, 'stammkunde.1.log'))
      appendFileSync(file, `${now()} ${level} ${text}\n`)
    } catch {
      // A full or read-only disk is reported by the call that needs it.
    }
  }
  return {
    info: (message) => append('info', message),
    error: (message, error) =>
      append('error', error === undefined ? message : `${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  }
}

/** For tests and for calls that leave no trace. */
export const silentLog: Log = { info: () => {}, error: () => {} }
