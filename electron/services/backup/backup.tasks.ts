import type { JobContext } from '#contract'
import type { Db } from '../../database/open.ts'
import type { Tasks } from '../service-base.ts'
import { inspectCopy } from './inspect-copy.ts'
import { isFileSound, waitAtGate } from './source-check.ts'
import type { CheckBeside } from './source-check.ts'
import { stageCopy } from './stage-copy.ts'
import type { StageOrder } from './stage-copy.ts'
import { writeCopy } from './write-copy.ts'
import type { WriteOrder } from './write-copy.ts'

/**
 * The long part of copying and restoring. Needs the database only, so that a thread for it starts without all other services.
 * @param checkBeside runs `backup.look-over` on a second thread; null where there is none
 */
export const backupTasks = (db: Db, checkBeside: CheckBeside | null = null) =>
  ({
    'backup.write': (order: WriteOrder, job: JobContext) => writeCopy(db, order, job, checkBeside),
    'backup.look-over': ({ gate }: { gate: SharedArrayBuffer }) => {
      waitAtGate(gate)
      return isFileSound(db)
    },
    'backup.inspect': ({ file }: { file: string }) => inspectCopy(file),
    'backup.stage': (order: StageOrder, job: JobContext) => stageCopy(db, order, job),
  }) satisfies Tasks
