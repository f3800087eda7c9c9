import type { Failure } from '#contract'
import { failureSentence, tt } from '../words.ts'
import type { CustomerDraft } from './customer-draft.ts'

/** What is wrong, at the field where it can be put right. */
export interface FormProblems {
  name?: string
  birthday?: string
  number?: string
  /** By the key of the row. */
  details: Readonly<Record<number, string>>
}
export const noProblems: FormProblems = { details: {} }

/** Finds the field that a refusal speaks of; null when it belongs to none and stands for itself. */
export function problemsOf(failure: Failure, draft: CustomerDraft): FormProblems | null {
  const sentence = failureSentence(failure)
  switch (failure.reason) {
    case 'name-missing':
      return { ...noProblems, name: tt('customers.form.nameNeeded') }
    case 'birthday-invalid':
    case 'birthday-in-future':
      return { ...noProblems, birthday: sentence }
    case 'number-taken':
    case 'number-invalid':
      return { ...noProblems, number: sentence }
    case 'phone-invalid':
    case 'email-invalid': {
      const kind = failure.reason === 'phone-invalid' ? 'phone' : 'email'
      const value = failure.detail['value']
      const row =
        draft.details.find((detail) => detail.kind === kind && detail.value.trim() === value) ?? draft.details.find((detail) => detail.kind === kind)
      return row ? { details: { [row.key]: sentence } } : null
    }
    default:
      return null
  }
}
