export type DecimalSign = ',' | '.'

const CURRENCY = /€|\$|£|eur(?:o)?|chf|usd|gbp/gi
const BLANKS = /[\s\u00a0\u202f'’]/g
const PLAIN = /^-?\d{1,12}$/

/** Without currency, blanks and the form of its minus; `isNegative` for -5, 5- and (5). */
function bare(cell: string): { digits: string; isNegative: boolean } {
  const text = cell.replace(CURRENCY, '').replace(BLANKS, '').replace(/[−–]/g, '-')
  const isNegative = /^-|-$|^\(.*\)$/.test(text)
  return { digits: text.replace(/^[-+(]+|[-)]+$/g, ''), isNegative }
}

/** Looks at all amounts of a column and decides which sign stands before the cents. */
export function decimalWatch() {
  const votes = { ',': 0, '.': 0 }
  /** Signs before exactly three digits, which could part thousands as well. */
  const unclear = { ',': 0, '.': 0 }
  return {
    observe(cell: string): void {
      const comma = cell.lastIndexOf(',')
      const point = cell.lastIndexOf('.')
      if (comma < 0 && point < 0) return
      if (comma >= 0 && point >= 0) {
        votes[comma > point ? ',' : '.']++
        return
      }
      const sign: DecimalSign = comma >= 0 ? ',' : '.'
      const { digits } = bare(cell)
      const [whole = '', fraction = '', ...more] = digits.split(sign)
      if (more.length > 0) votes[sign === ',' ? '.' : ',']++
      else if (fraction.length !== 3 || /^0*$/.test(whole)) votes[sign]++
      else unclear[sign]++
    },
    /** Null where no amount of the column tells. */
    decide: (): DecimalSign | null => (votes[','] === votes['.'] ? null : votes[','] > votes['.'] ? ',' : '.'),
    /** What 1.234 alone makes likely: it parts thousands. */
    guess: (): DecimalSign | null => (unclear[','] === unclear['.'] ? null : unclear['.'] > unclear[','] ? ',' : '.'),
  }
}

const FORMS: Record<DecimalSign, RegExp> = {
  ',': /^(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d*)?$/,
  '.': /^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?$/,
}

/** Reads an amount with the column's decimal sign; null where it is none. Exact up to four places, as a number. */
export function readAmount(cell: string, decimal: DecimalSign): number | null {
  if (PLAIN.test(cell)) return Number(cell)
  const { digits, isNegative } = bare(cell)
  if (!/\d/.test(digits) || !FORMS[decimal].test(digits)) return null
  const plain = decimal === ',' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '')
  const value = Number(plain)
  if (!Number.isFinite(value) || value > 1e11) return null
  return isNegative ? -value : value
}

/** Half away from zero. */
export const roundHalfAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value))

/** Quantity times unit price in cents, rounded once. The price may have four places, the quantity three. */
export function lineCents(quantityMilli: number, price: number): number {
  const product = Math.abs(quantityMilli) * Math.round(price * 10_000)
  return Math.sign(quantityMilli) * Math.floor((product + 50_000) / 100_000)
}
