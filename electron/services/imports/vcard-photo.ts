import type { Reason } from '#contract'

/** Larger is no portrait, and would swell the shop's folder. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024
/** So many letters of base64 make the largest picture, with line ends and what stands before it. */
const MAX_LETTERS = Math.ceil((MAX_PHOTO_BYTES * 4) / 3) * 1.1

/** The lines of a PHOTO as they come; what is beyond the largest picture is counted, but not kept. */
export function photoLines() {
  const lines: string[] = []
  let letters = 0
  return {
    add(text: string): void {
      letters += text.length
      if (letters <= MAX_LETTERS) lines.push(text)
    },
    isEmpty: () => lines.length === 0 && letters === 0,
    read: (): Photo => (letters > MAX_LETTERS ? { problem: 'import-row-photo-large' } : readPhoto(lines)),
  }
}
export type PhotoLines = ReturnType<typeof photoLines>

/** A picture, the address of one on the internet, or why it cannot be read. */
type Photo = { content: Uint8Array } | { link: string } | { problem: Extract<Reason, 'import-row-photo' | 'import-row-photo-large'> }

/**
 * The picture of a card: base64, whether its encoding is named as in 2.1 and 3.0 or not, or a `data:` address as in 4.0. That it is a
 * picture is told by its first bytes, not by what the card says.
 */
export function readPhoto(lines: readonly string[]): Photo {
  const [first = '', ...more] = lines
  const value = first.slice(first.indexOf(':') + 1) + more.join('')
  if (/^\s*https?:/i.test(value)) return { link: value.replace(/\s+/g, '') }
  const text = value.replace(/^\s*data:[^,]*,/i, '').replace(/[\s\\]+/g, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return { problem: 'import-row-photo' }
  const content = Uint8Array.from(Buffer.from(text, 'base64'))
  if (content.length > MAX_PHOTO_BYTES) return { problem: 'import-row-photo-large' }
  return isPicture(content) ? { content } : { problem: 'import-row-photo' }
}

const SIGNS: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
]
const isPicture = (bytes: Uint8Array) =>
  SIGNS.some((sign) => sign.every((byte, at) => bytes[at] === byte)) ||
  (Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'RIFF' && Buffer.from(bytes.subarray(8, 12)).toString('latin1') === 'WEBP')
