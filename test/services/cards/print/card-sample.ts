import type { CardLayout } from '../../../../electron/services/cards/print/card-document.ts'
import type { CardLook, CardText } from '../../../../electron/services/cards/print/card-look.ts'
import { cardDocument } from '../../../../electron/services/cards/print/card-document.ts'
import { loadCodeMaker } from '../../../../electron/services/cards/print/codes.ts'
import { printFonts } from '../../../../electron/services/cards/print/print-fonts.ts'
import type { PrintDocument } from '../../../../electron/services/cards/print/print-page.ts'

/** A number of the shop's form with a right EAN check digit; the check of MOD 11,10 is not the printer's business. */
export function numberOf(serial: number): string {
  const twelve = `20${String(serial).padStart(10, '0')}`
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${twelve}${(10 - (sum % 10)) % 10}`
}

export const look: CardLook = {
  shopName: 'Zweirad Lindner',
  subtitle: 'Münster, seit 1987',
  title: 'Kundenkarte',
  club: '',
  color: '#1f4d4a',
  accent: '',
  backText: 'Bitte bei jedem Einkauf vorzeigen. 1 € = 1 Punkt, 1 Punkt = 1 Cent.',
  hasName: true,
  lines: [],
  logo: null,
}

/** Names that break careless layouts: long ones with and without spaces, markup, quotes, emoji, other scripts. */
export const hardNames = [
  'Miriam Tölle',
  'W'.repeat(120),
  'Großhandelsgesellschaft für handgefertigte Lastenfahrräder und Zubehör Müller-Lüdenscheidt & Söhne GmbH & Co. KG Münster',
  "<b>Robert\"); drop table</b> & 'Söhne'",
  'Dilara Koç-Şahin 🚲👩‍👩‍👧‍👦 Yıldız',
  'محمد عبد الرحمن بن عبد العزيز آل سعود',
  'Nguyễn Thị Minh Khai',
  'Ω',
  '山田太郎株式会社国際自転車販売店'.repeat(5),
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
]

export const manyCards = (count: number, names: readonly string[] = hardNames): CardText[] =>
  Array.from({ length: count }, (_, index) => ({
    number: numberOf(index * 104_729 + 1),
    name: names[index % names.length]!,
    since: '2019',
    tier: 'Gold',
  }))

export async function documentOf(
  cards: readonly CardText[],
  layout: Partial<CardLayout> = {},
  change: Partial<CardLook> = {},
): Promise<PrintDocument> {
  const dressed = { ...look, ...change }
  return cardDocument({
    cards: cards.map((card) => ({ ...card, look: dressed })),
    shopName: dressed.shopName,
    language: 'de',
    layout: { sheet: 'cr80', startPosition: 1, sides: 'both', offsetXMm: 0, offsetYMm: 0, frames: false, ...layout },
    codes: await loadCodeMaker(),
    fonts: printFonts() ?? (() => ''),
  })
}
