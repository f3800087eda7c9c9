import { shallowRef } from 'vue'
import type { BackupStatus } from '#contract'
import { call } from '../api.ts'

/** How old the last good copy is; null until it has been read. */
export const backupStatus = shallowRef<BackupStatus | null>(null)

export async function readBackupStatus(): Promise<void> {
  backupStatus.value = await call('backup.status', {})
}
