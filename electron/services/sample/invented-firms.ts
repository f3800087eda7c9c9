/** Firms of a town that know the bicycle shop, each with the people one speaks to there: salutation, first name, last name, role. */
type Person = readonly ['ms' | 'mr' | 'none', string, string, string]
export interface InventedFirm {
  name: string
  persons: readonly Person[]
  memo?: string
}

export const inventedFirms: readonly InventedFirm[] = [
  {
    name: 'Bäckerei Hölscher GmbH',
    persons: [
      ['ms', 'Renate', 'Hölscher', 'Inhaberin'],
      ['mr', 'Timo', 'Hölscher', 'Auslieferung'],
    ],
    memo: 'Drei Lastenräder, Inspektion immer im Januar.',
  },
  { name: 'Stadtbücherei am Alten Steinweg', persons: [['ms', 'Karin', 'Feldkamp', 'Verwaltung']] },
  {
    name: 'Praxis Dr. Yıldız & Partner',
    persons: [
      ['ms', 'Selma', 'Yıldız', 'Ärztin'],
      ['ms', 'Jutta', 'Brand', 'Empfang'],
    ],
    memo: 'Dienstrad über Leasing. Rechnung an Frau Brand.',
  },
  { name: 'Kita Wirbelwind e. V.', persons: [['mr', 'Malte', 'Ossege', 'Leitung']], memo: 'Krippenwagen und sechs Laufräder.' },
  {
    name: 'Ingenieurbüro Kötter + Nowak PartG mbB',
    persons: [
      ['mr', 'Piotr', 'Nowak', 'Partner'],
      ['ms', 'Ellen', 'Kötter', 'Partnerin'],
    ],
  },
  { name: 'Café Fyal', persons: [['mr', 'Jonas', 'Fyal', 'Inhaber']], memo: 'Bringt Kaffee mit, wenn das Lieferrad abgeholt wird.' },
  { name: 'Hausverwaltung Pröbsting KG', persons: [['ms', 'Doris', 'Pröbsting', 'Geschäftsführung']] },
  { name: 'Blumen Overbeck', persons: [['ms', 'Tina', 'Overbeck', 'Inhaberin']], memo: 'Anhänger mit Plane, fährt täglich zum Markt.' },
  { name: 'Malerbetrieb Demir', persons: [['mr', 'Orhan', 'Demir', 'Meister']] },
  {
    name: 'Hotel Drei Linden',
    persons: [
      ['ms', 'Sophie', 'Linnemann', 'Rezeption'],
      ['mr', 'Gregor', 'Haase', 'Direktion'],
    ],
    memo: 'Zwölf Leihräder. Vor Ostern durchsehen.',
  },
  { name: 'Gesamtschule Ost, Förderverein', persons: [['mr', 'Uli', 'Temme', 'Vorsitz']] },
  {
    name: 'Kurierkollektiv Schnelle Speiche eG',
    persons: [
      ['none', 'Robin', 'Sasse', 'Werkstatt'],
      ['ms', 'Maren', 'Lüken', 'Büro'],
    ],
    memo: 'Brauchen Ersatzteile am selben Tag.',
  },
  {
    name: 'Steuerkanzlei Wessels Großmann Thiele Rechtsanwälte und Steuerberater Partnerschaftsgesellschaft',
    persons: [['mr', 'Arndt', 'Wessels', 'Partner']],
  },
  { name: 'Pflegedienst Sonnengruß', persons: [['ms', 'Vesna', 'Petrović', 'Pflegeleitung']], memo: 'Acht E-Bikes, Schlüssel liegen im Büro.' },
  { name: 'Tischlerei Buddenkotte', persons: [['mr', 'Ansgar', 'Buddenkotte', 'Meister']] },
  { name: 'Campus Copy', persons: [['mr', 'Hakan', 'Aslan', 'Filialleitung']] },
  { name: 'Physiotherapie am Kanal', persons: [['ms', 'Lisa', 'Rüther', 'Inhaberin']] },
  { name: 'Weinhandlung Rebstock', persons: [['mr', 'Philippe', 'Marchand', 'Inhaber']], memo: 'Möchte ein Lastenrad Probe fahren.' },
  {
    name: 'Radsportverein Grün-Gold 1921 e. V.',
    persons: [
      ['mr', 'Dieter', 'Krampe', 'Zeugwart'],
      ['ms', 'Nina', 'Bloch', 'Jugend'],
    ],
    memo: 'Vereinsrabatt nur auf Verschleißteile.',
  },
  { name: 'Wochenmarkt-Käse Brüggemann', persons: [['ms', 'Hedwig', 'Brüggemann', 'Inhaberin']] },
]
