import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { JobContext, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { SCHEMA_VERSION } from '../../database/migrate.ts'
import type { Db } from '../../database/open.ts'
import { archiveReadme } from './archive-readme.ts'
import { archivedTables, leftOutOfArchive, tableLines } from './archive-tables.ts'
import type { ZipWriter } from './zip-file.ts'

const PIECE = 1 << 20
/** Between so many rows progress is told and a cancel is heard. */
const ROWS_PER_STEP = 500

interface ArchivedFile {
  path: string
  bytes: number
  sha256: string
  rows?: number
}

/** Everything there is, in a form that can be read without Stammkunde (docs/archiv.md). Reads one state of the data, whatever is written meanwhile. */
export function writeArchive(zip: ZipWriter, { db, dataDir, at, job }: { db: Db; dataDir: string; at: Timestamp; job: JobContext }): void {
  const files: ArchivedFile[] = []
  const readme = zip.entry('README.txt')
  readme.write(archiveReadme)
  files.push({ path: 'README.txt', ...readme.end() })

  const tables = archivedTables(db)
  const total = tables.reduce((sum, table) => sum + (db.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0), 0)
  let done = 0
  for (const table of tables) {
    const path = `tables/${table}.jsonl`
    const entry = zip.entry(path)
    let rows = 0
    for (const line of tableLines(db, table)) {
      entry.write(line)
      rows++
      if (++done % ROWS_PER_STEP === 0) step(job, done, total)
    }
    files.push({ path, ...entry.end(), rows })
  }
  for (const path of keptFiles(dataDir)) {
    step(job, total, total)
    files.push({ path, ...packFile(zip, path, join(dataDir, path)) })
  }
  // Last, because only now all sums are known.
  const manifest = zip.entry('manifest.json')
  manifest.write(
    `${JSON.stringify({ format: 'stammkunde-archive', version: 1, madeAt: at, day: at.slice(0, 10), schemaVersion: SCHEMA_VERSION, files, leftOut: leftOutOfArchive }, null, 2)}\n`,
  )
  manifest.end()
}

function step(job: JobContext, done: number, total: number): void {
  if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
  job.report(done, total, 'exporting')
}

/** Photos and documents lie beside the database, by their hash. */
function keptFiles(dataDir: string): string[] {
  if (dataDir === '') return []
  try {
    return readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length).replaceAll('\\', '/').replace(/^\/+/, ''))
      .toSorted()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function packFile(zip: ZipWriter, path: string, file: string): { bytes: number; sha256: string } {
  const entry = zip.entry(path, true)
  const handle = openSync(file, 'r')
  try {
    for (;;) {
      // A new piece each time: the archive may still hold the last one.
      const piece = Buffer.allocUnsafeSlow(PIECE)
      const read = readSync(handle, piece, 0, PIECE, null)
      if (read === 0) break
      entry.write(piece.subarray(0, read))
    }
  } finally {
    closeSync(handle)
  }
  return entry.end()
}
