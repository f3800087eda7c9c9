/** What a logo may be. */
export type LogoType = 'image/png' | 'image/jpeg' | 'image/svg+xml'

/** More than any printer shows on a card; drawing it would only fill the memory. */
const LARGEST_EDGE = 10_000
const fitsEdge = (width: number, height: number) => width > 0 && height > 0 && width <= LARGEST_EDGE && height <= LARGEST_EDGE

/** Which picture it is by its bytes; `broken` for one that is cut off or damaged, null for all else. */
export function logoType(content: Uint8Array): LogoType | 'broken' | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (bytes.subarray(0, 8).equals(PNG)) return isWholePng(bytes) ? 'image/png' : 'broken'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return isWholeJpeg(bytes) ? 'image/jpeg' : 'broken'
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  // Before the root may stand a declaration, comments and a document type.
  if (!/^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>\s*)*<svg[\s>]/i.test(text)) return null
  // Entities could unfold without end.
  return /<\/svg>$|<svg[^>]*\/>$/i.test(text) && !/<!ENTITY/i.test(text) ? 'image/svg+xml' : 'broken'
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** From chunk to chunk to the end mark (PNG, third edition, 5.3). */
function isWholePng(bytes: Buffer): boolean {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR' || !fitsEdge(bytes.readUInt32BE(16), bytes.readUInt32BE(20))) return false
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return true
  return false
}

/** Up to the frame, which says the size, and to the end mark (ITU T.81, annex B). */
function isWholeJpeg(bytes: Buffer): boolean {
  let hasFrame = false
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      hasFrame = fitsEdge(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    if (marker === 0xda) break
  }
  return hasFrame && bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > 0
}
