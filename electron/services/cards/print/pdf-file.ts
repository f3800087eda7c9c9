import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { AppError } from '../../../database/app-error.ts'

/** Counts the page objects of a PDF as Chromium writes them (plain objects, never inside a compressed stream). */
export const pagesIn = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b/g)?.length ?? 0

/**
 * Writes the whole file under its name or leaves what was there: first a temporary file beside it, then a rename.
 * Refuses when the folder is missing or the file cannot be replaced.
 */
export function writeWholeFile(file: string, content: Uint8Array): void {
  const part = `${file}.${process.pid}.part`
  try {
    const handle = openSync(part, 'w')
    try {
      for (let written = 0; written < content.length;) written += writeSync(handle, content, written)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT') throw new AppError('missing', 'folder-missing', { file })
    if (code === 'EISDIR' || code === 'EBUSY') throw new AppError('conflict', 'file-unwritable', { file })
    throw error
  }
}
