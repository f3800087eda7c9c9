import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { AppError } from '../../database/app-error.ts'

/** What stands in memory while a sheet is read is ten times its text, so this is about 100,000 customers in ten columns. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024
const MAX_FILE_BYTES = 64 * 1024 * 1024
/** How many rows the sentence names; narrow tables may have more. */
const ABOUT_ROWS = 100_000

export interface Workbook {
  sheets: string[]
  sheet: string
  /** All rows from the first one of the sheet, empty ones too, so that a row's place is its number in Excel. */
  rows: string[][]
}
type FileKind = 'zip' | 'ole' | 'other'

/** Zip is what Excel writes today, OLE what it wrote until 2003 and what it writes with a password. */
export function fileKind(file: string): FileKind {
  const handle = openSync(file, 'r')
  try {
    const head = Buffer.alloc(8)
    readSync(handle, head, 0, 8, 0)
    if (head.readUInt32LE(0) === 0x04034b50) return 'zip'
    return head.toString('latin1') === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' ? 'ole' : 'other'
  } finally {
    closeSync(handle)
  }
}

/** Why an OLE file cannot be read: a workbook with a password, one of Excel 2003 and before, or no workbook at all. */
export function refuseOle(file: string, fileName: string): never {
  const detail = { file: fileName }
  const holds = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  const bytes = statSync(file).size <= MAX_FILE_BYTES ? readFileSync(file) : Buffer.alloc(0)
  if (holds('EncryptedPackage')) throw new AppError('invalid', 'import-excel-locked', detail)
  if (holds('Workbook') || holds('Book')) throw new AppError('invalid', 'import-excel-old', detail)
  throw new AppError('invalid', 'import-file-binary', detail)
}

/** Reads one sheet of a workbook (.xlsx), by name; without one the first. Formulas give the value that Excel saw last. */
export async function readWorkbook(file: string, fileName: string, wanted: string | undefined): Promise<Workbook> {
  const detail = { file: fileName }
  const tooLarge = () => new AppError('invalid', 'import-sheet-too-large', { ...detail, rows: ABOUT_ROWS })
  if (statSync(file).size > MAX_FILE_BYTES) throw tooLarge()
  // Only whoever reads a workbook waits for its reader to be loaded.
  const [{ unzipSync, strFromU8 }, { readSheet }] = await Promise.all([import('fflate'), import('read-excel-file/node')])
  const bytes = readFileSync(file)
  const names = new Set<string>()
  let unpacked = 0
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter({ name, originalSize }) {
        names.add(name)
        if (name.endsWith('.xml')) unpacked += originalSize
        return name === 'xl/workbook.xml'
      },
    })
  } catch {
    throw new AppError('invalid', 'import-excel-broken', detail)
  }
  const book = parts['xl/workbook.xml']
  if (!book) throw new AppError('invalid', names.has('xl/workbook.bin') ? 'import-excel-old' : 'import-file-binary', detail)
  if (unpacked > MAX_UNPACKED_BYTES) throw tooLarge()
  const sheets = sheetNames(strFromU8(book))
  const sheet = wanted ?? sheets[0]
  if (sheet === undefined) throw new AppError('invalid', 'import-excel-broken', detail)
  if (!sheets.includes(sheet)) throw new AppError('invalid', 'import-sheet-gone', { ...detail, sheet })
  try {
    const rows = await readSheet(bytes, sheet, { parseNumber: numberText })
    return { sheets, sheet, rows: rows.map((cells) => cells.map(cellText)) }
  } catch {
    throw new AppError('invalid', 'import-excel-broken', detail)
  }
}

/** Sheets in their order; hidden ones only where there are no others. */
function sheetNames(xml: string): string[] {
  const tags = xml.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []
  const named = tags.flatMap((tag) => {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    return name === undefined ? [] : [{ name: withoutEntities(name), isHidden: /\bstate="(?:hidden|veryHidden)"/.test(tag) }]
  })
  const shown = named.filter(({ isHidden }) => !isHidden)
  return (shown.length > 0 ? shown : named).map(({ name }) => name)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const withoutEntities = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    name !== undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(decimal === undefined ? parseInt(hex!, 16) : Number(decimal)),
  )

/** A number as a person would type it: 4.91701234567E11 is a phone number. */
function numberText(text: string): string {
  const value = Number(text)
  return Number.isSafeInteger(value) ? String(value) : text
}

/** Days come as moments in UTC. */
function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'boolean' || typeof cell === 'number' ? String(cell) : ''
}
