import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CopyRow } from './backup.repository.ts'
import { flushFile } from './database-file.ts'

/** As many as an owner would look through. */
const MOST = 20
const fileIn = (dataDir: string): string => join(dataDir, 'known-copies.json')

/** Notes beside the database which copies there are, so that they are found even when it can no longer be opened. */
export function noteCopies(dataDir: string, rows: readonly CopyRow[]): void {
  const notes = JSON.stringify(rows.filter(({ state }) => state === 'verified').slice(0, MOST))
  if (dataDir === '' || notes === textIn(dataDir)) return
  const part = `${fileIn(dataDir)}.part`
  writeFileSync(part, notes)
  flushFile(part)
  renameSync(part, fileIn(dataDir))
}

/** The copies that were noted; none where the notes are missing or cannot be understood. */
export function notedCopies(dataDir: string): CopyRow[] {
  try {
    const rows: unknown = JSON.parse(textIn(dataDir))
    return Array.isArray(rows) ? rows.filter(isCopyRow) : []
  } catch {
    return []
  }
}

function textIn(dataDir: string): string {
  try {
    return readFileSync(fileIn(dataDir), 'utf8')
  } catch {
    return ''
  }
}

function isCopyRow(value: unknown): value is CopyRow {
  if (typeof value !== 'object' || value === null) return false
  const { at, folder, fileName, bytes, customers, purchases, cards, documents, documentBytes, state } = value as Partial<
    Record<keyof CopyRow, unknown>
  >
  const isText = [at, folder, fileName].every((part) => typeof part === 'string' && part !== '')
  return (
    isText &&
    state === 'verified' &&
    [bytes, customers, purchases, cards, documents, documentBytes].every(Number.isSafeInteger) &&
    !Number.isNaN(Date.parse(String(at)))
  )
}
