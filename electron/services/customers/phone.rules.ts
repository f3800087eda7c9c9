import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { isGermanNumber, readPhone } from '#contract'

/**
 * The number as E.164, or null where it cannot be one.
 * @param areaCode the shop's area code with its leading zero, or ''
 */
export function phoneNormal(typed: string, areaCode: string): string | null {
  const read = readPhone(typed, areaCode)
  if (!read) return null
  if (!read.isGerman) return abroad(`+${read.digits}`)
  // The library agrees on German numbers, at a tenth of the speed.
  return isGermanNumber(read.digits) ? `+49${read.digits}` : null
}

function abroad(international: string): string | null {
  const number = parsePhoneNumberFromString(international)
  return number?.isPossible() ? number.number : null
}

/** Whether there is anything to dial at all. */
export const hasDigit = (text: string) => /\d/.test(text)

/** One @ with something on either side and no blanks: enough to catch what is no address, and to refuse none that works. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text)
