import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { AppError } from '../../database/app-error.ts'

export type WriteChunk = (chunk: Uint8Array | string) => void
/** Small pieces are gathered, so that the disk is asked rarely. */
const PIECE = 1 << 16

/**
 * Writes a file piece by piece under a temporary name beside its own, and gives it its name once all of it is on the disk. Whatever
 * goes wrong, nothing half-written stays, and a file that was there before stays as it was.
 */
export function writeInPieces<T>(file: string, work: (write: WriteChunk) => T): { value: T; bytes: number } {
  const part = `${file}.${process.pid}.part`
  let bytes = 0
  let texts: string[] = []
  let length = 0
  try {
    const handle = openSync(part, 'w')
    const toDisk = (chunk: Uint8Array) => {
      for (let written = 0; written < chunk.length;) written += writeSync(handle, chunk, written)
      bytes += chunk.length
    }
    const flush = () => {
      if (texts.length > 0) toDisk(Buffer.from(texts.join('')))
      texts = []
      length = 0
    }
    let value: T
    try {
      value = work((chunk) => {
        if (typeof chunk === 'string') {
          texts.push(chunk)
          length += chunk.length
          if (length >= PIECE) flush()
        } else {
          flush()
          toDisk(chunk)
        }
      })
      flush()
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(part, file)
    return { value, bytes }
  } catch (error) {
    rmSync(part, { force: true })
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AppError('missing', 'folder-missing', { file })
    if (code === 'EISDIR' || code === 'EBUSY' || code === 'EPERM') throw new AppError('conflict', 'file-unwritable', { file })
    throw error
  }
}
