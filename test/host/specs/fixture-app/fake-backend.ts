// Takes the place of the shop's data in the specs of this folder: main, preload and scheme are the real ones.
import type { Answer, BackendEvent } from '#contract'
import { AppError } from '../../../../electron/database/app-error.ts'
import type { PrintToPdf } from '../../../../electron/services/service-base.ts'

interface Options {
  dataDir: string
  printToPdf: PrintToPdf
}
declare global {
  /** What the specs look at from main's side. */
  var fixture: { calls: string[]; isClosed: boolean; dataDir: string; announce: (event: BackendEvent) => void; printToPdf: PrintToPdf }
}

export function createBackend({ dataDir, printToPdf }: Options) {
  if (process.env['FIXTURE_START_FAILS']) throw new AppError('conflict', 'database-newer', { file: 'a & b' })
  const listeners = new Set<(event: BackendEvent) => void>()
  globalThis.fixture = { calls: [], isClosed: false, dataDir, printToPdf, announce: (event) => listeners.forEach((listener) => listener(event)) }
  return {
    startFailure: null,
    async dispatch(name: string, input: unknown): Promise<Answer> {
      globalThis.fixture.calls.push(name)
      switch (name) {
        case 'fixture.throw':
          throw new RangeError('broken on purpose')
        case 'fixture.unclonable':
          return { ok: true, value: () => 1 }
        default:
          return { ok: true, value: input }
      }
    },
    events: {
      on(listener: (event: BackendEvent) => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async close() {
      await new Promise((resolve) => setTimeout(resolve, 50))
      globalThis.fixture.isClosed = true
      console.log('fixture: backend closed')
    },
  }
}

export async function runCli(words: string[], options: { printToPdf: PrintToPdf }): Promise<number> {
  const pdf = words[0] === 'print' ? await options.printToPdf('<p>printed</p>', { widthMm: 50, heightMm: 50 }) : null
  console.log(JSON.stringify({ words, pdfBytes: pdf?.length ?? null }))
  return 3
}
