import type { Failure } from '#contract'
import { createBackend } from '../backend/create-backend.ts'
import { failureOf, unexpected } from '../backend/failures.ts'
import type { PrintToPdf } from '../services/service-base.ts'
import type { Reachable } from './ipc.ts'
import type { FindImage } from './scheme.ts'

export interface OpenedBackend extends Reachable {
  /** Why the shop's data could not be opened; null when all is well. */
  startFailure: Failure | null
  close(): Promise<void>
}

/**
 * Opens the data. When that fails, the app still starts: calls then answer with the failure, and the window shows it. Where a copy
 * can help, the backend itself stays to bring it back.
 */
export function openBackend(options: { dataDir: string; today: string | null; printToPdf: PrintToPdf }): OpenedBackend {
  try {
    const backend = createBackend({ ...options, workerUrl: new URL('./worker.js', import.meta.url) })
    if (backend.startFailure) console.error('start failed', backend.startFailure)
    return backend
  } catch (error) {
    console.error('start failed', error)
    const failure = failureOf(error) ?? unexpected
    return {
      startFailure: failure,
      dispatch: () => Promise.resolve({ ok: false, failure }),
      events: { on: () => () => {} },
      close: () => Promise.resolve(),
    }
  }
}

/** Asks the backend where a picture lies. */
export const imagesOf =
  (backend: Reachable): FindImage =>
  async (hash) => {
    const answer = await backend.dispatch('documents.image', { hash })
    return answer.ok ? (answer.value as Awaited<ReturnType<FindImage>>) : null
  }

/** The first screen: none in particular, or the one that says why the start failed. */
export function firstScreen(failure: Failure | null): string {
  if (!failure) return ''
  const query = new URLSearchParams({ reason: failure.reason, detail: JSON.stringify(failure.detail) })
  return `/start-failed?${query.toString()}`
}
