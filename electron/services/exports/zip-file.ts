import { createHash } from 'node:crypto'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { AppError } from '../../database/app-error.ts'

export interface ZipEntry {
  write(content: Uint8Array | string): void
  end(): { bytes: number; sha256: string }
}
export interface ZipWriter {
  /** The next file of the archive; the one before must have ended. Pictures are packed already. */
  entry(name: string, isPacked?: boolean): ZipEntry
  end(): void
}
const PIECE = 1 << 16
/** The form without its 64-bit extension, which not every program reads. */
const MOST_BYTES = 0xffff_0000

/** A zip archive that is written as it comes, however much that is. */
export function zipInto(sink: (chunk: Uint8Array) => void): ZipWriter {
  let total = 0
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    sink(chunk)
  })
  return {
    entry(name, isPacked = false) {
      const packed = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
      zip.add(packed)
      const hash = createHash('sha256')
      let bytes = 0
      let texts: string[] = []
      let length = 0
      const push = (chunk: Uint8Array, isLast: boolean) => {
        hash.update(chunk)
        bytes += chunk.length
        total += chunk.length
        if (total > MOST_BYTES) throw new AppError('conflict', 'export-too-large')
        packed.push(chunk, isLast)
      }
      const gathered = () => {
        const chunk = Buffer.from(texts.join(''))
        texts = []
        length = 0
        return chunk
      }
      return {
        write(content) {
          if (typeof content === 'string') {
            texts.push(content)
            length += content.length
            if (length >= PIECE) push(gathered(), false)
          } else {
            if (length > 0) push(gathered(), false)
            push(content, false)
          }
        },
        end() {
          push(gathered(), true)
          return { bytes, sha256: hash.digest('hex') }
        },
      }
    },
    end: () => zip.end(),
  }
}
