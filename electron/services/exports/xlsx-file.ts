import { daysBetween } from '#contract'
import type { IsoDate } from '#contract'
import { birthdayText } from './export-columns.ts'
import type { ExportRow, TableColumn } from './export-columns.ts'
import { exportWords } from './export-words.ts'
import type { ExportLanguage } from './export-words.ts'
import type { ZipEntry, ZipWriter } from './zip-file.ts'

/** Rows of a worksheet, the header among them. */
export const MOST_ROWS = 1_048_576

/**
 * An Excel file (ECMA-376) that is written row by row: real days and amounts, texts as texts, so that no zero in front of a phone
 * number is lost; the first row bold and fixed. write-excel-file builds the whole sheet in memory (measured: 980 MB and 10 s for
 * 100,000 rows of 14 columns), so the few parts of the format that a table needs are written here.
 */
export function xlsxWriter(zip: ZipWriter, columns: readonly TableColumn[], language: ExportLanguage) {
  for (const [name, content] of Object.entries(fixedParts(exportWords[language].sheet))) {
    const entry = zip.entry(name)
    entry.write(content)
    entry.end()
  }
  const sheet: ZipEntry = zip.entry('xl/worksheets/sheet1.xml')
  let number = 0
  const letters = columns.map((_, index) => columnLetters(index))
  const add = (cells: readonly string[]) => void sheet.write(`<row r="${++number}">${cells.join('')}</row>`)
  const cell = (index: number, style: number, rest: string) => `<c r="${letters[index]}${number + 1}" s="${style}"${rest}`
  const text = (index: number, style: number, value: string) =>
    value === '' ? '' : cell(index, style, ` t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`)

  sheet.write(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
      `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<cols>${columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`,
  )
  add(columns.map(({ header }, index) => text(index, STYLE.head, header)))
  return {
    row(row: ExportRow): void {
      add(
        columns.map(({ kind, of }, index) => {
          const value = of(row)
          if (value === null) return ''
          if (kind === 'text') return text(index, STYLE.text, String(value))
          if (kind === 'birthday' && (value as string) < FIRST_DAY) return text(index, STYLE.text, birthdayText(String(value), language))
          const isDay = kind === 'day' || kind === 'birthday'
          const figure = isDay ? daysBetween(DAY_ZERO, value as IsoDate) : kind === 'money' ? Number(value) / 100 : Number(value)
          return cell(index, STYLE[kind], `><v>${figure}</v></c>`)
        }),
      )
    },
    end(): void {
      sheet.write('</sheetData></worksheet>')
      sheet.end()
    },
  }
}

/** Day 0 of a spreadsheet, and the first from which all of them count alike; a day without a year sorts before it as well. */
const DAY_ZERO = '1899-12-30' as IsoDate
const FIRST_DAY = '1900-03-01'
/** Places in cellXfs below. */
const STYLE = { decimal: 0, head: 1, text: 2, day: 3, birthday: 3, money: 4, number: 5 } as const
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

function fixedParts(sheetName: string): Record<string, string> {
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`
  const relations = (all: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}${type('/xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'styles', 'styles.xml')),
    'xl/styles.xml':
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts>` +
      `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
      `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
      `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
      `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">` +
      `${format(0, 0)}${format(0, 1)}${format(49, 0)}${format(14, 0)}${format(164, 0)}${format(1, 0)}</cellXfs>` +
      `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  }
}
const format = (number: number, font: number) =>
  `<xf numFmtId="${number}" fontId="${font}" fillId="0" borderId="0" xfId="0"${number > 0 ? ' applyNumberFormat="1"' : ''}${font > 0 ? ' applyFont="1"' : ''}/>`

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeXml = (text: string) =>
  text
    .replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => NAMED[sign]!)

/** A, B, … Z, AA, AB, … */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
