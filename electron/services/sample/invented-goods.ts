/** What a bicycle shop sells: what the owner notes at the purchase, from and to which price in whole euros. */
export type Goods = readonly [note: string, from: number, to: number]
type Shelf = readonly [Goods, ...Goods[]]

/** With which many begin. */
export const bicycles: Shelf = [
  ['Citybike', 649, 1199],
  ['Trekkingrad', 849, 1690],
  ['E-Bike Tiefeinsteiger', 2299, 3899],
  ['E-Bike Trekking', 2799, 4790],
  ['Kinderrad 20 Zoll', 299, 449],
  ['Jugendrad 26 Zoll', 449, 649],
  ['Gravelbike', 1399, 2690],
  ['Gebrauchtrad', 180, 420],
  ['Lastenrad', 3990, 5890],
]
/** For which people come back. */
export const everyday: Shelf = [
  ['Inspektion', 69, 129],
  ['Inspektion E-Bike', 99, 169],
  ['Schlauch und Montage', 16, 29],
  ['Reifen vorn und hinten', 48, 96],
  ['Kette und Ritzel', 52, 118],
  ['Bremsbeläge', 19, 45],
  ['Lichtanlage', 39, 119],
  ['Sattel', 35, 139],
  ['Helm', 49, 149],
  ['Schloss', 39, 129],
  ['Packtaschen', 69, 159],
  ['Regenjacke', 59, 179],
  ['Luftpumpe', 14, 49],
  ['Kleinteile', 4, 24],
  ['Kindersitz', 89, 169],
  ['Griffe', 12, 49],
  ['', 8, 90],
]
/** What firms buy besides. */
export const forFirms: Shelf = [
  ['Durchsicht der Diensträder', 180, 640],
  ['Ersatzteile', 45, 260],
  ['Pannenhilfe vor Ort', 39, 89],
  ['Lastenrad Inspektion', 120, 240],
  ['Leihräder Frühjahr', 320, 980],
]
