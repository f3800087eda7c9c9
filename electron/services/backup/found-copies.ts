import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupCopy, Timestamp } from '#contract'
import { COPY_ENDING } from './backup.rules.ts'
import type { CopyRow } from './backup.repository.ts'

/** Every copy that was written down, and every further one with such an ending that lies in a known folder; newest first. */
export async function foundCopies(rows: readonly CopyRow[], folders: readonly string[], endings = [COPY_ENDING]): Promise<BackupCopy[]> {
  const written = await Promise.all(rows.map(writtenDown))
  const known = new Set(written.map((copy) => copy.file))
  const lying = (await Promise.all([...new Set(folders)].map((folder) => copiesIn(folder, endings)))).flat().filter((copy) => !known.has(copy.file))
  return [...written, ...lying].toSorted((one, other) => (one.at < other.at ? 1 : -1))
}

async function writtenDown({ at, folder, fileName, bytes, state, customers, purchases, cards }: CopyRow): Promise<BackupCopy> {
  const file = join(folder, fileName)
  const copy = { file, folder, fileName, at, bytes, counts: { customers, purchases, cards } }
  if (state === 'discarded') return { ...copy, state }
  const now = await stat(file).catch(() => null)
  if (!now) return { ...copy, state: 'missing' }
  // Another size under the same name is another file.
  return now.size === bytes ? { ...copy, state } : { ...copy, bytes: now.size, counts: null, state: 'unverified' }
}

async function copiesIn(folder: string, endings: readonly string[]): Promise<BackupCopy[]> {
  const names = await readdir(folder).catch(() => [])
  const copies = names
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map(async (fileName): Promise<BackupCopy | null> => {
      const file = join(folder, fileName)
      const now = await stat(file).catch(() => null)
      if (!now?.isFile()) return null
      return { file, folder, fileName, at: now.mtime.toISOString() as Timestamp, bytes: now.size, counts: null, state: 'unverified' }
    })
  return (await Promise.all(copies)).filter((copy) => copy !== null)
}
