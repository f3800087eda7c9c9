import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../database/app-error.ts'

const LIMIT_BYTES = 250 * 1024 * 1024
const FORBIDDEN_IN_NAMES = /[\p{Cc}<>:"/\\|?*]/gu

/** Files that were dropped on the window: the window sends their bytes, since it may not name paths. */
export interface DropFolder {
  keep(name: string, bytes: Uint8Array): Promise<string>
}

/** Empties the folder: what an earlier run left there has been read in, or never will be. */
export function openDropFolder(dataDir: string): DropFolder {
  const folder = path.join(dataDir, 'drop')
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    console.error('drop folder not emptied', error) // `keep` will say so when it matters
  }
  return {
    async keep(name, bytes) {
      if (bytes.byteLength > LIMIT_BYTES) throw new AppError('invalid', 'import-file-too-large', { file: name })
      // A folder of its own keeps the name as the owner knows it, for the messages of an import.
      const own = path.join(folder, randomUUID())
      await mkdir(own, { recursive: true })
      const file = path.join(own, safeName(name))
      await writeFile(file, bytes)
      return file
    },
  }
}

/** A file name without anything that a file system could take for a path or refuse. */
export function safeName(name: string): string {
  const base = name.replace(FORBIDDEN_IN_NAMES, '_').replace(/^[. ]+|[. ]+$/g, '')
  return base === '' ? 'file' : base.slice(-120)
}
