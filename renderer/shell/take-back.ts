import type { OperationId, Operation } from '#contract'
import { CallFailed, runJob } from '../api.ts'
import { operationSentence } from '../operations/operation-sentence.ts'
import { showToast } from '../ui/toast-queue.ts'
import { isTyping } from '../ui/keys.ts'
import { failureSentence, tt } from '../words.ts'

let isBusy = false

/** Does it and says what became of it: the fact and the way back, or why it could not be. */
async function tell(
  work: () => Promise<{ operationId: OperationId; undone: Operation }>,
  word: (what: string) => string,
  again: 'undo' | 'redo',
): Promise<void> {
  if (isBusy) return // a held key repeats; the first answer is still on its way
  isBusy = true
  try {
    const { undone } = await work()
    const action =
      again === 'redo' ? { label: tt('shell.redo'), keys: 'Ctrl+Y', run: redoLast } : { label: tt('common.undo'), keys: 'Ctrl+Z', run: undoLast }
    showToast({ text: word(operationSentence(undone)), action })
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    showToast({ text: failureSentence(error.failure), tone: 'bad' })
  } finally {
    isBusy = false
  }
}

const undoneWord = (what: string) => tt('shell.undone', { what })
const redoneWord = (what: string) => tt('shell.redone', { what })

/** Takes the newest change back. */
export const undoLast = (): Promise<void> => tell(() => runJob('operations.undoLast', {}).result, undoneWord, 'redo')
/** Puts the change back that was taken back last. */
export const redoLast = (): Promise<void> => tell(() => runJob('operations.redoLast', {}).result, redoneWord, 'undo')
/** Takes one certain change back. */
export const undoOperation = (operationId: OperationId): Promise<void> =>
  tell(() => runJob('operations.undo', { operationId }).result, undoneWord, 'redo')

/** Strg Z where the focus is: a text field takes back its own typing, everything else the last change to the data. */
export function undoHere(): void {
  if (isTyping(document.activeElement)) document.execCommand('undo')
  else void undoLast()
}
export function redoHere(): void {
  if (isTyping(document.activeElement)) document.execCommand('redo')
  else void redoLast()
}
