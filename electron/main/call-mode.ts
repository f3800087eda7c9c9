import { app } from 'electron'
import { runCli } from '../cli.ts'
import { holdDocuments } from './held-documents.ts'
import { printToPdf } from './print.ts'
import { serveScheme } from './scheme.ts'
import { denyEverything } from './window.ts'

/**
 * `stammkunde --call backup.create '{…}'`: the same call as from the command line, in an app without a visible window,
 * so that calls which print work as well. Ends with the call's exit code; stdout is its answer and nothing else.
 */
export function runCall(words: readonly string[], dataDir: string, rendererDir: string): void {
  app.on('window-all-closed', () => {}) // closing a print window must not end the run
  const run = async (): Promise<number> => {
    await app.whenReady()
    const documents = holdDocuments()
    serveScheme(rendererDir, documents, () => Promise.resolve(null))
    denyEverything()
    return runCli(withDataFolder(words, dataDir), { printToPdf: (html, size) => printToPdf(documents, html, size) })
  }
  // What is still on its way to a pipe goes out before the app ends.
  const end = (code: number): boolean => process.stdout.write('', () => app.exit(code))
  run().then(end, (error: unknown) => {
    console.error(error)
    end(1)
  })
}

function withDataFolder(words: readonly string[], dataDir: string): string[] {
  const isNamed = words.some((word) => word === '--data' || word.startsWith('--data='))
  return isNamed ? [...words] : [...words, '--data', dataDir]
}
