/** What cells of a list of articles say. Each answers undefined for what it cannot read. */

/** "1.299,00 €", "1,299.00", "12,5" or "3,-" in cents. */
export function centsOf(text: string): number | undefined {
  const plain = text
    .replace(/€|eur(o)?/gi, '')
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/[.,][-–—]{1,2}$/, '')
  const number = decimalOf(plain)
  if (number === undefined || number < 0) return undefined
  const cents = Math.round(number * 100)
  return cents <= 9_999_999_999 && Math.abs(cents - number * 100) < 1e-4 ? cents : undefined
}

/** The last of comma and point cuts off the fraction; a point before three digits alone groups thousands, as in German. */
function decimalOf(plain: string): number | undefined {
  if (/^\d+$/.test(plain)) return Number(plain)
  if (/^\d{1,3}(\.\d{3})+(,\d*)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(,\d{3})+\.\d*$/.test(plain) || /^\d{1,3}(,\d{3}){2,}$/.test(plain)) return Number(plain.replaceAll(',', ''))
  return /^\d*[.,]\d+$/.test(plain) ? Number(plain.replace(',', '.')) : undefined
}

const VAT_WORDS: Readonly<Record<string, number>> = {
  voll: 1900,
  normal: 1900,
  regulär: 1900,
  standard: 1900,
  ermäßigt: 700,
  reduziert: 700,
  reduced: 700,
  frei: 0,
  steuerfrei: 0,
  ohne: 0,
  exempt: 0,
  none: 0,
}
export const vatOf = (text: string): number | undefined => VAT_WORDS[text.trim().toLowerCase()] ?? shareOf(text)

/** "19 %", "7,0" or "0,19" in basis points; below one without a sign of percent it is the share itself. */
export function shareOf(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '')
  const digits = plain.replace(/%$/, '')
  if (!/^\d+([.,]\d+)?$/.test(digits)) return undefined
  const number = Number(digits.replace(',', '.'))
  const percent = plain === digits && number > 0 && number < 1 ? number * 100 : number
  const points = Math.round(percent * 100)
  return points <= 10_000 ? points : undefined
}

/** "30" or "30 Tage". */
export function daysOf(text: string): number | undefined {
  const days = Number(/^(\d{1,4})\s*(?:t|d|tage?|days?)?\.?$/i.exec(text.trim())?.[1])
  return days >= 1 && days <= 3650 ? days : undefined
}

const YES = new Set(['ja', 'j', 'x', '1', 'wahr', 'yes', 'y', 'true', '✓'])
const NO = new Set(['nein', 'n', '0', 'falsch', 'no', 'false', '-', '–'])
export function yesNoOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : undefined
}
