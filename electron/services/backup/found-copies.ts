import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupCopy, Timestamp } from '#contract'
import { COPY_ENDING } from './backup.rules.ts'
import { openReadOnly } from '../../database/open.ts'
import { filesNamedIn } from '../documents/named-files.ts'
import { fileStore } from '../documents/file-store.ts'
import { copiedFilesFolder, sumOf } from './copy-files.ts'
import type { CopyRow } from './backup.repository.ts'

/** Every copy that was written down, and every further one with such an ending that lies in a known folder; newest first. */
export async function foundCopies(rows: readonly CopyRow[], folders: readonly string[], endings = [COPY_ENDING]): Promise<BackupCopy[]> {
  const written = await Promise.all(rows.map(writtenDown))
  const known = new Set(written.map((copy) => copy.file))
  const lying = (await Promise.all([...new Set(folders)].map((folder) => copiesIn(folder, endings)))).flat().filter((copy) => !known.has(copy.file))
  const newestFirst = [...written, ...lying].toSorted((one, other) => (one.at < other.at ? 1 : -1))
  return newestFirst.map((copy, place) => (place < LOOKED_INTO ? withFiles(copy) : copy))
}

/** Looking into a copy costs a few milliseconds; older ones are looked into when they are chosen. */
const LOOKED_INTO = 20
/** Whether what the copy names lies beside it. A stick that lost its folder of documents holds half a copy. */
function withFiles(copy: BackupCopy): BackupCopy {
  if (copy.state !== 'verified' || !copy.documents || copy.documents.count === 0) return copy
  const beside = fileStore(copiedFilesFolder(copy.folder))
  try {
    const db = openReadOnly(copy.file)
    try {
      return { ...copy, documents: sumOf(filesNamedIn(db), ({ hash, bytes }) => beside.has(hash, bytes)) }
    } finally {
      db.close()
    }
  } catch {
    return copy // what is wrong with it is told when it is checked
  }
}

async function writtenDown({
  at,
  folder,
  fileName,
  bytes,
  state,
  customers,
  purchases,
  cards,
  documents,
  documentBytes,
}: CopyRow): Promise<BackupCopy> {
  const file = join(folder, fileName)
  const copy = {
    file,
    folder,
    fileName,
    at,
    bytes,
    counts: { customers, purchases, cards },
    documents: { count: documents, bytes: documentBytes, missing: 0 },
  }
  if (state === 'discarded') return { ...copy, state }
  const now = await stat(file).catch(() => null)
  if (!now) return { ...copy, state: 'missing' }
  // Another size under the same name is another file.
  return now.size === bytes ? { ...copy, state } : { ...copy, bytes: now.size, counts: null, documents: null, state: 'unverified' }
}

async function copiesIn(folder: string, endings: readonly string[]): Promise<BackupCopy[]> {
  const names = await readdir(folder).catch(() => [])
  const copies = names
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map(async (fileName): Promise<BackupCopy | null> => {
      const file = join(folder, fileName)
      const now = await stat(file).catch(() => null)
      if (!now?.isFile()) return null
      return { file, folder, fileName, at: now.mtime.toISOString() as Timestamp, bytes: now.size, counts: null, documents: null, state: 'unverified' }
    })
  return (await Promise.all(copies)).filter((copy) => copy !== null)
}
