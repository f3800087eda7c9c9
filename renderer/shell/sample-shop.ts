import { shallowRef } from 'vue'
import { call, CallFailed, runJob } from '../api.ts'
import type { Job } from '#contract'
import { showToast } from '../ui/toast-queue.ts'
import { failureSentence, tt } from '../words.ts'

/** How much of the invented shop is in the file. */
export const sampleStatus = shallowRef({ customers: 0, purchases: 0 })

export async function readSample(): Promise<void> {
  sampleStatus.value = await call('sample.status', {})
}

type Progress = (job: Extract<Job, { state: 'running' }>) => void

/** Fills the file with the invented shop; answers whether it worked. */
export async function loadSample(onProgress?: Progress): Promise<boolean> {
  return (await settled(runJob('sample.load', {}, onProgress).result)) !== undefined
}

/** Takes the invented shop out again; own customers stay. */
export async function removeSample(onProgress?: Progress): Promise<boolean> {
  const result = await settled(runJob('sample.remove', {}, onProgress).result)
  if (result) showToast({ text: tt('sample.removed', { count: result.removed }) })
  return result !== undefined
}

async function settled<R>(result: Promise<R>): Promise<R | undefined> {
  try {
    return await result
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    if (error.failure.code !== 'cancelled') showToast({ text: failureSentence(error.failure), tone: 'bad' })
    return undefined
  } finally {
    await readSample()
  }
}
