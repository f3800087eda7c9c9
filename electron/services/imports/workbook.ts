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
  // Only whoever reads a workbook waits for its reader to be loaded.
  const [zip, { readSheet }] = await Promise.all([import('fflate'), import('read-excel-file/node')])
  const { bytes, sheets, sheet } = onlySheet(zip, file, fileName, wanted)
  try {
    const rows = await readSheet(Buffer.from(bytes), sheet, { parseNumber: numberText })
    for (const cells of rows) for (const [index, cell] of cells.entries()) cells[index] = cellText(cell)
    return { sheets, sheet, rows: rows as unknown as string[][] }
  } catch {
    throw new AppError('invalid', 'import-excel-broken', { file: fileName })
  }
}

/** The workbook as a file of the wanted sheet alone, without rows that hold nothing; as it is where that would change nothing. */
function onlySheet(zip: typeof import('fflate'), file: string, fileName: string, wanted: string | undefined) {
  const detail = { file: fileName }
  const tooLarge = () => new AppError('invalid', 'import-sheet-too-large', { ...detail, rows: ABOUT_ROWS })
  const broken = () => new AppError('invalid', 'import-excel-broken', detail)
  if (statSync(file).size > MAX_FILE_BYTES) throw tooLarge()
  const sizes = new Map<string, number>()
  const bytes = readFileSync(file)
  const unzipped = (isWanted: (name: string) => boolean) => {
    try {
      return zip.unzipSync(bytes, { filter: ({ name, originalSize }) => (sizes.set(name, originalSize), isWanted(name)) })
    } catch {
      throw broken()
    }
  }
  const frame = unzipped((name) => name === BOOK || name === BOOK_PATHS)
  const book = frame[BOOK]
  if (!book) throw new AppError('invalid', sizes.has('xl/workbook.bin') ? 'import-excel-old' : 'import-file-binary', detail)
  const found = sheetsOf(zip.strFromU8(book), zip.strFromU8(frame[BOOK_PATHS] ?? new Uint8Array()))
  const sheets = found.map(({ name }) => name)
  const sheet = wanted ?? sheets[0]
  if (sheet !== undefined && !sheets.includes(sheet)) throw new AppError('invalid', 'import-sheet-gone', { ...detail, sheet })
  const path = found.find(({ name }) => name === sheet)?.path
  if (sheet === undefined || path === undefined) throw broken()
  const isOther = (name: string) => name.startsWith('xl/worksheets/') && name !== path
  const isPart = (name: string) => (name.endsWith('.xml') && !isOther(name)) || name === BOOK_PATHS
  const unpacked = [...sizes].reduce((sum, [name, size]) => (isPart(name) ? sum + size : sum), 0)
  if (unpacked > MAX_UNPACKED_BYTES) throw tooLarge()
  const parts = unzipped(isPart)
  const content = parts[path]
  if (!content) throw broken()
  // Letters do not matter here, only where rows are; as latin1 the text takes half the room.
  const text = zip.strFromU8(content, true)
  const lean = withoutEmptyRows(text)
  if (lean.length === text.length && ![...sizes.keys()].some(isOther)) return { bytes, sheets, sheet }
  parts[path] = zip.strToU8(lean, true)
  return { bytes: zip.zipSync(parts, { level: 1 }), sheets, sheet }
}

const BOOK = 'xl/workbook.xml'
const BOOK_PATHS = 'xl/_rels/workbook.xml.rels'

/** Sheets in their order, with the files in which they are; hidden ones only where there are no others. */
function sheetsOf(book: string, paths: string): { name: string; path: string | undefined }[] {
  const targets = new Map((paths.match(/<Relationship\s[^>]*>/g) ?? []).map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]))
  const sheets = (book.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []).map((tag) => {
    const target = targets.get(attribute(tag, '(?:\\w+:)?id'))
    const path = target === undefined ? undefined : target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return { name: attribute(tag, 'name') ?? '', path, isHidden: /hidden/i.test(attribute(tag, 'state') ?? '') }
  })
  const shown = sheets.filter(({ isHidden }) => !isHidden)
  return shown.length > 0 ? shown : sheets
}
function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : withoutEntities(value)
}

/** Whoever colours a whole column gives a sheet a million rows without a value; its reader would take minutes over them. */
const withoutEmptyRows = (xml: string) => xml.replace(/<row\b[^>]*?(?:\/>|>(?:<c\b[^>]*\/>)*<\/row>)/g, '')

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const withoutEntities = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    name !== undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(decimal === undefined ? parseInt(hex!, 16) : Number(decimal)),
  )

/** A number as a person would type it: 4.91701234567E11 is a phone number. 1.234 gets a fourth place, or it would be read as a thousand. */
function numberText(text: string): string {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return String(value)
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text
}

/** Days come as moments in UTC. */
function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'boolean' || typeof cell === 'number' ? String(cell) : ''
}
