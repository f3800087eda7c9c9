import type { ImportOrigin } from '#contract'
import { foldHeader } from './header-match.ts'

/** Columns that only one program's list has; so many of them make it that program's. */
const PROGRAMS: readonly { origin: ImportOrigin; least: number; names: string }[] = [
  {
    origin: 'lexware',
    least: 2,
    names:
      'Matchcode|Lief-Nr beim Kunden|Lieferart|Preisgruppe|Steuerbare Umsätze|Liefer. Telefon 3|Liefer. Name|Liefer. Firma|Umsatzsteuer ID|Straße 1|Adresszusatz 1|Firmenname|Vorname Ansprechpartner|Nachname Ansprechpartner|Skontotage|Mahnstufe|Debitoren-Nr.',
  },
  {
    origin: 'orgamax',
    least: 2,
    names:
      'Laenderkuerzel|Nettorechnung|Individuell1|Individuell2|Individuell3|Kundenkategorie|Briefanrede|Anmerkungen|Debitorennummer|Zahlungsbedingung|Interessent|Name1|Name2|Kundennr|Firmenzusatz',
  },
]
const LANGUAGES: Readonly<Record<string, ImportOrigin>> = {
  'outlook-de': 'outlook',
  'outlook-en': 'outlook',
  google: 'google',
  'thunderbird-de': 'thunderbird',
  'thunderbird-en': 'thunderbird',
  'live-de': 'windows-live',
  'live-en': 'windows-live',
  yahoo: 'yahoo',
}

/** Which program wrote a table, by the names of its columns; null where several could have. */
export function tableOrigin(header: readonly string[], language: string | null): ImportOrigin | null {
  const byLanguage = language === null ? undefined : LANGUAGES[language]
  if (byLanguage) return byLanguage
  const names = new Set(header.map(foldHeader))
  const counted = PROGRAMS.map(({ origin, least, names: known }) => {
    const count = known.split('|').filter((name) => names.has(foldHeader(name))).length
    return { origin, count: count < least ? 0 : count }
  }).toSorted((a, b) => b.count - a.count)
  const [best, next] = counted
  return best && best.count > 0 && best.count > (next?.count ?? 0) ? best.origin : null
}

/** Which program wrote cards, by its signature or by properties that only it writes. */
export function cardOrigin(text: string): ImportOrigin | null {
  const product = /^PRODID:(.*)$/im.exec(text)?.[1] ?? ''
  if (/apple/i.test(product)) return 'apple'
  if (/outlook|microsoft/i.test(product) || /^X-MS-/im.test(text)) return 'outlook'
  if (/google/i.test(product) || /^PHOTO[^\n]*googleusercontent/im.test(text)) return 'google'
  if (/thunderbird|mozilla/i.test(product) || /^X-MOZILLA-/im.test(text)) return 'thunderbird'
  if (/^X-ANDROID-CUSTOM/im.test(text)) return 'android'
  // Google signs nothing, but writes how names sound, and labels in Apple's way.
  if (product === '' && /^X-PHONETIC-(?:FIRST|LAST)-NAME/im.test(text)) return 'google'
  return /^X-AB(?:ADR|SHOWAS|UID|RELATEDNAMES)|^item\d+\.X-ABLABEL/im.test(text) ? 'apple' : null
}
