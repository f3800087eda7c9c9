import type { TillTarget } from '#contract'
import { foldHeader, meaningIn } from './header-match.ts'

/** Column names of tills, shop systems and invoice programs in German and English, parted by `|`. Case, umlauts and punctuation do not count. */
const words: Readonly<Record<TillTarget, string>> = {
  ignore:
    'Uhrzeit|Zeit|Time|InvoiceTime|Land|Country|Kasse|Kassennummer|Terminal|Filiale|Währung|Currency|Zahlart|Zahlungsart|Payment|Position|Pos|Zeile|Grund|Einheit',
  receiptNo:
    'Belegnr|Beleg|Beleg-Nr|Belegnummer|Bon|Bonnr|Bon-Nr|Bonnummer|Rechnung|Rechnungsnr|Rechnungs-Nr|Rechnungsnummer|Kassenbon|Bestellnummer|Auftragsnummer|Vorgang|Vorgangsnummer|Transaktion|InvoiceNo|Invoice|Invoice No|Invoice Number|Receipt|ReceiptNo|Receipt No|Receipt Number|Order|OrderNo|Order No|Order Number|Order ID|OrderID|Transaction ID|TransactionID|Bon-ID|Transaktions-ID|Transaktionsnummer|Bestellnr|Bestell-Nr',
  day: 'Datum|Tag|Belegdatum|Bondatum|Rechnungsdatum|Verkaufsdatum|Kaufdatum|Bestelldatum|Datum Uhrzeit|Datum/Uhrzeit|Zeitpunkt|InvoiceDate|Invoice Date|Date|Day|Order Date|OrderDate|Purchase Date|Receipt Date|Sale Date|Timestamp|Date Time|DateTime|Bon-Start|Verkauft am|Datum und Uhrzeit|Kassendatum|Buchungsdatum|Transaktionsdatum|Date of sale|Created at',
  customerNumber:
    'Kundennummer|Kundennr|Kunden-Nr|Kd-Nr|KdNr|Kunden-ID|Kunde|Kunde Nr|Debitor|Debitorennummer|CustomerID|Customer ID|Customer|CustomerNo|Customer No|Customer Number|Client ID|Cust ID|Kundin|Kundenkennung|Kunden-Code|Mitgliedsnummer',
  cardNumber:
    'Karte|Kartennummer|Kartennr|Karten-Nr|Kundenkarte|Kundenkartennummer|Card|CardNo|Card No|Card Number|Loyalty Card|Kundenkarten-Nr|Kundenkartennr',
  email: 'E-Mail|Email|Mail|E-Mail-Adresse|Kunden-E-Mail|Customer Email|Email Address|E-Mail Kunde|Kunde E-Mail',
  externalId: 'Fremdnummer|Externe ID|Externe Kundennummer|External ID|ExternalID',
  customerName: 'Kundenname|Name|Name des Kunden|Customer Name|CustomerName',
  articleNumber:
    'Artikelnummer|Artikelnr|Artikel-Nr|Art-Nr|ArtNr|EAN|GTIN|ISBN|SKU|StockCode|Stock Code|Item No|Item Number|Article No|Product ID|PLU|Lineitem sku',
  articleName:
    'Bezeichnung|Artikelbezeichnung|Artikel|Artikelname|Beschreibung|Text|Produkt|Warengruppe|Description|Item|Product|Product Name|Article|Produktname|Artikeltext|Lineitem name',
  quantity: 'Menge|Anzahl|Stück|Stk|Quantity|Qty|Count|Items|Units|Anz|Anzahl Artikel|Stückzahl|Lineitem quantity',
  unitPrice:
    'Einzelpreis|Stückpreis|Preis|E-Preis|EP|VK|VK-Preis|UnitPrice|Unit Price|Price|Price each|Einzelpreis brutto|Preis brutto|Einzelpreis EUR|Einzelpreis in €|Lineitem price',
  lineTotal:
    'Betrag|Summe|Gesamt|Gesamtpreis|Gesamtbetrag|Positionssumme|Umsatz|Brutto|Bruttobetrag|Total|Amount|Line Total|Sum|Sales|Revenue|Gross|Dollars|Wert|Betrag EUR|Betrag in €|Betrag in EUR|Gesamt brutto|Gesamtpreis brutto|Zeilensumme|Zeilenbetrag|Positionsbetrag|Bruttoumsatz|Umsatz brutto|Endbetrag|Zahlbetrag|Total Price',
  receiptTotal:
    'Belegsumme|Bonsumme|Belegbetrag|Bonbetrag|Rechnungsbetrag|Rechnungssumme|Receipt Total|Invoice Total|Order Total|Grand Total|Rechnungsbetrag brutto|Gesamtsumme',
  discount: 'Rabatt|Nachlass|Preisnachlass|Rabattbetrag|Rabatt %|Discount|Discount %|Rebate|Rabatt in %|Rabatt EUR',
  vat: 'MwSt|Mwst-Satz|MwSt %|USt|USt-Satz|Steuersatz|Steuer|VAT|VAT Rate|VAT %|Tax|Tax Rate',
  channel: 'Kanal|Verkaufskanal|Vertriebskanal|Channel|Sales Channel',
  cancelled:
    'Storno|Storniert|Stornobeleg|Stornokennzeichen|Cancelled|Canceled|Cancellation|Void|Refund|Rückgabe|Retoure|Ist Storno|Stornierung|Bon-Storno',
}

const known = new Map<string, TillTarget>()
for (const [target, names] of Object.entries(words)) for (const name of names.split('|')) known.set(foldHeader(name), target as TillTarget)

/** What a column of this name holds in a till's file; null where nobody knows. */
export const tillTargetOf = (header: string): TillTarget | null => known.get(foldHeader(header)) ?? null

const ofPeople: ReadonlySet<string> = new Set(['lastName', 'firstName', 'street', 'birthday'])

/** Whether a row names the columns of what a till sold: a day and an amount, and nothing that only a list of customers has. */
export function isTillHeader(header: readonly string[]): boolean {
  const targets = new Set(header.map(tillTargetOf))
  const hasAmount = (['lineTotal', 'receiptTotal', 'unitPrice'] as const).some((target) => targets.has(target))
  return targets.has('day') && hasAmount && !header.some((name) => ofPeople.has(meaningIn(null, name)?.target ?? ''))
}
