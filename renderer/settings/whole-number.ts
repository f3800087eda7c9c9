/** The whole number somebody typed, or null when it is none or lies outside. */
export function wholeNumber(text: string, from: number, to: number): number | null {
  const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : NaN
  return number >= from && number <= to ? number : null
}
