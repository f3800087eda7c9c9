import { contract } from '#contract'
import type { AnyCall, Answer, Failure, Handlers, JobContext } from '#contract'
import { AppError } from '../database/app-error.ts'
import type { OperationRecorder } from '../database/operation-recorder.ts'
import { failureOf, failureOfInput, unexpected } from './failures.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from '../services/service-base.ts'

/** How long a booking waits for an import before it is asked to come again. */
const PATIENCE_MS = 3000

/** What can be called now. */
export interface House {
  handlers: { [C in keyof Handlers]?: Partial<Handlers[C]> }
  /** Null while the data cannot be opened, so that nothing can be written. */
  operations: OperationRecorder | null
  /** The answer of every call that has no handler: why the data could not be opened. */
  refusal: Failure | null
}
export interface DispatchDeps {
  /** The services that are open now; restoring a copy puts new ones in their place. */
  house(): House
  jobs: Jobs
  log: Log
  dataChanged(capabilities: readonly string[]): void
  /** After a job that wrote through a connection of its own. */
  afterWriter(): void
}
export type Dispatch = (name: string, input: unknown) => Promise<Answer>

/** The entry of the contract for 'capability.verb', found by own property only; undefined for anything else. */
export function callNamed(name: string): AnyCall | undefined {
  const [capability = '', verb = '', ...rest] = name.split('.')
  if (rest.length > 0 || !Object.hasOwn(contract, capability)) return undefined
  const calls: Record<string, AnyCall> = contract[capability as keyof typeof contract]
  return Object.hasOwn(calls, verb) ? calls[verb] : undefined
}

/** The one door to the backend: checks the input, runs the call, answers a value or a failure, never throws. */
export function createDispatch({ house, jobs, log, dataChanged, afterWriter }: DispatchDeps): Dispatch {
  let writer: Promise<unknown> | null = null

  async function run(name: string, call: AnyCall, input: unknown): Promise<Answer> {
    const handler = handlerNamed(house(), name)
    switch (call.kind) {
      case 'read':
        return { ok: true, value: await handler(input) }
      case 'write': {
        const until = patience()
        for (let busy = writer; busy; busy = writer) await end(busy, until)
        const { value, operationId } = operationsOf(house()).run({ call: name }, () => handlerNamed(house(), name)(input))
        dataChanged([...call.touches, 'operations'])
        return operationId === null ? { ok: true, value } : { ok: true, value, operationId }
      }
      case 'job': {
        const until = patience()
        if (call.writes) for (let busy = writer; busy; busy = writer) await end(busy, until)
        const jobId = jobs.start(
          name,
          (context) => handler(input, context),
          (job) => {
            if (call.writes) {
              writer = null
              afterWriter()
            }
            if (job.state === 'done' && call.touches.length > 0) dataChanged(call.touches)
          },
        )
        if (call.writes) writer = jobs.settled(jobId)
        return { ok: true, value: { jobId } }
      }
    }
  }

  const patience = () => performance.now() + PATIENCE_MS
  /**
   * Waits for a job that writes; refuses when that takes too long. The caller looks at `writer` again before it goes on:
   * of several who waited only the first finds it free.
   */
  async function end(busy: Promise<unknown>, until: number): Promise<void> {
    const left = until - performance.now()
    if (left <= 0) throw new AppError('conflict', 'writer-busy')
    let timer: ReturnType<typeof setTimeout> | undefined
    await Promise.race([busy, new Promise((resolve) => void (timer = setTimeout(resolve, left)))])
    clearTimeout(timer)
  }

  return async (name, input) => {
    const call = callNamed(name)
    if (!call) return { ok: false, failure: { code: 'missing', reason: 'call-unknown', detail: { call: name.slice(0, 100) } } }
    const parsed = call.input.safeParse(input)
    if (!parsed.success) return { ok: false, failure: failureOfInput(parsed.error) }
    try {
      return await run(name, call, parsed.data)
    } catch (error) {
      const failure = failureOf(error)
      if (!failure) log.error(`call ${name}`, error)
      return { ok: false, failure: failure ?? unexpected }
    }
  }
}

type AnyHandler = (input: unknown, job?: JobContext) => unknown
function handlerNamed(house: House, name: string): AnyHandler {
  const [capability, verb] = name.split('.') as [keyof Handlers, string]
  const handler = (house.handlers[capability] as unknown as Record<string, AnyHandler> | undefined)?.[verb]
  if (!handler) throw refusalOf(house)
  return handler
}
function operationsOf(house: House): OperationRecorder {
  if (!house.operations) throw refusalOf(house)
  return house.operations
}
function refusalOf({ refusal }: House): AppError {
  const { code, reason, detail } = refusal ?? unexpected
  return new AppError(code, reason, detail)
}
