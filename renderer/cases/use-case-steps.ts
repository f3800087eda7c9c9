import { shallowRef } from 'vue'
import type { Case } from '#contract'
import { write } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

/** What can be done with a case that is listed: which one is edited or closed, and opening one again. */
export function useCaseSteps() {
  const edited = shallowRef<Case | null>(null)
  const closing = shallowRef<Case | null>(null)
  const reopen = useTask(({ id, title }: Case) => write('cases.reopen', { caseId: id }, { toast: tt('cases.reopened', { title }) }))
  return { edited, closing, reopen }
}
