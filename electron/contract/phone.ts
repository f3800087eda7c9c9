// Without zod, so that the window can use it without carrying the contract's parsers.

/** The extension is said on the phone, not dialled; it stays in the number as typed. */
const EXTENSION = /\s*(?:,|;)?\s*(?:durchwahl|nebenstelle|apparat|dw|nst|app|ext|x)\s*\.?:?\s*(\d{1,6})\s*$/i
/** Digits and what people put between them. */
export const ONLY_NUMBER = /^[+(\d][\d\s()/.\-–]*$/

/** A number as typed, taken apart. `digits` come without 0 and +49 for a German one, with the country's code for one from abroad. */
export interface ReadPhone {
  isGerman: boolean
  digits: string
  /** Typed with +49 or 0049. */
  isInternational: boolean
  /** No area code was typed, so the shop's stands in. */
  isAreaAssumed: boolean
  /** Said on the phone, after "Durchwahl" and the like; not among the digits. */
  spokenExtension: string
}

/**
 * Reads a number as people type it. Without area code it gets the shop's, without country it is German; "(0)" is dropped (domain.md §12).
 * Null where it can be no number.
 * @param areaCode the shop's area code with its leading zero, or ''
 */
export function readPhone(typed: string, areaCode: string): ReadPhone | null {
  const text = typed.replace(EXTENSION, '').trim()
  if (!ONLY_NUMBER.test(text)) return null
  const isInternational = text.startsWith('+') || text.startsWith('00')
  const digits = text
    .replace(/^\+/, '00')
    .replace(/\(0\)/, isInternational ? '' : '0')
    .replace(/\D+/g, '')
  const read = { isGerman: true, isInternational, isAreaAssumed: false, spokenExtension: EXTENSION.exec(typed)?.[1] ?? '' }
  if (digits.startsWith('0049')) return { ...read, digits: digits.slice(4).replace(/^0/, '') }
  if (digits.startsWith('00')) return { ...read, isGerman: false, digits: digits.slice(2) }
  if (digits.startsWith('0')) return { ...read, digits: digits.slice(1) }
  if (areaCode === '' || digits.length < 3) return null
  return { ...read, digits: areaCode.replace(/\D+/g, '').replace(/^0/, '') + digits, isAreaAssumed: true }
}

/** German numbers have no fixed length; 5 to 13 digits with the area code are dialled as they stand. */
export const isGermanNumber = (digits: string) => /^[1-9]\d{4,12}$/.test(digits)

/** How long the area code is, by how a number begins: Google's libphonenumber, the German formats of its metadata. */
const AREA_LENGTHS: readonly (readonly [length: number, start: RegExp])[] = [
  [2, /^(?:3[02]|40|[68]9)/],
  [3, /^(?:2(?:0[1-389]|12[0-8])|3(?:[35-9][15]|4[015])|906|2(?:[13][14]|2[18])|(?:2[4-9]|4[2-9]|[579][1-9]|[68][1-8])1)/],
  [
    4,
    /^(?:[24-6]|3(?:3(?:0[1-467]|2[127-9]|3[124578]|7[1257-9]|8[1256]|9[145])|4(?:2[135]|4[13578]|9[1346])|5(?:0[14]|2[1-3589]|6[1-4]|7[13468]|8[13568])|6(?:2[1-489]|3[124-6]|6[13]|7[12579]|8[1-356]|9[135])|7(?:2[1-7]|4[145]|6[1-5]|7[1-4])|8(?:21|3[1468]|6|7[1467]|8[136])|9(?:0[12479]|2[1358]|4[134679]|6[1-9]|7[136]|8[147]|9[1468]))|70[2-8]|8(?:0[2-9]|[1-8])|90[7-9]|[79][1-9]|3[68]4[1347]|3(?:47|60)[1356]|3(?:3[46]|46|5[49])[1246]|3[4579]3[1357])/,
  ],
  [5, /^3/],
  [4, /^15[1279]/],
  [5, /^15/],
  [3, /^(?:1[3678]|8|9|7)/],
]
/** 0180 5 123456: the digit after these tells what the call costs. */
const WITH_PRICE = /^(?:180|900)$/
const MOBILE = /^1[5-7]/
const COUNTRY = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/**
 * A number as DIN 5008 writes it: `089 1234567`, `+49 89 1234567`, with extension `089 12345-67`. What can be no number, such as
 * `0800 PIZZA` or `110`, stays as typed.
 */
export function phoneShown(typed: string, areaCode: string): { text: string; isAreaAssumed: boolean } {
  const read = readPhone(typed, areaCode)
  if (!read) return { text: typed, isAreaAssumed: false }
  const extension = read.spokenExtension === '' ? '' : `-${read.spokenExtension}`
  if (!read.isGerman) return { text: abroadShown(typed, read.digits) + extension, isAreaAssumed: false }
  if (!isGermanNumber(read.digits)) return { text: typed, isAreaAssumed: false }
  const length = AREA_LENGTHS.find(([, start]) => start.test(read.digits))?.[0] ?? 0
  const area = read.digits.slice(0, length)
  const subscriber = read.digits.slice(length)
  const dashed = extension || MOBILE.test(read.digits) ? '' : typedExtension(typed, subscriber)
  const number = subscriber.slice(0, subscriber.length - dashed.length) + (dashed === '' ? extension : `-${dashed}`)
  const parts = WITH_PRICE.test(area) ? [area, number.slice(0, 1), number.slice(1)] : [area, number]
  return { text: (read.isInternational ? '+49 ' : '0') + parts.filter(Boolean).join(' '), isAreaAssumed: read.isAreaAssumed }
}

/** What stands after the last dash, unless that dash only parts area code and number. */
function typedExtension(typed: string, subscriber: string): string {
  const digits = /\d\s*[-–]\s*(\d{1,6})\s*$/.exec(typed)?.[1] ?? ''
  return subscriber.length - digits.length >= 2 ? digits : ''
}

/** Groups stay as typed, since each country parts its numbers in its own way; only the country's code stands alone. */
function abroadShown(typed: string, digits: string): string {
  const country = COUNTRY.exec(digits)?.[0] ?? ''
  const rest = typed
    .replace(EXTENSION, '')
    .trim()
    .replace(/^\+|^00/, '')
    .replace(/\(0\)/, ' ')
    .replace(/[()/.\-–\s]+/g, ' ')
    .trim()
  return `+${country} ${afterDigits(rest, country.length).trim()}`
}
function afterDigits(text: string, count: number): string {
  let at = 0
  for (let left = count; left > 0 && at < text.length; at++) if (/\d/.test(text[at]!)) left -= 1
  return text.slice(at)
}
