import { createServices } from '../../electron/backend/create-services.ts'
import type { Services } from '../../electron/backend/create-services.ts'
import { inlineBackground } from '../../electron/backend/background.ts'
import { createDispatch } from '../../electron/backend/dispatch.ts'
import type { Dispatch } from '../../electron/backend/dispatch.ts'
import { jobCallsFor, jobRegistry } from '../../electron/backend/jobs.ts'
import { silentLog } from '../../electron/backend/log.ts'
import { fixedClock } from '../../electron/database/clock.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'
import type { Db } from '../../electron/database/open.ts'
import type { CallName, Input, JobName, Output, Result } from '#contract'
import { contract } from '#contract'
import type { AnyCall, BackendEvent, Failure, OperationId } from '#contract'

/** A refusal as a test sees it. */
export class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.reason} ${JSON.stringify(failure.detail)}`)
    this.failure = failure
  }
}

export interface House {
  db: Db
  clock: ReturnType<typeof fixedClock>
  services: Services
  dispatch: Dispatch
  /** Runs a call through dispatch; a refusal is thrown as `Refused`. The answer must fit the contract. */
  call<N extends Exclude<CallName, JobName>>(name: N, input: Input<N>): Promise<Output<N>>
  /** Runs a job to its end and answers its result. */
  job<N extends JobName>(name: N, input: Input<N>): Promise<Result<N>>
  /** Like `call`, but answers the operation id as well. */
  write<N extends Exclude<CallName, JobName>>(name: N, input: Input<N>): Promise<{ value: Output<N>; operationId: OperationId | undefined }>
  close(): void
}

/** What nobody foresaw must be seen in a test's output. */
const loudLog = { info() {}, error: (message: string, error: unknown) => console.error(message, error) }

/** The empty schema as bytes: reading them takes a tenth of the time of all migrations. */
let bytes: Buffer | null = null
function emptyShop(): Db {
  if (!bytes) {
    const db = openDatabase(':memory:')
    migrate(db)
    bytes = db.serialize()
    db.close()
  }
  // The driver takes bytes in place of a file's name.
  return openDatabase(bytes as unknown as string)
}

/** The whole backend on a database in memory (or in `file`), with a clock that stands on `today`. */
export function openHouse({ today = '2026-03-12', file = ':memory:', dataDir = '', tell = (_event: BackendEvent): void => {} } = {}): House {
  const db = file === ':memory:' ? emptyShop() : openDatabase(file)
  migrate(db)
  const clock = fixedClock(today)
  const services: Services = createServices({
    db,
    clock,
    log: silentLog,
    dataDir,
    background: inlineBackground(() => services.tasks),
    printToPdf: null,
    swapDatabase: null,
  })
  services.startDay()
  const jobs = jobRegistry(loudLog, (job) => tell({ topic: 'jobs.changed', job }))
  const dispatch = createDispatch({
    house: () => ({ handlers: { ...services.handlers, jobs: jobCallsFor(jobs) }, operations: services.operations, refusal: null }),
    jobs,
    log: loudLog,
    dataChanged: (capabilities) => tell({ topic: 'data.changed', capabilities }),
    afterWriter: () => services.newId.reload(),
  })

  async function write(name: string, input: unknown) {
    const answer = await dispatch(name, input)
    if (!answer.ok) throw new Refused(answer.failure)
    const [capability, verb] = name.split('.') as [keyof typeof contract, string]
    const entry = (contract[capability] as Record<string, AnyCall>)[verb]!
    entry.output.parse(answer.value)
    return { value: answer.value as never, operationId: answer.operationId }
  }
  return {
    db,
    clock,
    services,
    dispatch,
    write,
    call: async (name, input) => (await write(name, input)).value,
    async job(name, input) {
      const { jobId } = (await write(name, input)).value as { jobId: never }
      const job = await jobs.settled(jobId)
      if (job.state === 'failed') throw new Refused(job.failure as Failure)
      if (job.state !== 'done') throw new Error(`job ended as ${job.state}`)
      const [capability, verb] = name.split('.') as [keyof typeof contract, string]
      const entry = (contract[capability] as Record<string, AnyCall>)[verb]!
      if (entry.kind === 'job') entry.result.parse(job.result)
      return job.result as never
    },
    close: () => db.close(),
  }
}
