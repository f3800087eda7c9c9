/** The window's only way to the backend and the desktop. */
import { onScopeDispose } from 'vue'
import type { Capability, CallName, Failure, Input, Job, JobId, JobName, OperationId, Output, Result } from '#contract'
import type { MenuCommand } from './shell/feature.ts'
import { showToast } from './ui/toast-queue.ts'

type Bridge = Window['stammkunde']
type PlainCallName = Exclude<CallName, JobName>
type RunningJob = Extract<Job, { state: 'running' }>

/** A refused call; `failureSentence(error.failure)` words it. */
export class CallFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.reason}`)
    this.name = 'CallFailed'
    this.failure = failure
  }
}

/** Reactive objects cannot leave the window; every input is JSON by contract, so a plain copy says the same. */
const plain = (input: unknown): unknown => (input === undefined ? undefined : JSON.parse(JSON.stringify(input)))

async function answerOf(name: string, input: unknown): Promise<{ value: unknown; operationId?: OperationId }> {
  const answer = await window.stammkunde.call(name, plain(input))
  if (!answer.ok) throw new CallFailed(answer.failure)
  return answer
}

/** Runs a call and answers its value; throws `CallFailed` when it is refused. */
export async function call<N extends PlainCallName>(name: N, input: Input<N>): Promise<Output<N>> {
  return (await answerOf(name, input)).value as Output<N>
}

/** Like `call`, for calls that change data: with `toast`, the fact is shown together with the way back. */
export async function write<N extends PlainCallName>(
  name: N,
  input: Input<N>,
  { toast }: { toast?: string } = {},
): Promise<{ value: Output<N>; operationId?: OperationId }> {
  const { value, operationId } = await answerOf(name, input)
  if (toast !== undefined) showToast({ text: toast, ...(operationId !== undefined && { operationId }) })
  return { value: value as Output<N>, ...(operationId !== undefined && { operationId }) }
}

export interface JobRun<R> {
  /** Rejects with `CallFailed`; a cancelled job has the reason 'cancelled'. */
  result: Promise<R>
  cancel(): void
}

/** Starts long work. `onProgress` hears every announced step. */
export function runJob<N extends JobName>(name: N, input: Input<N>, onProgress?: (job: RunningJob) => void): JobRun<Result<N>> {
  let jobId: JobId | null = null
  let cancelled = false
  const cancel = () => {
    cancelled = true
    if (jobId !== null) void call('jobs.cancel', { jobId })
  }
  const work = async (): Promise<Result<N>> => {
    const early = new Map<JobId, Job>()
    let settle: ((job: Job) => void) | undefined
    // Listening starts before the call, because a short job may have ended when its id arrives.
    const stop = window.stammkunde.on('jobs.changed', ({ job }) => (jobId === null ? early.set(job.id, job) : job.id === jobId && settle?.(job)))
    try {
      const started = (await answerOf(name, input)).value as { jobId: JobId }
      const ended = new Promise<Job>((resolve) => {
        settle = (job) => (job.state === 'running' ? onProgress?.(job) : resolve(job))
      })
      jobId = started.jobId
      if (cancelled) cancel()
      settle?.(early.get(jobId) ?? (await call('jobs.get', { jobId })))
      const job = await ended
      if (job.state === 'done') return job.result as Result<N>
      throw new CallFailed(job.state === 'failed' ? (job.failure as Failure) : { code: 'cancelled', reason: 'cancelled', detail: {} })
    } finally {
      stop()
    }
  }
  return { result: work(), cancel }
}

async function ask<N extends Parameters<Bridge['shell']>[0]>(name: N, input: Parameters<typeof window.stammkunde.shell<N>>[1]) {
  const answer = await window.stammkunde.shell(name, input)
  if (!answer.ok) throw new CallFailed(answer.failure)
  return answer.value
}

/** What only the desktop can do. Paths are handed out by main; the backend accepts no others. */
export const shell = {
  /** The chosen file's path, or null when the dialog was closed. */
  chooseFile: async ({ kind }: { kind: 'import' | 'backup' | 'image' | 'logo' | 'any' }) =>
    (await ask('chooseFile', { kind: kind === 'import' ? 'customers' : kind }))?.path ?? null,
  chooseFolder: async () => (await ask('chooseFolder', undefined))?.path ?? null,
  chooseSaveFile: async (input: { suggestedName: string; kind: 'table' | 'pdf' | 'backup' | 'contacts' | 'workbook' | 'archive' | 'mail' | 'any' }) =>
    (await ask('chooseSaveFile', input))?.path ?? null,
  /** Keeps a dropped file where the backend may read it; answers its path. */
  dropFile: async (file: File) => (await ask('dropFile', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })).path,
  showInFolder: (path: string) => ask('showInFolder', { path }),
  /** Hands a file that the backend made for it to the program of the system. */
  openFile: (path: string) => ask('openFile', { path }),
  /** Opens a draft in the mail program. */
  openMail: (mail: { to: string; subject: string; body: string }) => ask('openMail', mail),
  openPhone: (number: string) => ask('openPhone', { number }),
  /** Says that the owner wants a photo taken; the camera may be asked for right after. */
  openCamera: () => ask('openCamera', undefined),
  /** A place for HTML with styles of its own, for `<iframe :src>`; give it free with `releaseDocument`. */
  holdDocument: async (html: string) => (await ask('holdDocument', { html })).path,
  releaseDocument: (path: string) => ask('releaseDocument', { path }),
  print: (html: string) => ask('print', { html }),
  printers: () => ask('printers', undefined),
  about: () => ask('about', undefined),
  quit: () => ask('quit', undefined),
  setLanguage: (language: 'de' | 'en') => ask('setLanguage', { language }),
  setTheme: (theme: 'system' | 'light' | 'dark') => ask('setTheme', { theme }),
}

/** Reads again when one of these capabilities has changed, until the component goes. */
export function onDataChanged(capabilities: readonly Capability[], handler: () => void): void {
  const stop = window.stammkunde.on('data.changed', (event) => {
    if (event.capabilities.some((name) => (capabilities as readonly string[]).includes(name))) handler()
  })
  onScopeDispose(stop)
}

/** Hears every command of the application menu; for the frame of the window. */
export function onMenuCommand(handler: (command: MenuCommand) => void): void {
  onScopeDispose(window.stammkunde.on('command', ({ command }) => handler(command)))
}
