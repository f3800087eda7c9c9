import { shownCode } from '#contract'
import type { Settings, Voucher } from '#contract'

interface PrintedWords {
  title: string
  /** The value, large. */
  value: string
  lines: string[]
  code: string
}
type Words = Record<'value' | 'percent' | 'amount' | 'reward' | 'referral', string> & {
  valid(from: string | null, to: string): string
  minBasket(amount: string): string
  owner(name: string): string
  once: string
  notPriceBound: string
  rest: string
}
/** What stands on paper; the shop's own language. */
const WORDS: Record<Settings['language'], Words> = {
  de: {
    value: 'Geschenkgutschein',
    percent: 'Gutschein',
    amount: 'Gutschein',
    reward: 'Ihre Prämie',
    referral: 'Danke für Ihre Empfehlung',
    valid: (from, to) => (from === null ? `Gültig bis ${to}` : `Gültig vom ${from} bis ${to}`),
    minBasket: (amount) => `Ab einem Einkauf von ${amount}`,
    owner: (name) => `Für ${name}`,
    once: 'Für einen Einkauf; keine Barauszahlung',
    notPriceBound: 'Nicht auf preisgebundene Bücher und Gutscheine',
    rest: 'In Teilen einlösbar, ein Rest bleibt erhalten; keine Barauszahlung',
  },
  en: {
    value: 'Gift voucher',
    percent: 'Voucher',
    amount: 'Voucher',
    reward: 'Your reward',
    referral: 'Thank you for recommending us',
    valid: (from, to) => (from === null ? `Valid until ${to}` : `Valid from ${from} to ${to}`),
    minBasket: (amount) => `From a purchase of ${amount}`,
    owner: (name) => `For ${name}`,
    once: 'For one purchase; no cash value',
    notPriceBound: 'Not for books with fixed prices or vouchers',
    rest: 'Can be used in parts, the rest stays on it; no cash value',
  },
}
const LOCALES = { de: 'de-DE', en: 'en-GB' } as const

/** A voucher in the words of the paper. */
export function voucherWords(voucher: Voucher, language: Settings['language']): PrintedWords {
  const words = WORDS[language]
  const money = (cents: number) => new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency: 'EUR' }).format(cents / 100)
  const day = (iso: string) => {
    const [year, month, date] = iso.split('-')
    return language === 'de' ? `${date}.${month}.${year}` : `${date}/${month}/${year}`
  }
  const percent = (bp: number) => `${new Intl.NumberFormat(LOCALES[language]).format(bp / 100)}\u202f%`
  const { kind, rateBp, valueCents, openCents, startsOn, issuedOn, expiresOn, minBasketCents, ownerName, text } = voucher
  const value = rateBp !== null ? `–${percent(rateBp)}` : valueCents !== null ? money(openCents ?? valueCents) : text
  const isGift = rateBp === null && valueCents === null
  return {
    title: words[kind],
    value,
    lines: [
      ...(text !== '' && !isGift ? [text] : []),
      ...(ownerName === '' ? [] : [words.owner(ownerName)]),
      words.valid(startsOn > issuedOn ? day(startsOn) : null, day(expiresOn)),
      ...(minBasketCents > 0 ? [words.minBasket(money(minBasketCents))] : []),
      kind === 'value' ? words.rest : words.once,
      ...(kind === 'value' || isGift ? [] : [words.notPriceBound]),
    ],
    code: shownCode(voucher.code),
  }
}
