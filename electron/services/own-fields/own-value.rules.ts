import { readCalendarDay, readDecimal, readYesNo } from '#contract'
import type { OwnField, OwnFieldKind, OwnValue, OwnValuesInput, Reason } from '#contract'
import { AppError } from '../../database/app-error.ts'

type Field = Pick<OwnField, 'kind' | 'choices'>
/** How a value lies in its two columns. */
export interface StoredValue {
  text: string | null
  number: number | null
}

const LARGEST = 1e12
const isNumber = (value: number) => Number.isFinite(value) && Math.abs(value) <= LARGEST

/** What a text says for a field; null when it is empty, undefined when the field cannot hold it. */
export function readOwnText(text: string, { kind, choices }: Field): OwnValue | null | undefined {
  const bare = text.trim()
  if (bare === '') return null
  switch (kind) {
    case 'text':
      return bare
    case 'number': {
      const number = readDecimal(bare)
      return number !== undefined && isNumber(number) ? number : undefined
    }
    case 'date':
      return readCalendarDay(bare)
    case 'choice':
      return choices.includes(bare) ? bare : choices.find((choice) => choice.toLowerCase() === bare.toLowerCase())
    case 'yes-no':
      return readYesNo(bare)
  }
}

/** A given value as the field holds it; null empties it, undefined means that it does not fit. */
export function fittingValue(value: OwnValuesInput[string], field: Field): OwnValue | null | undefined {
  if (value === null) return null
  if (typeof value === 'string') return readOwnText(value, field)
  if (typeof value === 'number') return field.kind === 'number' && isNumber(value) ? value : undefined
  return field.kind === 'yes-no' ? value : undefined
}

const REASONS = {
  text: 'own-value-text',
  number: 'own-value-number',
  date: 'own-value-date',
  choice: 'own-value-choice',
  'yes-no': 'own-value-yes-no',
} as const satisfies Record<OwnFieldKind, Reason>

/** Says which field a value does not fit. */
export function unfitting(value: OwnValuesInput[string], { id, name, kind, choices }: OwnField): AppError {
  return new AppError('invalid', REASONS[kind], { fieldId: id, name, value: String(value).slice(0, 80), choices: choices.slice(0, 8).join(', ') })
}

export const storedFrom = (value: OwnValue): StoredValue =>
  typeof value === 'string' ? { text: value, number: null } : { text: null, number: Number(value) }

export function valueFrom(kind: OwnFieldKind, { text, number }: StoredValue): OwnValue {
  if (kind === 'yes-no') return number === 1
  return text ?? number ?? ''
}

/** Trimmed, without empty ones, each once whatever its case. */
export function distinctChoices(choices: readonly string[]): string[] {
  const found = new Map<string, string>()
  for (const choice of choices) if (choice !== '' && !found.has(choice.toLowerCase())) found.set(choice.toLowerCase(), choice)
  return [...found.values()]
}
