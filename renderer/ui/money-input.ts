import type { Cents } from '#contract'

const LARGEST = 9_999_999_999

/** Reads what people type for an amount: `12,50`, `12.50`, `1.234,50`, `1 234`, `-4,99 €`. Undefined when it is no amount; null when empty. */
export function readCents(text: string): Cents | null | undefined {
  const bare = text.replace(/[\s€']/g, '').replace('−', '-')
  if (bare === '') return null
  const parts = /^(-?)([\d.,]*)$/.exec(bare)
  if (!parts) return undefined
  const [, sign = '', figures = ''] = parts
  // The last mark followed by at most two figures is the decimal one; three figures mean thousands, set off by the other mark.
  const [, whole = figures, mark = '', decimals = ''] = /^(.*?)([.,])(\d{0,2})$/.exec(figures) ?? []
  if (!/^(\d+|\d{1,3}([.,])\d{3}(\2\d{3})*)?$/.test(whole) || (mark !== '' && whole.includes(mark)) || (whole === '' && decimals === ''))
    return undefined
  const cents = Number(whole.replace(/[.,]/g, '') || '0') * 100 + Number(decimals.padEnd(2, '0'))
  return cents > LARGEST ? undefined : ((sign === '-' && cents > 0 ? -cents : cents) as Cents)
}

/** An amount as it stands in the field while it is not being typed: `1.234,50`. */
export const writeCents = (cents: Cents | null, locale: string): string =>
  cents === null ? '' : new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100)
