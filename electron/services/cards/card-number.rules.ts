/** Digits of a card number: prefix 2, serial 9, two check digits (domain.md §12). */
const CARD_DIGITS = 13
const SERIAL_DIGITS = 9

/** What is wrong with a code, or the number it holds. */
export type ReadCode = { number: string } | { problem: 'card-number-length' | 'card-number-check' | 'card-number-prefix' }

/**
 * The 13 digits of a card: an EAN-13 of the range 20–29 that GS1 leaves to shops, with ISO 7064 MOD 11,10 inside.
 * GS1 alone misses a ninth of all swapped neighbours; both together find them all.
 */
export function cardNumber(prefix: string, serial: number): string {
  const payload = prefix + String(serial).padStart(SERIAL_DIGITS, '0')
  const inner = payload + mod11Ten(payload)
  return inner + gs1(inner)
}

/**
 * Reads what was scanned or typed: 13 digits, groups allowed, or the QR form `SK1:` and 13 digits. Any one sign may stand for
 * the colon, because a scanner set to another keyboard types it differently.
 */
export function readCode(code: string): ReadCode {
  const number = code.replace(/[\s.-]+/g, '').replace(/^SK1\D?(?=\d{13}$)/i, '')
  if (!/^\d+$/.test(number) || number.length !== CARD_DIGITS) return { problem: 'card-number-length' }
  if (gs1(number.slice(0, -1)) !== number.at(-1)) return { problem: 'card-number-check' }
  // A sound EAN of another range is no mistyped card but the code of some article.
  if (!number.startsWith('2')) return { problem: 'card-number-prefix' }
  return mod11Ten(number.slice(0, -2)) === number.at(-2) ? { number } : { problem: 'card-number-check' }
}

/** The serial in a number that `readCode` has accepted. */
export const serialOf = (number: string): number => Number(number.slice(2, 2 + SERIAL_DIGITS))

/** Check digit by ISO/IEC 7064, MOD 11,10 (hybrid system). */
export function mod11Ten(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

/** Check digit of a GTIN by the GS1 General Specifications: weights 3 and 1 from the right. */
export function gs1(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}
