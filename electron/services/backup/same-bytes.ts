import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

const CHUNK = 4 << 20
/** Counters of SQLite's own; a copy has its own (https://www.sqlite.org/fileformat.html#the_database_header). */
const HEADER = 100

/** Reads two database files to their end and tells whether all but the header is the same, byte for byte. */
export async function hasSameBytes(one: string, other: string, progress: (bytes: number, total: number) => void): Promise<boolean> {
  const files = [await open(one), await open(other)] as const
  try {
    const [size, otherSize] = await Promise.all(files.map(async (file) => (await file.stat()).size))
    if (size === undefined || size !== otherSize) return false
    const buffers = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)] as const
    for (let at = HEADER; at < size; at += CHUNK) {
      progress(at, size)
      const length = Math.min(CHUNK, size - at)
      const [left, right] = await Promise.all([filled(files[0], buffers[0], at, length), filled(files[1], buffers[1], at, length)])
      if (!left.equals(right)) return false
    }
    return true
  } finally {
    await Promise.all(files.map((file) => file.close()))
  }
}

async function filled(file: FileHandle, buffer: Buffer, at: number, length: number): Promise<Buffer> {
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer.subarray(0, done)
}
