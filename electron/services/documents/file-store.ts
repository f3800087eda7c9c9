import { createHash, randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Contents by their SHA-256, each once: `<folder>/ab/ab12…`. Beside the database, and again beside the copies of it. */
export interface FileStore {
  pathOf(hash: string): string
  /** Whether the content is there with this size; says nothing about its bytes. */
  has(hash: string, bytes: number): boolean
  /** Keeps a content; flushed under another name first, so that a name never stands for half of it. */
  put(content: Uint8Array): string
  /** The content, or null where it is missing or no longer what its name says. */
  read(hash: string): Uint8Array<ArrayBuffer> | null
  remove(hash: string): void
}

const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
export const filesFolder = (dataDir: string): string => join(dataDir, 'files')

export function fileStore(folder: string): FileStore {
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)
  function has(hash: string, bytes: number): boolean {
    const stat = statSync(pathOf(hash), { throwIfNoEntry: false })
    return stat?.isFile() === true && stat.size === bytes
  }
  return {
    pathOf,
    has,
    put(content) {
      const hash = hashOf(content)
      const file = pathOf(hash)
      const now = new Date()
      // Its age is told anew, so that no clean-up takes what has just come back into use.
      if (has(hash, content.byteLength)) utimesSync(file, now, now)
      else write(file, content)
      return hash
    },
    read(hash) {
      try {
        const content = new Uint8Array(readFileSync(pathOf(hash)))
        return hashOf(content) === hash ? content : null
      } catch {
        return null
      }
    },
    remove: (hash) => rmSync(pathOf(hash), { force: true }),
  }
}

function write(file: string, content: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.${randomUUID().slice(0, 8)}.part`
  try {
    const handle = openSync(part, 'wx')
    try {
      for (let done = 0; done < content.byteLength;) done += writeSync(handle, content, done)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
