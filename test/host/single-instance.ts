import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import path from 'node:path'

export interface SecondInstance {
  argv: string[]
  cwd: string
  data: unknown
}

/**
 * One process per data folder: a lock file that only one process can create, and message files by which a later
 * process tells the first one that it was started. All of it is synchronous, because Electron's call is.
 */
export class SingleInstanceLock {
  #file: string | undefined
  #watcher: FSWatcher | undefined

  get isHeld(): boolean {
    return this.#file !== undefined
  }

  acquire(userData: string, data: unknown, onSecond: (second: SecondInstance) => void): boolean {
    if (this.isHeld) return true
    const folder = path.join(userData, 'standin-lock')
    const file = path.join(folder, 'pid')
    mkdirSync(folder, { recursive: true })
    if (!createLock(file)) {
      leaveMessage(folder, { argv: process.argv, cwd: process.cwd(), data })
      return false
    }
    this.#file = file
    this.#watcher = watch(folder, () => readMessages(folder).forEach(onSecond)).unref()
    return true
  }

  release(): void {
    this.#watcher?.close()
    if (this.#file !== undefined) rmSync(this.#file, { force: true })
    this.#file = undefined
  }
}

function createLock(file: string): boolean {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false
      rmSync(file, { force: true }) // its owner was killed before it could clean up
    }
  }
  return false
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

function leaveMessage(folder: string, message: SecondInstance): void {
  const draft = path.join(folder, randomUUID())
  writeFileSync(draft, JSON.stringify(message))
  renameSync(draft, `${draft}.json`) // a reader never sees half a message
}

function readMessages(folder: string): SecondInstance[] {
  if (!existsSync(folder)) return [] // the data folder has been removed under us
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = path.join(folder, name)
      try {
        const message = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance
        rmSync(file)
        return [message]
      } catch {
        return [] // an earlier notice about the same file has read it
      }
    })
}
