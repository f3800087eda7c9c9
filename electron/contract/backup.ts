import { z } from 'zod'
import { job, read, write } from './call.ts'
import { FilePath, Nothing, Timestamp } from './values.ts'

export const backupReasons = [
  'backup-target-missing',
  'backup-target-full',
  'backup-target-read-only',
  'backup-target-is-data-folder',
  'backup-verify-failed',
  'backup-not-a-backup',
  'backup-damaged',
  'backup-newer',
  'backup-file-missing',
  'restore-nothing-to-undo',
  'restore-failed',
] as const

export const BackupCounts = z.object({ customers: z.int(), purchases: z.int(), cards: z.int() })
export type BackupCounts = z.infer<typeof BackupCounts>
/** The contents of documents that a copy names. `missing`: how many do not lie where they should. */
export const BackupDocuments = z.object({ count: z.int(), bytes: z.int(), missing: z.int() })
/** A copy that was made or found in a known folder. */
export const BackupCopy = z.object({
  file: z.string(),
  folder: z.string(),
  fileName: z.string(),
  at: Timestamp,
  bytes: z.int(),
  counts: BackupCounts.nullable(),
  /** Null where the copy was not looked into; with some missing beside it the copy is incomplete. */
  documents: BackupDocuments.nullable(),
  state: z.enum(['verified', 'unverified', 'missing', 'discarded']),
})
export type BackupCopy = z.infer<typeof BackupCopy>
export const BackupStatus = z.object({
  lastAt: Timestamp.nullable(),
  lastFolder: z.string().nullable(),
  daysSince: z.int().nullable(),
  remindAfterDays: z.int(),
  /** True when there is something to lose and the last good copy is older than `remindAfterDays`. */
  isDue: z.boolean(),
  folder: z.string().nullable(),
  folderPresent: z.boolean(),
  canUndoRestore: z.boolean(),
  lastRestoreAt: Timestamp.nullable(),
  /** The file that could not be opened and was replaced by a copy; null where that is not what happened last. */
  setAside: z.object({ file: z.string(), at: Timestamp }).nullable(),
})
export type BackupStatus = z.infer<typeof BackupStatus>
export const BackupCheck = z.object({
  file: z.string(),
  at: Timestamp.nullable(),
  bytes: z.int(),
  counts: BackupCounts,
  /** `missing` lie neither beside the copy nor on this computer; the first of them by name. */
  documents: BackupDocuments.extend({ missingNames: z.array(z.string()) }),
  schemaVersion: z.int(),
  needsUpdate: z.boolean(),
})

export const backupCalls = {
  /** Copies the database online to the folder, reads the copy back from there, checks and counts it, then gives it its name. */
  create: job(
    z.object({ folder: FilePath }),
    z.object({ file: z.string(), bytes: z.int(), verified: z.boolean(), counts: BackupCounts, documents: BackupDocuments }),
    {
      touches: ['backup'],
      paths: ['folder'],
    },
  ),
  list: read(Nothing, z.object({ copies: z.array(BackupCopy) })),
  status: read(Nothing, BackupStatus),
  /** How much is in the file now, to hold a copy against. */
  counts: read(Nothing, BackupCounts),
  /** Looks at a copy without touching anything. */
  check: job(z.object({ file: FilePath }), BackupCheck, { paths: ['file'] }),
  /** Checks first, keeps the present data as a file, swaps with the database closed. */
  restore: job(
    z.object({ file: FilePath }),
    z.object({ counts: BackupCounts, keptFile: z.string(), documents: z.object({ restored: z.int(), missing: z.int() }) }),
    {
      touches: ['backup', 'customers', 'purchases', 'phases', 'loyalty', 'cards', 'documents', 'imports', 'settings', 'operations', 'sample'],
      writes: true,
      paths: ['file'],
    },
  ),
  /** Puts the data back that the last restore had replaced. */
  undoRestore: job(Nothing, z.object({ counts: BackupCounts }), {
    touches: ['backup', 'customers', 'purchases', 'phases', 'loyalty', 'cards', 'documents', 'imports', 'settings', 'operations', 'sample'],
    writes: true,
  }),
  setReminder: write(z.object({ days: z.int().min(1).max(365) }), z.object({ days: z.int() }), ['backup', 'settings']),
}
