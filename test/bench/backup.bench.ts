import { createReadStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { JobId } from '#contract'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { bestOfBoth, milliseconds } from './measure.ts'
import type { Line } from './measure.ts'

/** A verified copy through the contract, against the driver's own copy plus reading it once. */
export async function benchBackup(backend: Backend, folder: string, dataFile: string, size: number): Promise<Line[]> {
  const target = join(folder, `copies-${size}`)
  mkdirSync(target)
  const best = await bestOfBoth(
    3,
    async (round) => {
      const bareFile = join(folder, `bare-copy-${size}-${round}.db`)
      const db = new Database(dataFile, { readonly: true })
      await db.backup(bareFile)
      db.close()
      for await (const chunk of createReadStream(bareFile, { highWaterMark: 1 << 20 })) void chunk
    },
    async (round) => {
      const own = join(target, String(round))
      mkdirSync(own)
      const answer = await backend.dispatch('backup.create', { folder: own })
      if (!answer.ok) throw new Error(answer.failure.reason)
      const job = await backend.jobs.settled((answer.value as { jobId: JobId }).jobId)
      if (job.state !== 'done') throw new Error(JSON.stringify(job))
    },
  )
  return [
    {
      what: 'verified backup against bare copy and one read',
      size,
      ours: milliseconds(best.ours),
      bare: milliseconds(best.bare),
      value: best.ours / best.bare,
      target: 2,
      unit: '×',
    },
  ]
}
