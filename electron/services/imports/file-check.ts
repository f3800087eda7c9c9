import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportEncoding } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { byteChunks, encodingSign, utf8Check } from './text-encoding.ts'

/** 100,000 customers take about 20 MB; ten times that is a mistake, not a customer list. */
const MAX_BYTES = 250 * 1024 * 1024
const HEAD_BYTES = 64 * 1024

export interface CheckedFile {
  file: string
  fileName: string
  bytes: number
  encoding: ImportEncoding
  /** About how many rows are to come: values can hold line ends, too. */
  lines: number
}

/**
 * Looks at a file before it is read as text.
 * Refuses a missing file, a folder, an empty, a too large and a binary one. `chosen` overrides the detected encoding.
 */
export function checkFile(file: string, chosen: ImportEncoding | undefined, isCancelled: () => boolean): CheckedFile {
  const stat = statSync(file)
  const fileName = basename(file)
  const detail = { file: fileName }
  if (stat.isDirectory()) throw new AppError('invalid', 'file-unreadable', detail)
  if (!stat.isFile()) throw new AppError('invalid', 'file-unreadable', detail)
  if (stat.size === 0) throw new AppError('invalid', 'import-file-empty', detail)
  if (stat.size > MAX_BYTES) throw new AppError('invalid', 'import-file-too-large', { ...detail, megabytes: MAX_BYTES / 1024 / 1024 })
  const head = headOf(file)
  const sign = encodingSign(head)
  if (isBinary(head, sign)) throw new AppError('invalid', 'import-file-binary', detail)
  const utf8 = utf8Check()
  let lines = 0
  let last = 10
  for (const bytes of byteChunks(file)) {
    if (isCancelled()) throw new AppError('cancelled', 'cancelled')
    utf8.add(bytes)
    if (!isWide(sign) && bytes.includes(0)) throw new AppError('invalid', 'import-file-binary', detail)
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++
    last = bytes.at(-1) ?? last
  }
  if (last !== 10 && last !== 0) lines++
  return { file, fileName, bytes: stat.size, encoding: chosen ?? sign ?? (utf8.isWhole() ? 'utf-8' : 'windows-1252'), lines }
}

const isWide = (encoding: ImportEncoding | null) => encoding === 'utf-16le' || encoding === 'utf-16be'

function headOf(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(HEAD_BYTES)
    return buffer.subarray(0, readSync(handle, buffer, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(handle)
  }
}

/** First bytes of what people drop by mistake: PDF, Excel (zip and old), pictures, our own database. */
const MAGIC = ['%PDF', 'PK\x03\x04', '\xd0\xcf\x11\xe0', '\x89PNG', '\xff\xd8\xff', 'GIF8', 'SQLite format 3', '{\\rtf']

function isBinary(head: Buffer, sign: ImportEncoding | null): boolean {
  const start = head.subarray(0, 16).toString('latin1')
  if (MAGIC.some((magic) => start.startsWith(magic))) return true
  if (isWide(sign)) return false
  let control = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27)) control++
  return control > head.length / 50
}
