import { isCalendarDay } from './calendar.ts'

/**
 * Reads a number as people write it: `12,5`, `1.234,5`, `−3`, `1 234`. `decimal` is the mark of the reader's language; the other one
 * sets off thousands, unless what follows it cannot be that. Undefined when it is no number.
 */
export function readDecimal(text: string, decimal: ',' | '.' = ','): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace('−', '-')
  const [, sign = '', figures = ''] = /^([-+]?)([\d.,]+)$/.exec(bare) ?? []
  if (!/\d/.test(figures)) return undefined
  const thousands = decimal === ',' ? '.' : ','
  const isGrouped = (whole: string, mark: string) => new RegExp(`^\\d{1,3}(\\${mark}\\d{3})+$`).test(whole)
  const plain = (whole: string) => /^\d*$/.test(whole)
  const value = (whole: string, part: string) => {
    const number = Number(`${sign}${whole.replace(/[.,]/g, '') || '0'}.${part || '0'}`)
    return Number.isFinite(number) ? number : undefined
  }
  if (isGrouped(figures, thousands)) return value(figures, '')
  for (const [mark, other] of [
    [decimal, thousands],
    [thousands, decimal],
  ] as const) {
    const parts = figures.split(mark)
    const [whole = '', part = ''] = parts
    if (parts.length <= 2 && plain(part) && (plain(whole) || isGrouped(whole, other))) return value(whole, part)
  }
  return isGrouped(figures, decimal) ? value(figures, '') : undefined
}

/** Reads `2026-05-03`, `3.5.2026`, `03.05.26` or `3/5/2026` (day first) as `YYYY-MM-DD`; undefined when there is no such day. */
export function readCalendarDay(text: string): string | undefined {
  const bare = text.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(bare)
  const written = /^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})$/.exec(bare.replace(/\s+/g, ''))
  const [day, month, typed] = iso ? [iso[3], iso[2], iso[1]] : written ? [written[1], written[2], written[3]] : []
  if (day === undefined || month === undefined || typed === undefined) return undefined
  // Two figures: from 1950 to 2049.
  const year = typed.length === 4 ? Number(typed) : Number(typed) + (Number(typed) < 50 ? 2000 : 1900)
  if (!isCalendarDay(Number(day), Number(month), year)) return undefined
  return `${String(year).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const YES = new Set(['ja', 'j', 'yes', 'y', 'true', 'wahr', '1', 'x'])
const NO = new Set(['nein', 'n', 'no', 'false', 'falsch', '0'])
/** Reads ja/nein, yes/no, true/false, 1/0 and a cross; undefined for anything else. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : undefined
}
