import { getCurrentScope, onScopeDispose, ref, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { Failure } from '#contract'

export interface Task<A extends unknown[], R> {
  /** Answers undefined when it was refused (see `failure`) or when a later run has overtaken it. */
  run(...args: A): Promise<R | undefined>
  isBusy: Ref<boolean>
  failure: ShallowRef<Failure | null>
}

const unexpected: Failure = { code: 'unexpected', reason: 'unexpected', detail: {} }
const failureOf = (error: unknown): Failure => (error instanceof Error && 'failure' in error ? (error.failure as Failure) : unexpected)

/** Busy and failed in one place. Only the newest run counts: a late answer of an earlier one is dropped. */
export function useTask<A extends unknown[], R>(work: (...args: A) => Promise<R> | R): Task<A, R> {
  const isBusy = ref(false)
  const failure = shallowRef<Failure | null>(null)
  let newest = 0
  let isOver = false
  if (getCurrentScope()) onScopeDispose(() => (isOver = true))

  async function run(...args: A): Promise<R | undefined> {
    const mine = ++newest
    const isCurrent = () => mine === newest && !isOver
    isBusy.value = true
    failure.value = null
    try {
      const value = await work(...args)
      return isCurrent() ? value : undefined
    } catch (error) {
      if (!(error instanceof Error && 'failure' in error)) reportError(error)
      if (isCurrent()) failure.value = failureOf(error)
      return undefined
    } finally {
      if (isCurrent()) isBusy.value = false
    }
  }
  return { run, isBusy, failure }
}
