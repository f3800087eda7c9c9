import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'
import type { ImportEncoding } from '#contract'

const CHUNK_BYTES = 256 * 1024

/** The bytes of a file, piece by piece, so that a large one never lies in memory whole. Each piece is only good until the next. */
export function* byteChunks(file: string): Generator<Buffer> {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    for (;;) {
      const length = readSync(handle, buffer, 0, CHUNK_BYTES, null)
      if (length === 0) return
      yield buffer.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}

/** The text of a file, piece by piece, with a byte order mark left out and every line end as \n. */
export function* textChunks(file: string, encoding: ImportEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  let pendingReturn = ''
  for (const bytes of byteChunks(file)) {
    let text = pendingReturn + decoder.decode(bytes, { stream: true })
    // A \r at the very end may be the first half of \r\n.
    pendingReturn = text.endsWith('\r') ? '\r' : ''
    if (pendingReturn) text = text.slice(0, -1)
    if (text) yield oneLineEnd(text)
  }
  const rest = pendingReturn + decoder.decode()
  if (rest) yield oneLineEnd(rest)
}

const oneLineEnd = (text: string) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/** A byte order mark says it; without one, UTF-16 of Latin text shows as a zero in every other byte. Null: no such sign. */
export function encodingSign(head: Uint8Array): ImportEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(head.length / 2)
  if (pairs < 4) return null
  let first = 0
  let second = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) first++
    if (head[at + 1] === 0) second++
  }
  if (second / pairs > 0.4 && first / pairs < 0.1) return 'utf-16le'
  if (first / pairs > 0.4 && second / pairs < 0.1) return 'utf-16be'
  return null
}

/** Says whether all pieces given so far are UTF-8, also where a character is cut in two by the end of a piece. */
export function utf8Check(): { add(bytes: Uint8Array): boolean; isWhole(): boolean } {
  let carry: Uint8Array = new Uint8Array()
  let valid = true
  return {
    add(bytes) {
      if (!valid) return false
      const joined = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
      const cut = cutBeforeOpenCharacter(joined)
      valid = isUtf8(joined.subarray(0, cut))
      carry = Uint8Array.from(joined.subarray(cut))
      return valid
    },
    isWhole: () => valid && carry.length === 0,
  }
}

function cutBeforeOpenCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}
