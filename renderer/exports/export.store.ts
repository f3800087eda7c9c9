import { defineStore } from 'pinia'
import { reactive, shallowRef } from 'vue'
import type { CustomerSelection, ExportColumns, ExportFormat, ExportResult, Failure, Job, VcardVersion } from '#contract'
import { CallFailed, runJob, shell } from '../api.ts'
import type { JobRun } from '../api.ts'
import { dayToday } from '../ui/today.ts'
import { language, tt } from '../words.ts'

interface ExportChoices {
  format: ExportFormat
  columns: 'list' | 'all'
  delimiter: ';' | ','
  vcardVersion: VcardVersion
}
const KINDS = { csv: 'table', xlsx: 'workbook', vcard: 'contacts', archive: 'archive' } as const
const EXTENSIONS = { csv: 'csv', xlsx: 'xlsx', vcard: 'vcf', archive: 'zip' } as const

/** The choices as they were last made, and the export on its way: it goes on while its owner looks at something else. */
export const useExport = defineStore('export', () => {
  const choices = reactive<ExportChoices>({ format: 'csv', columns: 'list', delimiter: language.value === 'en' ? ',' : ';', vcardVersion: '3.0' })
  const progress = shallowRef<Extract<Job, { state: 'running' }> | null>(null)
  const result = shallowRef<ExportResult | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isBusy = shallowRef(false)
  let running: JobRun<ExportResult> | null = null

  /** Asks where to, then writes. A closed dialog changes nothing. */
  async function start(selection: CustomerSelection | null, listed: ExportColumns): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    try {
      const { format } = choices
      const suggestedName =
        format === 'archive'
          ? tt('exports.archiveName', { day: dayToday() })
          : tt('exports.fileName', { day: dayToday(), extension: EXTENSIONS[format] })
      const file = await shell.chooseSaveFile({ kind: KINDS[format], suggestedName })
      if (file === null) return
      result.value = null
      failure.value = null
      running = runJob(
        'exports.customers',
        { file, ...choices, columns: choices.columns === 'all' ? 'all' : listed, ...(selection && format !== 'archive' && { selection }) },
        (job) => (progress.value = job),
      )
      result.value = await running.result
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      failure.value = error.failure
    } finally {
      running = null
      progress.value = null
      isBusy.value = false
    }
  }
  function forget(): void {
    result.value = null
    failure.value = null
  }
  return { choices, progress, result, failure, isBusy, start, forget, cancel: () => running?.cancel() }
})
