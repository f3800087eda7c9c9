import { shallowRef } from 'vue'
import type { ImportId, Job, Result } from '#contract'
import { runJob } from '../api.ts'
import type { JobRun } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** Takes a whole import back: shows how far it is, can be stopped, and ends in what was taken back and who was kept. */
export function useImportUndo() {
  const progress = shallowRef<Extract<Job, { state: 'running' }> | null>(null)
  const outcome = shallowRef<Result<'imports.undo'> | null>(null)
  let running: JobRun<unknown> | null = null
  const task = useTask(async (importId: ImportId) => {
    outcome.value = null
    const job = runJob('imports.undo', { importId }, (step) => (progress.value = step))
    running = job
    try {
      outcome.value = await job.result
    } finally {
      running = null
      progress.value = null
    }
  })
  return { run: task.run, isBusy: task.isBusy, failure: task.failure, progress, outcome, cancel: () => running?.cancel() }
}
