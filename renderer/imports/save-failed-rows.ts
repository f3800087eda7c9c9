import type { ImportFormat, ImportId } from '#contract'
import { runJob, shell } from '../api.ts'
import { showToast } from '../ui/toast-queue.ts'
import { tt } from '../words.ts'
import { problemWords } from './import-words.ts'

/** Saves the rows that stayed out where the owner wants them, to be corrected and read in again. False when the dialog was closed. */
export async function saveFailedRows({
  importId,
  fileName,
  format,
}: {
  importId: ImportId
  fileName: string
  format: ImportFormat
}): Promise<boolean> {
  const isVcard = format === 'vcard'
  const name = fileName.replace(/\.[^.]+$/, '')
  const suggestedName = tt('imports.result.failedName', { name, extension: isVcard ? 'vcf' : 'csv' })
  const file = await shell.chooseSaveFile({ suggestedName, kind: isVcard ? 'contacts' : 'table' })
  if (file === null) return false
  const saved = await runJob('imports.saveFailedRows', { importId, file, reasonTexts: problemWords() }).result
  showToast({
    text: tt('imports.result.savedFailed', { count: saved.rows, name: saved.file.split(/[\\/]/).at(-1) ?? '' }),
    action: { label: tt('imports.result.showFile'), run: () => shell.showInFolder(saved.file) },
  })
  return true
}
