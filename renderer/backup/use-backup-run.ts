import { computed, shallowRef } from 'vue'
import type { Job, Result } from '#contract'
import { runJob, shell } from '../api.ts'
import type { JobRun } from '../api.ts'
import { backupStatus } from '../shell/backup-age.ts'
import { showToast } from '../ui/toast-queue.ts'
import { useTask } from '../ui/use-task.ts'
import { formatBytes, tt } from '../words.ts'

/** Makes a copy: into the known folder, or into one that is asked for when there is none, when it is gone, or on wish. */
export function useBackupRun() {
  const progress = shallowRef<Extract<Job, { state: 'running' }> | null>(null)
  let running: JobRun<Result<'backup.create'>> | null = null

  const task = useTask(async (askForFolder: boolean) => {
    const status = backupStatus.value
    const known = !askForFolder && status?.folder ? status.folder : null
    const folder = known ?? (await shell.chooseFolder())
    if (folder === null) return
    running = runJob('backup.create', { folder }, (job) => (progress.value = job))
    try {
      const { bytes, counts } = await running.result
      showToast({ text: tt('backup.done', { customers: counts.customers, size: formatBytes(bytes) }) })
    } finally {
      running = null
      progress.value = null
    }
  })
  return {
    run: (askForFolder = false) => (task.isBusy.value ? undefined : task.run(askForFolder)),
    cancel: () => running?.cancel(),
    isRunning: computed(() => progress.value !== null),
    progress,
    failure: task.failure,
    isBusy: task.isBusy,
  }
}
