import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ColumnTarget, ImportKind, ImportMapping, ImportPreview, ImportResult, Input, Job, TillDateFormat, TillTarget } from '#contract'
import { runJob } from '../api.ts'
import type { JobRun } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import { withDateFormat, withTarget } from './till-mapping.ts'

type Options = Omit<Input<'imports.previewJob'>, 'file'>
type Running = Extract<Job, { state: 'running' }>

/** In the window an owner is told who may be there already, and a file says itself what it is about. */
const AS_A_RULE: Options = { duplicates: 'take', kind: 'auto' }

/**
 * The import at hand: a file, how it is read, what would come of it, and what came of it. It outlives the screen, so that
 * whoever looks something up meanwhile finds it again.
 */
export const useImport = defineStore('import', () => {
  const file = shallowRef<string | null>(null)
  const options = shallowRef<Options>({ ...AS_A_RULE })
  const preview = shallowRef<ImportPreview | null>(null)
  const result = shallowRef<ImportResult | null>(null)
  const progress = shallowRef<Running | null>(null)
  let running: JobRun<unknown> | null = null

  async function run<R>(job: JobRun<R>): Promise<R> {
    running?.cancel()
    running = job
    progress.value = null
    try {
      return await job.result
    } finally {
      if (running === job) {
        running = null
        progress.value = null
      }
    }
  }
  const show = (step: Running) => void (progress.value = step)

  const look = useTask(async (path: string, wanted: Options) => run(runJob('imports.previewJob', { ...wanted, file: path }, show)))
  const start = useTask(async (path: string, wanted: Options) => run(runJob('imports.start', { ...wanted, file: path }, show)))

  const mapping = computed<ImportMapping>(() => preview.value?.columns.map(({ target }) => target) ?? [])
  const till = computed(() => preview.value?.till ?? null)
  /** Rows that would make or change a customer; receipts that would be booked. */
  const worth = computed(() => {
    if (till.value) return till.value.created + till.value.returns
    return preview.value ? preview.value.counts.created + preview.value.counts.updated : 0
  })
  /** An amount far above all others has to be looked at first. */
  const isOutlierOpen = computed(() => (till.value?.outliers.total ?? 0) > 0 && options.value.outliers === undefined)
  const hasName = computed(
    () => preview.value?.format === 'vcard' || mapping.value.some((target) => ['firstName', 'lastName', 'fullName', 'firmName'].includes(target)),
  )

  async function read(path: string, wanted: Options): Promise<void> {
    const answer = await look.run(path, wanted)
    if (!answer) return
    file.value = path
    options.value = { ...wanted, kind: answer.kind }
    preview.value = answer
    result.value = null
  }
  /** Reads a file anew, with everything found out from it. */
  const open = (path: string) => read(path, { ...AS_A_RULE })
  /** Reads the same file in another way; columns are matched again, because they may be others. */
  const readAs = (change: Omit<Options, 'mapping'>) =>
    file.value === null ? Promise.resolve() : read(file.value, { ...options.value, ...change, mapping: undefined, outliers: undefined })
  /** Says what may happen to the rows; the columns stay where they are. */
  const choose = (change: Pick<Options, 'mode' | 'key' | 'duplicates' | 'createCustomers' | 'outliers'>) =>
    file.value === null ? Promise.resolve() : read(file.value, { ...options.value, ...change })
  /** Sends a column somewhere else. */
  function assign(index: number, target: ColumnTarget): Promise<void> {
    if (file.value === null) return Promise.resolve()
    return read(file.value, { ...options.value, mapping: mapping.value.with(index, target) })
  }
  /** Reads the file as what it is about after all. */
  const readAsKind = (kind: ImportKind) => (file.value === null ? Promise.resolve() : read(file.value, { ...AS_A_RULE, kind }))
  const readTill = (mapping: Options['mapping']) =>
    file.value === null ? Promise.resolve() : read(file.value, { ...options.value, mapping, outliers: undefined })
  const chosenFormat = () => {
    const { mapping: chosen } = options.value
    return chosen && !Array.isArray(chosen) ? chosen.dateFormat : undefined
  }
  /** Sends a column of a till's file somewhere else; how days are written stays said. */
  function assignTill(index: number, target: TillTarget): Promise<void> {
    const dateFormat = chosenFormat()
    return readTill({ ...withTarget(till.value?.columns ?? [], index, target), ...(dateFormat && { dateFormat }) })
  }
  const readDaysAs = (format: TillDateFormat) => readTill(withDateFormat(till.value?.columns ?? [], format))
  async function takeOver(): Promise<void> {
    if (file.value === null) return
    const answer = await start.run(file.value, options.value)
    if (answer) result.value = answer
  }
  function forget(): void {
    running?.cancel()
    file.value = preview.value = result.value = null
    options.value = { ...AS_A_RULE }
    look.failure.value = start.failure.value = null
  }
  return {
    preview,
    result,
    progress,
    worth,
    hasName,
    till,
    /** Nothing more has to be said before it can be taken over. */
    isReadable: computed(() => (till.value ? till.value.missing === null && !isOutlierOpen.value : hasName.value)),
    isReading: look.isBusy,
    isTaking: start.isBusy,
    readFailure: look.failure,
    takeFailure: start.failure,
    open,
    readAs,
    choose,
    options,
    assign,
    readAsKind,
    assignTill,
    readDaysAs,
    takeOver,
    forget,
    cancel: () => running?.cancel(),
  }
})
