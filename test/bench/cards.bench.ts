/// <reference lib="dom" />
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CardId, CustomerId, JobId } from '#contract'
import type { StammkundeApi } from '../../electron/preload/api.ts'
import { createBackend } from '../../electron/backend/create-backend.ts'
import { findHost, hostEnv } from '../host/find-host.ts'
import { launchApp } from '../host/launch-app.ts'
import type { Line } from './measure.ts'
import { must } from './typing.bench.ts'

const root = join(import.meta.dirname, '../..')
const CARDS = 1000
/** Pages that lie as pictures in the folder at once; a sheet at 300 dpi takes 26 MB of memory while it is read. */
const AT_ONCE = 10

/** A shop of a thousand customers who all have a card. */
async function shopWithCards(dataDir: string): Promise<{ cardIds: CardId[]; numbers: string[] }> {
  mkdirSync(dataDir)
  const backend = createBackend({ dataDir })
  await must(backend, 'settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
  const cardIds: CardId[] = []
  const numbers: string[] = []
  for (let n = 0; n < CARDS; n++) {
    const { id } = (await must(backend, 'customers.create', { kind: 'person', firstName: 'Miriam', lastName: `Tölle ${n}` })) as { id: CustomerId }
    const card = (await must(backend, 'cards.issue', { customerId: id })) as { id: CardId; number: string }
    cardIds.push(card.id)
    numbers.push(card.number)
  }
  await backend.close()
  return { cardIds, numbers }
}

/** A thousand cards on sheets to one PDF, through the window on the host at hand; then every code of it is read at 300 dpi. Needs a build. */
export async function benchCards(folder: string): Promise<Line[]> {
  const host = findHost()
  const { cardIds, numbers } = await shopWithCards(join(folder, 'cards'))
  Object.assign(process.env, hostEnv(host))
  const app = await launchApp({ appPath: root, dataDir: join(folder, 'cards') })
  const page = await app.firstWindow()
  await page.waitForURL(/index\.html/)
  const file = join(folder, 'cards.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  const ms = await page.evaluate(
    async ([ids, path]) => {
      const { stammkunde } = window as unknown as { stammkunde: StammkundeApi }
      await stammkunde.shell('chooseSaveFile', { kind: 'pdf', suggestedName: 'karten.pdf' })
      const start = performance.now()
      const ended = new Promise<void>((resolve, reject) =>
        stammkunde.on('jobs.changed', ({ job }) => {
          if (job.state === 'done') resolve()
          else if (job.state === 'failed') reject(new Error(job.failure?.reason))
        }),
      )
      const answer = await stammkunde.call('cards.print', { cardIds: ids, sheet: '32010', file: path })
      if (!answer.ok || !(answer.value as { jobId: JobId }).jobId) throw new Error(JSON.stringify(answer))
      await ended
      return performance.now() - start
    },
    [cardIds, file] as const,
  )
  await app.close()
  const wanted = numbers.flatMap((number) => [`EAN-13:${number}`, `QR-Code:SK1:${number}`])
  const read = new Set(codesIn(file, folder))
  const unread = wanted.filter((code) => !read.has(code)).length
  const base = { size: CARDS, bare: '' }
  return [
    { ...base, what: `cards to one PDF (${host.label})`, ours: `${(ms / 1000).toFixed(1)} s`, value: ms, target: 20_000, unit: 'ms' },
    {
      ...base,
      what: `of their ${wanted.length} codes not read at 300 dpi`,
      ours: `${wanted.length - unread} read`,
      value: (100 * unread) / wanted.length,
      target: 0,
      unit: '%',
    },
  ]
}

/** Every code on the backs, which are the even pages. */
function codesIn(file: string, folder: string): string[] {
  const pictures = join(folder, 'pages')
  const pages = (2 * CARDS) / 10
  const found: string[] = []
  for (let first = 1; first <= pages; first += 2 * AT_ONCE) {
    mkdirSync(pictures)
    const last = String(Math.min(first + 2 * AT_ONCE - 1, pages))
    execFileSync('pdftoppm', ['-r', '300', '-gray', '-e', '-f', String(first), '-l', last, file, join(pictures, 'page')], { stdio: 'ignore' })
    for (const name of readdirSync(pictures))
      found.push(...spawnSync('zbarimg', ['-q', join(pictures, name)], { encoding: 'utf8' }).stdout.split('\n'))
    rmSync(pictures, { recursive: true })
  }
  return found
}
