// Without zod, so that the window can use it without carrying the contract's parsers.

const HOME = new Set(['', 'de', 'd', 'deu', 'deutschland', 'germany', 'brd'])

/** Whether a country as typed is Germany; left empty it is. */
export const isGermany = (country: string) => HOME.has(country.trim().toLowerCase().replace(/\.$/, ''))

/** A country as typed, in German: `AT` is Österreich, `Austria` stays as it is. */
export function countryName(country: string): string {
  const code = country.trim().toUpperCase()
  if (!/^[A-Z]{2}$/.test(code)) return country.trim()
  return new Intl.DisplayNames('de', { type: 'region', fallback: 'code' }).of(code) ?? code
}
