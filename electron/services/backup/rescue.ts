import { renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { BackupCounts, Handlers, JobContext, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { carryMarks } from '../../database/carry-marks.ts'
import type { Clock } from '../../database/clock.ts'
import { SCHEMA_VERSION } from '../../database/migrate.ts'
import { openReadOnly } from '../../database/open.ts'
import type { Db } from '../../database/open.ts'
import type { Background, Log, Tasks } from '../service-base.ts'
import type { NamedFile } from '../documents/named-files.ts'
import { fileStore, filesFolder } from '../documents/file-store.ts'
import { COPY_ENDING } from './backup.rules.ts'
import { countsOf } from './backup.repository.ts'
import { copiedFilesFolder, sumOf } from './copy-files.ts'
import { flushFolder } from './database-file.ts'
import { foundCopies } from './found-copies.ts'
import { inspectCopy } from './inspect-copy.ts'
import type { InspectedCopy } from './inspect-copy.ts'
import { notedCopies } from './known-copies.ts'
import { putBack, setAside } from './set-aside.ts'
import { keptFolder, readyCopy } from './stage-copy.ts'

/** What can be called while the data cannot be opened. */
export type RescueCalls = Pick<Handlers['backup'], 'list' | 'check' | 'restore'>
interface Deps {
  /** Where the database lies that cannot be opened. */
  live: string
  dataDir: string
  clock: Clock
  log: Log
  background: Background
  /** Opens what now lies in the database's place, and goes on with it. */
  reopen(): Db
}
interface RescueOrder {
  file: string
  live: string
  dataDir: string
  at: Timestamp
}
type Readied = Awaited<ReturnType<typeof readyCopy>>

/** The way back from a copy when there is no database to work with. */
export function rescueCalls({ live, dataDir, clock, log, background, reopen }: Deps): RescueCalls {
  return {
    async list() {
      const rows = notedCopies(dataDir)
      // What a restore or an update has laid aside on this computer is worth a look as well when all else is lost.
      const folders = [...rows.map(({ folder }) => folder), keptFolder(dataDir), join(dataDir, 'before-update')]
      return { copies: await foundCopies(rows, folders, [COPY_ENDING, '.db']) }
    },
    async check({ file }, job) {
      return checked(resolve(file), dataDir, await background.run<InspectedCopy>('rescue.inspect', { file: resolve(file) }, job))
    },
    async restore({ file }, job) {
      const at = clock.now()
      const order: RescueOrder = { file: resolve(file), live, dataDir, at }
      const { ready, documents } = await background.run<Readied>('rescue.stage', order, job)
      const keptFile = setAside(live, dataDir, at)
      return { counts: replace(ready, keptFile), keptFile, documents }
    },
  }

  function replace(ready: string, aside: string): BackupCounts {
    try {
      renameSync(ready, live)
      flushFolder(dirname(live))
      return countsOf(reopen())
    } catch (error) {
      log.error('rescue', error)
      putBack(aside, live)
      throw Object.assign(new AppError('conflict', 'restore-failed'), { cause: error })
    } finally {
      rmSync(dirname(ready), { recursive: true, force: true })
    }
  }
}

/** So many an owner can look through. */
const MOST_NAMES = 10
/** What an owner is told of a copy before it is taken. */
export function checked(file: string, dataDir: string, { bytes, schemaVersion, counts, files }: InspectedCopy) {
  const at = statSync(file).mtime.toISOString() as Timestamp
  const [beside, here] = [fileStore(copiedFilesFolder(dirname(file))), fileStore(filesFolder(dataDir))]
  const isThere = ({ hash, bytes: size }: NamedFile) => here.has(hash, size) || beside.has(hash, size)
  const missingNames = files.filter((named) => !isThere(named)).map(({ name }) => name)
  const documents = { ...sumOf(files, isThere), missingNames: missingNames.toSorted().slice(0, MOST_NAMES) }
  return { file, at, bytes, counts, documents, schemaVersion, needsUpdate: schemaVersion < SCHEMA_VERSION }
}

/** The long part, for a thread that opens no database. */
export const rescueTasks = {
  'rescue.inspect': ({ file }: { file: string }) => inspectCopy(file),
  'rescue.stage': ({ file, live, dataDir, at }: RescueOrder, job: JobContext) =>
    readyCopy(live, (to) => carryMarksFrom(live, to), { file, dataDir, at, isCopy: true }, job),
} satisfies Tasks

/** A file of a newer program can be read, and often a damaged one, too; a foreign one has no marks. */
function carryMarksFrom(live: string, to: Db): void {
  let from: ReturnType<typeof openReadOnly> | null = null
  try {
    from = openReadOnly(live)
  } catch {
    // Nothing can be read at all.
  }
  try {
    carryMarks(from, to)
  } finally {
    from?.close()
  }
}
