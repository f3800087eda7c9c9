import { readDecimal } from '#contract'
import type { IsoDate, OwnField, OwnValue } from '#contract'
import { formatDay, language, tt } from '../words.ts'

const formats = {
  de: new Intl.NumberFormat('de-DE', { maximumFractionDigits: 10 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10 }),
}
/** `1.234,5`, with as many figures as were entered. */
export const formatDecimal = (value: number): string => formats[language.value].format(value).replace('-', '−')
/** What was typed, in the way of the language on screen; undefined when it is no number. */
export const readTypedNumber = (text: string): number | undefined => readDecimal(text, language.value === 'de' ? ',' : '.')

export const isIsoDay = (value: unknown): value is IsoDate => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** A value as its field shows it. */
export function ownValueWords({ kind }: Pick<OwnField, 'kind'>, value: OwnValue): string {
  if (typeof value === 'boolean') return tt(value ? 'ownFields.yes' : 'ownFields.no')
  if (typeof value === 'number') return formatDecimal(value)
  return kind === 'date' && isIsoDay(value) ? formatDay(value) : value
}

/** A value from the text that the memory of changes keeps of it. */
export function storedOwnValue({ kind }: Pick<OwnField, 'kind'>, stored: string): OwnValue {
  if (kind === 'yes-no') return Number(stored) === 1
  return kind === 'number' ? Number(stored) : stored
}
