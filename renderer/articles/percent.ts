import { formatNumber, language, tt } from '../words.ts'

/** Basis points as `37,5 %`. */
export const percentWords = (basisPoints: number): string => tt('articles.percent', { percent: formatNumber(basisPoints / 100) })

/** Reads `40`, `37,5` or `37.5 %` as basis points. Null when empty; undefined when it is no share between nothing and all. */
export function readPercent(text: string): number | null | undefined {
  const bare = text.replace(/[\s\u00a0%]/g, '').replace(',', '.')
  if (bare === '') return null
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(bare)) return undefined
  const basisPoints = Math.round(Number(bare) * 100)
  return basisPoints <= 10_000 ? basisPoints : undefined
}
/** As it stands in a field. */
export const writePercent = (basisPoints: number | null): string =>
  basisPoints === null ? '' : String(basisPoints / 100).replace('.', language.value === 'de' ? ',' : '.')

/** Reads days of a demand. Null when empty; undefined when they are none. */
export function readDays(text: string): number | null | undefined {
  const bare = text.trim()
  if (bare === '') return null
  const days = /^\d{1,4}$/.test(bare) ? Number(bare) : 0
  return days >= 1 && days <= 3650 ? days : undefined
}
export const writeDays = (days: number | null): string => (days === null ? '' : String(days))
