import { computed, shallowRef } from 'vue'
import type { CustomerSelection, IsoDate, Job, OperationId } from '#contract'
import { runJob } from '../api.ts'
import type { JobRun } from '../api.ts'
import { showToast } from '../ui/toast-queue.ts'
import { useTask } from '../ui/use-task.ts'
import { jobPhase, tt } from '../words.ts'

interface Changed {
  changed: number
  operationId: OperationId | null
}
/** Customers from which on a change takes long enough to show how far it is. */
const SHOWN_FROM_MS = 300

/** Runs a change of all marked customers: shows how far it is, can be stopped, and says in the end what became of it, with the way back. */
export function useBulk() {
  const progress = shallowRef<Extract<Job, { state: 'running' }> | null>(null)
  const running = shallowRef<JobRun<unknown> | null>(null)

  async function finish(run: JobRun<Changed>, word: (count: number) => string): Promise<void> {
    running.value = run
    try {
      const { changed, operationId } = await run.result
      showToast({ text: changed === 0 ? tt('views.marked.nothing') : word(changed), ...(operationId !== null && { operationId }) })
    } finally {
      running.value = null
      progress.value = null
    }
  }
  const started = () => {
    const from = performance.now()
    return (job: Extract<Job, { state: 'running' }>) => {
      if (performance.now() - from > SHOWN_FROM_MS) progress.value = job
    }
  }
  const tagged = (count: number) => tt('views.marked.tagged', { count })
  const tag = useTask((selection: CustomerSelection, add: string[], remove: string[]) =>
    finish(runJob('customers.tag', { selection, add, remove }, started()), tagged),
  )
  const amend = useTask((selection: CustomerSelection, change: { source?: string; addressForm?: 'formal' | 'informal' }) =>
    finish(runJob('customers.amend', { selection, ...change }, started()), tagged),
  )
  const remove = useTask((selection: CustomerSelection) =>
    finish(runJob('customers.removeMany', { selection }, started()), (count) => tt('customers.marked.removed', { count })),
  )
  const issue = useTask((selection: CustomerSelection) => {
    const { result, cancel } = runJob('cards.issueMissing', { selection }, started())
    const asChanged = result.then(({ issued, operationId }) => ({ changed: issued, operationId }))
    return finish({ result: asChanged, cancel }, (count) => tt('views.marked.issued', { count }))
  })
  const plan = useTask((selection: CustomerSelection, title: string, dueOn: IsoDate | null) => {
    const { result, cancel } = runJob('tasks.createFor', { selection, title, dueOn }, started())
    const asChanged = result.then(({ created, operationId }) => ({ changed: created, operationId }))
    return finish({ result: asChanged, cancel }, (count) => tt('views.marked.planned', { count }))
  })
  const tasks = [tag, amend, remove, issue, plan]
  return {
    tag,
    amend,
    remove,
    issue,
    plan,
    isBusy: computed(() => tasks.some(({ isBusy }) => isBusy.value)),
    /** A change that somebody stopped is no failure. */
    failure: computed(() => tasks.map(({ failure }) => failure.value).find((failure) => failure && failure.code !== 'cancelled') ?? null),
    progress,
    phase: computed(() => jobPhase(progress.value?.phase ?? 'starting')),
    cancel: () => running.value?.cancel(),
  }
}
