// Without zod, so that the window can use it without carrying the contract's parsers.

/** Each placeholder by its German name, with its other names (folded) and where its value is entered. */
export const placeholders = {
  Anrede: { also: ['greeting', 'salutation'], from: 'customer' },
  Vorname: { also: ['firstname'], from: 'customer' },
  Nachname: { also: ['lastname', 'surname'], from: 'customer' },
  Firma: { also: ['firm', 'company'], from: 'customer' },
  Ort: { also: ['city', 'town'], from: 'customer' },
  Kundennummer: { also: ['customernumber', 'number'], from: 'customer' },
  Kartennummer: { also: ['cardnumber', 'card'], from: 'card' },
  Punkte: { also: ['points'], from: 'card' },
  LetzterEinkauf: { also: ['lastpurchase'], from: 'purchase' },
  Shop: { also: ['geschäft', 'laden'], from: 'settings' },
  ShopTelefon: { also: ['shopphone'], from: 'settings' },
  ShopEmail: { also: ['shopmail'], from: 'settings' },
  Inhaber: { also: ['owner', 'inhaberin'], from: 'settings' },
  Tag: { also: ['day', 'date', 'datum'], from: 'calendar' },
} as const satisfies Record<string, { also: readonly string[]; from: 'customer' | 'card' | 'purchase' | 'settings' | 'calendar' }>
export type Placeholder = keyof typeof placeholders
export const placeholderNames = Object.keys(placeholders) as Placeholder[]

export type TextPart = { kind: 'text'; text: string } | { kind: 'placeholder'; name: Placeholder } | { kind: 'unknown'; text: string }

const fold = (name: string) =>
  name
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[\s_-]/g, '')
const byName = new Map(
  placeholderNames.flatMap((name) => [[fold(name), name] as const, ...placeholders[name].also.map((other) => [fold(other), name] as const)]),
)

/** The parts of a text. A brace that names no placeholder is unknown: braces have no other use in what goes to customers. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  const found = /\{([^{}\n]*)\}|[{}]/g
  let end = 0
  for (const match of text.matchAll(found)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) })
    end = match.index + match[0].length
    const name = byName.get(fold(match[1] ?? ''))
    parts.push(name ? { kind: 'placeholder', name } : { kind: 'unknown', text: match[0] })
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}

/** What stands in braces and means nothing, each once. */
export const unknownPlaceholders = (...texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap(textParts).flatMap((part) => (part.kind === 'unknown' ? [part.text] : []))),
]

/** How a value that is missing shows in a preview; sending refuses it. */
export const gapFor = (name: string): string => `‹${name}›`
/** The first gap or placeholder that was left in a finished text; null when there is none. */
export function leftOpen(...texts: readonly string[]): Placeholder | null {
  for (const text of texts) {
    for (const match of text.matchAll(/‹([^‹›\n]*)›|\{([^{}\n]*)\}/g)) {
      const name = byName.get(fold(match[1] ?? match[2] ?? ''))
      if (name) return name
    }
  }
  return null
}
