import type { ArticleTarget } from '#contract'
import { foldHeader } from '../imports/header-match.ts'

/** What tills and spreadsheets call the columns of their articles. */
const NAMES: readonly [ArticleTarget, string][] = [
  [
    'number',
    'Artikelnummer|Artikel-Nr|Artikelnr|Art.-Nr.|Art Nr|ArtNr|Nummer|Nr|PLU|SKU|EAN|GTIN|ISBN|Barcode|Produktnummer|Article number|Item number|Number|Code|Artikelcode|Item no|Product number|Stock code',
  ],
  [
    'name',
    'Bezeichnung|Artikelbezeichnung|Artikel|Artikelname|Name|Produkt|Produktname|Titel|Beschreibung|Kurztext|Text|Description|Product|Article|Item|Title|Bezeichnung 1',
  ],
  [
    'price',
    'Preis|VK|VK-Preis|VK brutto|Verkaufspreis|Bruttopreis|Preis brutto|Brutto|Ladenpreis|Einzelpreis|Preis EUR|Preis in EUR|Preis €|VK €|VK EUR|Price|Retail price|Gross price|Selling price|UVP|VK1|Verkaufspreis brutto|Price EUR|Unit price',
  ],
  ['group', 'Warengruppe|Gruppe|Artikelgruppe|WG|Kategorie|Hauptwarengruppe|Sortiment|Warengruppe Name|Group|Category|Product group|Article group'],
  [
    'vat',
    'MwSt|MwSt.-Satz|MwSt %|Mehrwertsteuer|Mehrwertsteuersatz|USt|USt-Satz|USt %|Umsatzsteuer|Steuersatz|Steuer|Steuer %|VAT|VAT rate|VAT %|Tax|Tax rate|Tax %',
  ],
  ['margin', 'Marge|Marge %|Handelsspanne|Spanne|Rohertrag %|Margin|Margin %'],
  ['demandDays', 'Bedarf|Bedarf Tage|Bedarf in Tagen|Bedarfsintervall|Reicht für Tage|Reichweite|Demand|Demand days|Days|Demand interval'],
  ['isStockable', 'Bevorratbar|Auf Vorrat|Lagerfähig|Stockable'],
  ['earnsPoints', 'Punkte|Punktefähig|Sammelt Punkte|Bringt Punkte|Points|Earns points'],
  ['isDiscountable', 'Rabattierbar|Rabattfähig|Rabatt|Rabatt erlaubt|Discountable|Discount'],
  ['isPriceBound', 'Preisgebunden|Preisbindung|Buchpreisbindung|Price-bound|Fixed price'],
  ['isVoucher', 'Gutschein|Gutscheinartikel|Voucher|Gift card'],
  ['followUp', 'Folgeartikel|Nachfolgeartikel|Folge-Artikel|Follow-up article|Follow-up'],
  ['onlyHere', 'Warum nur bei uns|Nur bei uns|Besonderheit|Why only here|Only here'],
]
const targets = new Map(NAMES.flatMap(([target, names]) => names.split('|').map((name) => [foldHeader(name), target] as const)))

export const articleTargetOf = (header: string): ArticleTarget => targets.get(foldHeader(header)) ?? 'ignore'

/** Each target once; a second column of the same kind ("EAN" beside "Artikelnummer") is left out. */
export function articleTargets(headers: readonly string[], mapping: readonly ArticleTarget[] | undefined): ArticleTarget[] {
  const taken = new Set<ArticleTarget>()
  // Own numbers come before codes that also serve as numbers, wherever they stand.
  const own = headers.findIndex((header) => /nummer|nr|number|no\b/i.test(header) && articleTargetOf(header) === 'number')
  return headers.map((header, index) => {
    const target = mapping ? (mapping[index] ?? 'ignore') : articleTargetOf(header)
    if (target === 'ignore' || taken.has(target) || (!mapping && target === 'number' && own !== -1 && index !== own)) return 'ignore'
    taken.add(target)
    return target
  })
}
