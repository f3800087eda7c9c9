import type { JobContext } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Tasks } from '../service-base.ts'
import { inspectCopy } from './inspect-copy.ts'
import { stageCopy } from './stage-copy.ts'
import type { StageOrder } from './stage-copy.ts'
import { writeCopy } from './write-copy.ts'
import type { WriteOrder } from './write-copy.ts'

/** The long part of copying and restoring. Needs the database only, so that a thread for it starts without all other services. */
export const backupTasks = (db: Db) =>
  ({
    'backup.write': (order: WriteOrder, job: JobContext) => writeCopy(db, order, job),
    'backup.inspect': ({ file }: { file: string }) => inspectCopy(file),
    'backup.stage': (order: StageOrder, job: JobContext) => stageCopy(db, order, job),
  }) satisfies Tasks
