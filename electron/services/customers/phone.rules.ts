import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** The extension is said on the phone, not dialled; it stays in the number as typed. */
const EXTENSION = /\s*(?:,|;)?\s*(?:durchwahl|nebenstelle|apparat|dw|nst|app|ext|x)\s*\.?:?\s*\d{1,6}\s*$/i
/** Digits and what people put between them. */
export const ONLY_NUMBER = /^[+(\d][\d\s()/.\-–]*$/

/**
 * The number as E.164, or null where it cannot be one. Numbers without area code get the shop's, numbers without country are German;
 * "(0)" is dropped (domain.md §12).
 * @param areaCode the shop's area code with its leading zero, or ''
 */
export function phoneNormal(typed: string, areaCode: string): string | null {
  const text = typed.replace(EXTENSION, '').trim()
  if (!ONLY_NUMBER.test(text)) return null
  const digits = text
    .replace(/^\+/, '00')
    .replace(/\(0\)/, text.startsWith('+') || text.startsWith('00') ? '' : '0')
    .replace(/\D+/g, '')
  if (digits.startsWith('0049')) return german(digits.slice(4).replace(/^0/, ''))
  if (digits.startsWith('00')) return abroad(`+${digits.slice(2)}`)
  if (digits.startsWith('0')) return german(digits.slice(1))
  return areaCode === '' || digits.length < 3 ? null : german(areaCode.replace(/\D+/g, '').replace(/^0/, '') + digits)
}

/** German numbers have no fixed length; 5 to 13 digits with the area code are dialled as they stand. The library agrees, at a tenth of the speed. */
function german(national: string): string | null {
  return /^[1-9]\d{4,12}$/.test(national) ? `+49${national}` : null
}

function abroad(international: string): string | null {
  const number = parsePhoneNumberFromString(international)
  return number?.isPossible() ? number.number : null
}

/** Whether there is anything to dial at all. */
export const hasDigit = (text: string) => /\d/.test(text)

/** One @ with something on either side and no blanks: enough to catch what is no address, and to refuse none that works. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text)
