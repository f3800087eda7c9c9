import { computed, ref, shallowRef } from 'vue'
import type { ArticleImportResult, ArticlePreview, ArticleTarget, Job } from '#contract'
import { runJob } from '../api.ts'
import type { JobRun } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

type Running = Extract<Job, { state: 'running' }>

/** A list of articles on its way in: which file, what it would do, what it did. */
export function useArticleImport() {
  const file = shallowRef<string | null>(null)
  const preview = shallowRef<ArticlePreview | null>(null)
  const result = shallowRef<ArticleImportResult | null>(null)
  const isUndone = ref(false)
  const progress = shallowRef<Running | null>(null)
  let running: JobRun<unknown> | null = null

  async function run<R>(job: JobRun<R>): Promise<R> {
    running?.cancel()
    running = job
    progress.value = null
    try {
      return await job.result
    } finally {
      if (running === job) running = progress.value = null
    }
  }
  const show = (step: Running) => void (progress.value = step)

  const look = useTask(async (path: string, mapping?: ArticleTarget[]) => {
    const found = await run(runJob('articles.previewFile', { file: path, ...(mapping && { mapping }) }, show))
    file.value = path
    preview.value = found
    result.value = null
  })
  const take = useTask(async () => {
    if (file.value === null || preview.value === null) return
    const mapping = preview.value.columns.map(({ target }) => target)
    result.value = await run(runJob('articles.importFile', { file: file.value, mapping }, show))
  })
  const undo = useTask(async () => {
    const operationId = result.value?.operationId ?? null
    if (operationId === null) return
    await run(runJob('operations.undo', { operationId }, show))
    isUndone.value = true
  })
  /** A target stands at one column only: the column that had it is left out. */
  function assign(index: number, target: ArticleTarget): void {
    const columns = preview.value?.columns
    if (file.value === null || !columns) return
    const mapping = columns.map((column) => (column.index === index ? target : column.target === target ? 'ignore' : column.target))
    void look.run(file.value, mapping)
  }
  function forget(): void {
    running?.cancel()
    file.value = preview.value = result.value = null
    isUndone.value = false
    look.failure.value = take.failure.value = undo.failure.value = null
  }
  return {
    preview,
    result,
    isUndone,
    progress,
    look,
    take,
    undo,
    assign,
    forget,
    cancel: () => running?.cancel(),
    /** Rows that would make or change an article. */
    worth: computed(() => (preview.value ? preview.value.created + preview.value.updated : 0)),
    hasKey: computed(() => preview.value?.columns.some(({ target }) => target === 'name' || target === 'number') ?? false),
  }
}
