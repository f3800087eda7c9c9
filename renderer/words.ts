import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Failure, IsoDate, Timestamp } from '#contract'
import type { Language } from '#words'
import { de } from '../words/de/index.ts'
import { addDays } from './ui/date-input.ts'
import { dayOnCalendar, dayToday } from './ui/today.ts'

type Sentences = typeof de
type Paths<T, P extends string = ''> = { [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Paths<T[K], `${P}${K}.`> }[keyof T & string]
/** 'customers.saved' and all other sentences that exist; a typo does not compile. */
export type WordKey = Paths<Sentences>
export type WordValues = Record<string, string | number>

export const i18n = createI18n({
  legacy: false,
  locale: 'de',
  fallbackLocale: 'de',
  // The other language comes when it is chosen.
  messages: { de } as unknown as Record<Language, Record<string, string>>,
  missingWarn: false,
  fallbackWarn: false,
})

// The library's own types unfold every key of every message, which is more than the compiler bears; `WordKey` does that job.
const { t, te } = i18n.global as {
  t(key: string, named: Record<string, unknown>, plural?: number): string
  te(key: string, locale: Language): boolean
}

/** The language on screen; whatever was worded with `tt` follows at once. */
export const language = computed<Language>(() => i18n.global.locale.value)

let wanted: Language = 'de'
/** Speaks a language from the next moment on, as soon as its words are there. */
export async function setLanguage(chosen: Language): Promise<void> {
  wanted = chosen
  if (chosen === 'en' && !i18n.global.availableLocales.includes('en')) {
    const { en } = await import('../words/en/index.ts')
    i18n.global.setLocaleMessage('en', en as unknown as Record<string, string>)
  }
  // Somebody may have changed their mind meanwhile.
  if (wanted !== chosen) return
  i18n.global.locale.value = chosen
  document.documentElement.lang = chosen
}

/**
 * The sentence for a key. Numbers are written as the language writes them (`1.204`); a value named `count` also chooses between the
 * forms of a sentence that has several (`1 Kunde | {count} Kunden`).
 */
export function tt(key: WordKey, values: WordValues = {}): string {
  return translate(key, values)
}

/** The sentence for a key that is made at run time, or the other one where there is none. */
export function ttOr(key: string, otherwise: WordKey, values: WordValues = {}): string {
  return translate(te(key, 'de') ? key : otherwise, values)
}

function translate(key: string, values: WordValues): string {
  const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? formatNumber(value) : value]))
  const count = values['count']
  return typeof count === 'number' ? t(key, written, count) : t(key, written)
}

const isDay = (value: string | number): value is IsoDate => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** What to tell the reader about a refused call. */
export function failureSentence(failure: Failure): string {
  const readable = Object.entries(failure.detail).map(([name, value]) => [name, readableDetail(name, value)])
  return ttOr(`failures.${failure.reason}`, 'failures.unexpected', Object.fromEntries(readable) as WordValues)
}

function readableDetail(name: string, value: string | number): string | number {
  if (typeof value === 'number') return name.endsWith('Cents') ? formatCents(value) : formatQuantity(value)
  return isDay(value) ? formatDay(value) : value
}

/** What a job is doing, by the name its work reports. */
export function jobPhase(phase: string): string {
  return ttOr(`jobs.${phase}`, 'jobs.working')
}

const locale = () => (language.value === 'de' ? 'de-DE' : 'en-GB')
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()
/** Formatters are slow to make, and lists need them for every row. */
function keep<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(name: string, make: (locale: string) => F): F {
  const key = `${locale()} ${name}`
  const found = kept.get(key) as F | undefined
  if (found) return found
  const made = make(locale())
  kept.set(key, made)
  return made
}
/** A true minus; the hyphen that Intl writes is too short beside figures. */
const withMinus = (text: string) => text.replace('-', '−')

/** `1.204`, `−3`. */
export const formatNumber = (value: number): string =>
  withMinus(keep('number', (l) => new Intl.NumberFormat(l, { maximumFractionDigits: 2 })).format(value))

/** Up to three places: `0,35`, `2`. */
export const formatQuantity = (value: number): string =>
  withMinus(keep('quantity', (l) => new Intl.NumberFormat(l, { maximumFractionDigits: 3 })).format(value))

/** `+79`, `−500`, `0`. */
export const formatSigned = (value: number): string => (value > 0 ? `+${formatNumber(value)}` : formatNumber(value))

/** Integer cents as `2.940,90 €`. */
export const formatCents = (cents: number): string =>
  withMinus(keep('euro', (l) => new Intl.NumberFormat(l, { style: 'currency', currency: 'EUR' })).format(cents / 100))

/** Bytes as `214,6 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const unit = units[step] ?? 'byte'
  const text = keep(unit, (l) => new Intl.NumberFormat(l, { style: 'unit', unit, maximumFractionDigits: step > 1 ? 1 : 0 })).format(
    bytes / 1000 ** step,
  )
  return text.replace(' ', '\u00a0') // the figure and its unit stay on one line
}

/** Calendar days are formatted in UTC, so that no time zone can move them. */
const asDate = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`)

/** `12.03.2026`; a missing day is a dash. */
export const formatDay = (day: IsoDate | null): string =>
  day === null
    ? '–'
    : keep('day', (l) => new Intl.DateTimeFormat(l, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' })).format(asDate(day))

/** `12.03.`, where the year is clear. */
export const formatDayShort = (day: IsoDate): string =>
  keep('short', (l) => new Intl.DateTimeFormat(l, { day: '2-digit', month: '2-digit', timeZone: 'UTC' })).format(asDate(day))

/** `12. März 2026`, for sentences. */
export const formatDayLong = (day: IsoDate): string =>
  keep('long', (l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })).format(asDate(day))

/** `12.03.2026, 18:04` in the time of this computer. */
export const formatDateTime = (at: Timestamp): string =>
  keep(
    'datetime',
    (l) => new Intl.DateTimeFormat(l, { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
  ).format(new Date(at))

/** `18:04`. */
export const formatTime = (at: Timestamp): string =>
  keep('time', (l) => new Intl.DateTimeFormat(l, { hour: '2-digit', minute: '2-digit' })).format(new Date(at))

/** The calendar day of a moment on this computer. */
export const dayOf = (at: Timestamp): IsoDate => dayOnCalendar(new Date(at))

/** `heute, 18:04`, `gestern, 18:04`, else `10.03.2026, 18:11`. */
export function formatWhen(at: Timestamp): string {
  const today = dayToday()
  const day = dayOf(at)
  if (day === today) return `${tt('common.today')}, ${formatTime(at)}`
  return day === addDays(today, -1) ? `${tt('common.yesterday')}, ${formatTime(at)}` : formatDateTime(at)
}
