import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SqliteError } from 'better-sqlite3'
import { daysBetween } from '#contract'
import type { BackupStatus, Handlers, IsoDate, JobContext, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { wallClock } from '../../database/clock.ts'
import { inTransaction } from '../../database/open.ts'
import type { ServiceBase, SwapDatabase, Tasks } from '../service-base.ts'
import { backupRepository, countsOf } from './backup.repository.ts'
import type { CopyRow } from './backup.repository.ts'
import { copyName, isBackupDue } from './backup.rules.ts'
import { backupTasks } from './backup.tasks.ts'
import type { KeptBecause } from './backup.rules.ts'
import { removeDatabase } from './database-file.ts'
import { foundCopies } from './found-copies.ts'
import type { InspectedCopy } from './inspect-copy.ts'
import { noteCopies } from './known-copies.ts'
import { checked } from './rescue.ts'
import { lastKept, pruneKept, putInPlace } from './restore-copy.ts'
import { lastSetAside } from './set-aside.ts'
import type { Staged, StageOrder } from './stage-copy.ts'
import { clearStaleParts, requireTarget, targetFailure } from './target.ts'
import type { WriteOrder, WrittenCopy } from './write-copy.ts'

export interface BackupService {
  calls: Handlers['backup']
  tasks: Tasks
  /** Notes where the copies are, and lets go of what restores have laid aside long ago. */
  startDay(): void
}
interface Deps extends ServiceBase {
  settings: { read(): Settings; change(patch: Partial<Settings>): void }
  dataDir: string
  /** Null where nothing can be swapped: in a worker, and in tests on a database in memory. */
  swapDatabase: SwapDatabase | null
}
/** Copies that are proven before they count, and the way back from them (design.md §7). */
export function backupService({ db, clock, log, newId, recorder, background, settings, dataDir, swapDatabase }: Deps): BackupService {
  const copies = backupRepository(db)

  /** Neither of these may fail a copy that is good, or keep an owner from the data. */
  function keepHouse(): void {
    try {
      noteCopies(dataDir, copies.all())
      pruneKept(dataDir, clock.now())
    } catch (error) {
      log.error('backup', error)
    }
  }

  /** Writes down a copy when the writer is free: an import may be running on a connection of its own, and the window must not wait. */
  async function writeDown(row: CopyRow): Promise<void> {
    for (let patience = 600; ; patience--) {
      db.pragma('busy_timeout = 0')
      try {
        inTransaction(db, () => {
          copies.insert(row)
          settings.change({ backupFolder: row.folder })
          newId.save()
        })
        return keepHouse()
      } catch (error) {
        if (!(error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY')) || patience === 0) throw error
      } finally {
        db.pragma('busy_timeout = 5000')
      }
      await pause(500)
    }
  }

  /** Copies that are being made: they end on this connection, so nothing may be put in its place meanwhile. */
  let copying = 0
  async function create(folder: string, job: JobContext) {
    copying++
    try {
      return await copyTo(folder, job)
    } finally {
      copying--
    }
  }

  async function copyTo(folder: string, job: JobContext) {
    const at = clock.now()
    requireTarget(folder, dataDir)
    try {
      clearStaleParts(folder, at)
    } catch (error) {
      throw targetFailure(error, folder)
    }
    const fileName = copyName(at, (name) => existsSync(join(folder, name)))
    const order: WriteOrder = { folder, fileName, dataDir }
    try {
      const { file, bytes, counts, documents } = await background.run<WrittenCopy>('backup.write', order, job)
      await writeDown({ at, folder, fileName, bytes, ...counts, documents: documents.count, documentBytes: documents.bytes, state: 'verified' })
      return { file, bytes, verified: true, counts, documents }
    } catch (error) {
      if (error instanceof AppError && error.reason === 'backup-verify-failed')
        await writeDown({ at, folder, fileName, bytes: 0, ...countsOf(db), documents: 0, documentBytes: 0, state: 'discarded' })
      throw error
    }
  }

  async function putBack(file: string, because: KeptBecause, job: JobContext): Promise<Staged> {
    if (!swapDatabase || db.memory) throw new AppError('conflict', 'restore-failed')
    const swapAlone: SwapDatabase = (replace, then) => {
      if (copying > 0) throw new AppError('conflict', 'writer-busy')
      return swapDatabase(replace, then)
    }
    const order: StageOrder = { file, dataDir, because, isCopy: because === 'restore', at: clock.now() }
    const staged = await background.run<Staged>('backup.stage', order, job)
    return { ...staged, counts: putInPlace(db.name, staged, swapAlone, log) }
  }

  function status(): BackupStatus {
    const last = copies.lastGood()
    const { backupReminderDays: remindAfterDays, backupFolder } = settings.read()
    const daysSince = last ? Math.max(0, daysBetween(wallClock(last.at).slice(0, 10) as IsoDate, clock.today())) : null
    // A restored file may not know yet where its own copy was put.
    const folder = backupFolder !== '' ? backupFolder : (last?.folder ?? null)
    const kept = takeableBack()
    return {
      lastAt: last?.at ?? null,
      lastFolder: last?.folder ?? null,
      daysSince,
      remindAfterDays,
      isDue: isBackupDue(copies.hasOwnCustomers(), daysSince, remindAfterDays),
      folder,
      folderPresent: folder !== null && existsSync(folder),
      canUndoRestore: kept !== null,
      lastRestoreAt: kept?.at ?? null,
      setAside: kept ? null : lastSetAside(dataDir),
    }
  }

  /** The data before the last restore; none where that restore replaced a file which could not be opened. */
  function takeableBack(): ReturnType<typeof lastKept> {
    const [kept, aside] = [lastKept(dataDir), lastSetAside(dataDir)]
    return kept && (!aside || aside.at < kept.at) ? kept : null
  }

  return {
    tasks: backupTasks(db),
    startDay: keepHouse,
    calls: {
      create: ({ folder }, job) => create(resolve(folder), job),
      list: async () => {
        const rows = copies.all()
        const folders = [...rows.map(({ folder }) => folder), settings.read().backupFolder].filter((folder) => folder !== '')
        return { copies: await foundCopies(rows, folders) }
      },
      status,
      counts: () => countsOf(db),
      async check({ file }, job) {
        return checked(resolve(file), dataDir, await background.run<InspectedCopy>('backup.inspect', { file: resolve(file) }, job))
      },
      async restore({ file }, job) {
        const { counts, kept, documents } = await putBack(resolve(file), 'restore', job)
        return { counts, keptFile: kept, documents }
      },
      async undoRestore(_, job) {
        const last = takeableBack()
        if (!last) throw new AppError('missing', 'restore-nothing-to-undo')
        const { counts } = await putBack(last.file, 'undo', job)
        removeDatabase(last.file)
        return { counts }
      },
      setReminder({ days }) {
        settings.change({ backupReminderDays: days })
        recorder.describe({ count: days })
        return { days }
      },
    },
  }
}
