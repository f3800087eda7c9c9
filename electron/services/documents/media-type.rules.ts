/** What a window shows as a picture. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'

const starts = (content: Uint8Array, bytes: readonly number[], at = 0): boolean => bytes.every((byte, place) => content[at + place] === byte)
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))

/** Which picture the first bytes say it is; null for all else, whatever its name. */
export function imageType(content: Uint8Array): ImageType | null {
  if (starts(content, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(content, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a])) return 'image/png'
  if (starts(content, ascii('RIFF')) && starts(content, ascii('WEBP'), 8)) return 'image/webp'
  if (starts(content, ascii('GIF87a')) || starts(content, ascii('GIF89a'))) return 'image/gif'
  return null
}

const BY_EXTENSION: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/plain',
  csv: 'text/csv',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odp: 'application/vnd.oasis.opendocument.presentation',
  eml: 'message/rfc822',
  vcf: 'text/vcard',
  ics: 'text/calendar',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
}
const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The type of a document: a picture by its bytes, all else by the ending of its name. */
export function mediaType(name: string, content: Uint8Array): string {
  const byName = BY_EXTENSION[extensionOf(name)] ?? 'application/octet-stream'
  const image = imageType(content)
  if (image) return image
  // What only calls itself a picture is none.
  return /^image\/(jpeg|png|webp|gif)$/.test(byName) ? 'application/octet-stream' : byName
}

const isProgram = (content: Uint8Array): boolean =>
  starts(content, ascii('MZ')) ||
  starts(content, [0x7f, ...ascii('ELF')]) ||
  starts(content, ascii('#!')) ||
  starts(content, [0xcf, 0xfa, 0xed, 0xfe])

/** Whether a file may be handed to another program. Only endings that are known to hold papers, pictures and sound; never what runs. */
export const isOpenable = (name: string, firstBytes: Uint8Array): boolean => hasOpenableName(name) && !isProgram(firstBytes)
export const hasOpenableName = (name: string): boolean => Object.hasOwn(BY_EXTENSION, extensionOf(name))
