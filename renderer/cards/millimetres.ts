import { FURTHEST_OFFSET_MM } from '#contract'

/** Reads `0,4`, `+0.4`, `−0,2 mm` in steps of a tenth; null when it says nothing usable. */
export function readMillimetres(text: string): number | null {
  const plain = text.replace('−', '-').replace(',', '.').replace(/mm$/i, '').replaceAll(' ', '')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const value = inTenths(Number(plain))
  return Math.abs(value) <= FURTHEST_OFFSET_MM ? value : null
}

/** A tenth of a millimetre further, within bounds. */
export const stepped = (value: number, by: number): number => Math.max(-FURTHEST_OFFSET_MM, Math.min(FURTHEST_OFFSET_MM, inTenths(value + by)))

const inTenths = (value: number) => Math.round(value * 10) / 10 || 0
