/** `npm run -s call -- capability.verb '{json}'`: every call of the contract from the command line, without a window. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyCall, Answer, Failure, JobId } from '#contract'
import type { Backend } from './backend/create-backend.ts'
import type { CliCommand, CliOrder } from './cli-arguments.ts'
import type { PrintToPdf } from './services/service-base.ts'

/** What surrounds a run; each part has the process's own as its default, so that a test can stand in for it. */
export interface CliHost {
  /** Without it, calls that draw a page are handed to a host that can. */
  printToPdf?: PrintToPdf | null
  /** The built worker; from the source tree its source is taken. */
  workerUrl?: URL
  stdout?: (text: string) => void
  stderr?: (text: string) => void
  stdin?: () => string
  environment?: NodeJS.ProcessEnv
}
interface Surroundings extends Required<Omit<CliHost, 'printToPdf' | 'workerUrl'>> {
  printToPdf: PrintToPdf | null
  workerUrl: URL | null
}
type CallOrder = Extract<CliOrder, { kind: 'call' }>

const REFUSED = 1
const USAGE = 2
const HELP = `npm run -s call -- <capability.verb> ['<json>' | -] [--data DIR] [--lang de|en] [--today YYYY-MM-DD]
npm run -s call -- --list    every call with its input and output as JSON Schema
stdout: the answer as one JSON value; stderr: progress, and why a call was refused. Exit: 0 done, 1 refused, 2 wrong usage.
`

/**
 * Runs one call. stdout gets one JSON value, the answer; what it was refused for goes to stderr as one sentence.
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage
 */
export async function runCli(argv: readonly string[], host: CliHost = {}): Promise<number> {
  const around = surroundings(host)
  // Loaded here and not above: from the source tree the compile cache is switched on first.
  const { readCommand } = await import('./cli-arguments.ts')
  const command = readCommand(argv, around.environment)
  const { order } = command
  switch (order.kind) {
    case 'help':
      around.stdout(HELP)
      return 0
    case 'list': {
      const { listCalls } = await import('./cli-list.ts')
      around.stdout(`${JSON.stringify(listCalls(), null, 2)}\n`)
      return 0
    }
    case 'wrong':
      return refuse(order.failure, command, around, USAGE)
    case 'call':
      return call(order, command, argv, around)
  }
}

function surroundings(host: CliHost): Surroundings {
  const source = new URL('./backend/worker.ts', import.meta.url)
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: () => readFileSync(0, 'utf8'),
    environment: process.env,
    ...host,
    printToPdf: host.printToPdf ?? null,
    workerUrl: host.workerUrl ?? (existsSync(source) ? source : null),
  }
}

async function call(order: CallOrder, command: CliCommand, argv: readonly string[], around: Surroundings): Promise<number> {
  const { callNamed } = await import('./backend/dispatch.ts')
  const entry = callNamed(order.name)
  if (!entry) return refuse({ code: 'missing', reason: 'call-unknown', detail: { call: order.name.slice(0, 100) } }, command, around, USAGE)
  const json = order.json === '-' ? around.stdin() : order.json
  const input = parsed(json)
  if (input === undefined) return refuse({ code: 'invalid', reason: 'json-malformed', detail: {} }, command, around, USAGE)
  if (entry.kind === 'job' && entry.needsPage && !around.printToPdf) return await inPageHost(argv, json, command, around)
  const answer = await answered(order, entry, withFullPaths(input, entry), around)
  if (!answer.ok) return refuse(answer.failure, command, around, REFUSED)
  around.stdout(`${JSON.stringify(answer)}\n`)
  return 0
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

/** A path on the command line is meant from where the caller stands. */
function withFullPaths(input: unknown, { paths }: AnyCall): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const named = Object.entries(input).filter(([key, value]) => paths.includes(key) && typeof value === 'string' && value !== '')
  return { ...input, ...Object.fromEntries(named.map(([key, value]) => [key, resolve(String(value))])) }
}

async function answered({ name, dataDir, today }: CallOrder, entry: AnyCall, input: unknown, around: Surroundings): Promise<Answer> {
  const { createBackend } = await import('./backend/create-backend.ts')
  const { failureOf, unexpected } = await import('./backend/failures.ts')
  let backend: Backend
  try {
    backend = createBackend({ dataDir, today, printToPdf: around.printToPdf, workerUrl: around.workerUrl })
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) around.stderr(`${String(error)}\n`)
    return { ok: false, failure: failure ?? unexpected }
  }
  try {
    const answer = await backend.dispatch(name, input)
    return answer.ok && entry.kind === 'job' ? await jobEnd(backend, (answer.value as { jobId: JobId }).jobId, around) : answer
  } finally {
    await backend.close()
  }
}

/** Follows a job to its end. Ctrl+C cancels it, so that nothing is left half done; pressed again it ends the program. */
async function jobEnd(backend: Backend, jobId: JobId, { stderr }: Surroundings): Promise<Answer> {
  let told = ''
  const stop = backend.events.on((event) => {
    if (event.topic !== 'jobs.changed' || event.job.id !== jobId || event.job.state !== 'running') return
    const { phase, done, total } = event.job
    // While the end is unknown there is nothing to tell; so what is refused at once is told in one sentence alone.
    if (total === null || total === 0) return
    const line = `${phase} ${Math.floor((100 * done) / total)} %`
    if (line !== told) stderr(`${line}\n`)
    told = line
  })
  const cancel = () => void backend.jobs.cancel(jobId)
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    const job = await backend.jobs.settled(jobId)
    if (job.state === 'done') return { ok: true, value: job.result }
    const failure: Failure = job.state === 'failed' ? (job.failure as Failure) : { code: 'cancelled', reason: 'cancelled', detail: {} }
    return { ok: false, failure }
  } finally {
    stop()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

/** Hands a call that draws a page to a host without a visible window, and passes its answer and exit code on. */
async function inPageHost(argv: readonly string[], json: string, command: CliCommand, around: Surroundings): Promise<number> {
  const script = fileURLToPath(new URL('../scripts/call-in-host.ts', import.meta.url))
  if (!existsSync(script)) return refuse({ code: 'denied', reason: 'needs-window', detail: {} }, command, around, REFUSED)
  const words = argv.map((word) => (word === '-' ? json : word))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (chunk: Buffer) => around.stdout(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => around.stderr(chunk.toString()))
  // Ctrl+C reaches the host as well; this process stays to pass on what it says.
  const stay = () => {}
  process.on('SIGINT', stay)
  const code = await new Promise<number | null>((done) => child.on('close', done).on('error', () => done(null)))
  process.off('SIGINT', stay)
  return code ?? refuse({ code: 'denied', reason: 'needs-window', detail: {} }, command, around, REFUSED)
}

async function refuse(failure: Failure, { language, dataDir }: CliCommand, around: Surroundings, code: number): Promise<number> {
  const { languageFor, sentenceFor } = await import('./cli-words.ts')
  around.stderr(`${sentenceFor(failure, language ?? languageFor(dataDir, around.environment))}\n`)
  around.stdout(`${JSON.stringify({ ok: false, failure } satisfies Answer)}\n`)
  return code
}

// In the built app this file is a part of main, which calls `runCli` itself.
const isProgram = basename(import.meta.filename) === 'cli.ts' && process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename
if (isProgram) {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', () => {})
  enableCompileCache()
  process.exitCode = await runCli(process.argv.slice(2))
}
