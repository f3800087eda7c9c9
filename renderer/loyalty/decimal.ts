import { language } from '../words.ts'

/** Reads `1,5` or `1.5`; null when it is no number. */
export function readDecimal(text: string): number | null {
  const bare = text.trim().replace(',', '.')
  return /^\d{1,7}(\.\d{1,4})?$/.test(bare) ? Number(bare) : null
}
/** As it stands in a field. */
export const writeDecimal = (value: number): string => String(value).replace('.', language.value === 'de' ? ',' : '.')
