/** A card's own lines, in the order in which they stand on its front. */
export interface CardLine {
  kind: 'number' | 'since' | 'tier'
  /** What stands before the value: "Kunde seit". */
  label: string
}
export interface CardLogo {
  /** As a `data:` address. */
  source: string
  /** Beside the shop's name, or in its place. */
  place: 'beside' | 'instead'
}
/** How cards of one design look, ready to be drawn. */
export interface CardLook {
  shopName: string
  subtitle: string
  /** What the card calls itself. */
  title: string
  /** The group whose card it is; '' for the usual one. */
  club: string
  color: string
  /** A strip along the lower edge of the front; '' for none. */
  accent: string
  backText: string
  hasName: boolean
  lines: readonly CardLine[]
  logo: CardLogo | null
}
/** What stands on one card; '' for what is not known, and for everything of somebody who is not known yet. */
export interface CardText {
  number: string
  name: string
  /** The year since which its owner has been a customer. */
  since: string
  /** The tier it has reached. */
  tier: string
}

/** `2 000000 418254`, as EAN digits stand below their bars. */
export const groupedNumber = (number: string): string => `${number.slice(0, 1)} ${number.slice(1, 7)} ${number.slice(7)}`

/** The lines of a card that have something to say: "Kunde seit 2019", "2 000000 418254". */
export function linesOfCard(card: CardText, { lines }: Pick<CardLook, 'lines'>): string[] {
  return lines.flatMap(({ kind, label }) => {
    const value = kind === 'number' ? groupedNumber(card.number) : card[kind]
    return value === '' ? [] : [[label, value].filter((part) => part !== '').join(' ')]
  })
}
