import { LINE_COLUMN, REASON_COLUMN } from './failed-rows.ts'
import { hash53 } from './fingerprint.ts'
import { foldHeader } from './header-match.ts'

const OWN_COLUMNS = new Set([LINE_COLUMN, REASON_COLUMN].map(foldHeader))

/**
 * By what a file with the same columns is known again: their names, however they are spelled. The two columns that our own file of
 * rows that stayed out adds at the end do not count, so that it is read as the file it came from.
 */
export function signatureOf(header: readonly string[]): string {
  const names = header.map(foldHeader)
  while (names.length > 0 && (names.at(-1) === '' || OWN_COLUMNS.has(names.at(-1)!))) names.pop()
  return `${names.length}-${hash53(names.join('|')).toString(36)}`
}
