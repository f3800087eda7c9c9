import type { Compared } from '../../electron/services/duplicates/comparable.rules.ts'

/** Common German surnames and given names with weights as in a telephone book: the first are far more frequent than the last. */
const LAST = (
  'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann ' +
  'Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs ' +
  'Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster ' +
  'Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler ' +
  'Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Kaya Demir Nowak Kowalski Ahlers Averkamp Terhorst Rüschkamp Vennemann Oeding'
).split(' ')
const WOMEN = (
  'Maria Ursula Monika Petra Sabine Renate Karin Brigitte Elisabeth Andrea Susanne Gisela Claudia Helga Birgit Gabriele Martina Anna Julia Stefanie Christine ' +
  'Katharina Angelika Heike Nicole Silke Anja Sandra Barbara Kerstin Melanie Jutta Christiane Daniela Lena Laura Sarah Johanna Fatma Aylin'
).split(' ')
const MEN = (
  'Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Werner Frank Uwe Bernd Manfred Martin Markus Matthias Daniel Jörg Heinz Helmut ' +
  'Alexander Dieter Jan Tobias Karl Ralf Georg Florian Lukas Philipp Johannes Kai Paul Jonas Mehmet Holger Volker Christoph'
).split(' ')
const STREETS =
  'Hauptstraße Bahnhofstraße Schulstraße Gartenstraße Dorfstraße Bergstraße Kirchstraße Birkenweg Lindenstraße Hammer Straße|Am Markt|Goethestraße Ringstraße Mühlenweg Rosenweg Wiesenstraße'.split(
    /[| ](?=[A-ZÄÖÜ])/,
  )
const PLACES = [
  ['48143', 'Münster'],
  ['48145', 'Münster'],
  ['48147', 'Münster'],
  ['48151', 'Münster'],
  ['48291', 'Telgte'],
  ['48268', 'Greven'],
  ['59063', 'Hamm'],
  ['49074', 'Osnabrück'],
] as const

type Random = (below: number) => number
export interface Labelled {
  row: Compared
  /** Rows of one person have the same. */
  person: number
}
const FRONT =
  'Alt Berg Brink Buch Dorn Eich Esch Feld Franz Gold Hage Heid Hell Hol Kalt Kirch Lich Linden Lohn Mahl Neu Nieder Ober Oster Rosen Ruh Sand Schön Stein Thal Uhl Volk Wald Weid Wester Wies Wolf Zell'.split(
    ' ',
  )
const END = 'mann meyer kamp hoff berg horst ing stein feld bauer müller schmidt brock haus'.split(' ')
const pick = <T>(list: readonly T[], random: Random) => list[random(list.length)]!
/** The front of a list far more often than its end, as names are. */
const pickCommon = <T>(list: readonly T[], random: Random) => list[Math.floor(list.length * (random(1000) / 1000) ** 1.5)]!
const digits = (count: number, random: Random) => Array.from({ length: count }, () => random(10)).join('')

/**
 * A file of customers with known duplicates, as shops have it: about a tenth of the rows is a second entry of somebody, with slips of every kind. Among
 * the rest are families under one roof, couples with one phone, fathers and sons of one name, and many people who share a common name. A third
 * has no birthday, a fifth no address, a fifth neither phone nor e-mail.
 */
export function labelledCustomers(count: number, random: Random): Labelled[] {
  const rows: Labelled[] = []
  for (let person = 0; rows.length < count; person++) {
    const row = invented(random)
    rows.push({ row, person })
    const chance = random(100)
    if (chance < 11) rows.push({ row: secondEntry(row, random), person })
    else if (chance < 12) rows.push({ row: secondEntry(row, random), person }, { row: secondEntry(row, random), person })
    else if (chance < 20) rows.push({ row: relative(row, random), person: -rows.length - 1 })
  }
  return rows.slice(0, count)
}

function invented(random: Random): Compared {
  const isWoman = random(2) === 0
  const last =
    (random(100) < 40 ? pickCommon(LAST, random) : pick(FRONT, random) + pick(END, random)) + (random(14) === 0 ? `-${pick(LAST, random)}` : '')
  const first = pickCommon(isWoman ? WOMEN : MEN, random) + (random(25) === 0 ? `-${pick(isWoman ? WOMEN : MEN, random)}` : '')
  const [postcode, city] = pick(PLACES, random)
  const contacts: string[] = []
  if (random(100) < 65) contacts.push(`+49251${digits(7, random)}`)
  if (random(100) < 45) contacts.push(`${first}.${last}${random(900)}@example.de`.toLowerCase())
  return {
    kind: 'person',
    salutation: random(5) === 0 ? 'none' : isWoman ? 'ms' : 'mr',
    firstName: first,
    lastName: last,
    nameAddition: '',
    firmName: '',
    birthday: random(3) === 0 ? null : { day: 1 + random(28), month: 1 + random(12), year: random(8) === 0 ? null : 1935 + random(73) },
    contacts,
    addresses: random(5) === 0 ? [] : [{ street: `${pick(STREETS, random)} ${1 + random(120)}${random(9) === 0 ? ' a' : ''}`, postcode, city }],
  }
}

/** Somebody of the same household: shares surname, address, and often the phone. */
function relative(of: Compared, random: Random): Compared {
  const isSon = random(25) === 0
  const isWoman = of.salutation === 'mr'
  const year = of.birthday?.year ?? 1970
  return {
    ...of,
    salutation: isSon ? of.salutation : isWoman ? 'ms' : 'mr',
    firstName: isSon ? of.firstName : pickCommon(isWoman ? WOMEN : MEN, random),
    birthday:
      isSon || random(2) === 0 ? { day: 1 + random(28), month: 1 + random(12), year: isSon ? year + 20 + random(15) : year + random(9) } : null,
    contacts: of.contacts.filter(() => random(3) > 0),
  }
}

/** The same person entered again: mostly one slip or two, and some of what was known left out. */
function secondEntry(of: Compared, random: Random): Compared {
  let row: Compared = { ...of }
  const slips = 1 + random(2)
  for (let n = 0; n < slips; n++) row = pick(SLIPS, random)(row, random)
  if (random(4) === 0 && row.contacts.length > 0) row = { ...row, contacts: row.contacts.slice(1) }
  if (random(5) === 0) row = { ...row, addresses: [] }
  if (random(6) === 0) row = { ...row, birthday: null }
  // Whoever keeps nothing but a name cannot be known again by anybody.
  const isBare = row.birthday === null && row.addresses.length === 0 && row.contacts.length === 0
  return isBare ? { ...row, contacts: of.contacts, addresses: of.addresses, birthday: of.birthday } : row
}

type Slip = (row: Compared, random: Random) => Compared
const SLIPS: readonly Slip[] = [
  (row, random) => ({ ...row, firstName: typo(row.firstName, random) }),
  (row, random) => ({ ...row, lastName: typo(row.lastName, random) }),
  (row) => ({ ...row, firstName: withoutUmlauts(row.firstName), lastName: withoutUmlauts(row.lastName) }),
  (row, random) => ({ ...row, lastName: soundAlike(row.lastName, random) }),
  (row) => ({ ...row, firstName: row.lastName, lastName: row.firstName }),
  (row) => ({ ...row, lastName: row.lastName.split('-')[0]!, firstName: row.firstName.split('-')[0]! }),
  (row) => (row.firstName.startsWith('Dr.') ? row : { ...row, firstName: `${row.firstName.charAt(0)}.` }),
  (row) => ({ ...row, firstName: `Dr. ${row.firstName}`, lastName: row.lastName.toUpperCase() }),
  (row, random) => (row.birthday ? { ...row, birthday: { ...row.birthday, day: 1 + random(28) } } : row),
  (row) =>
    row.birthday && row.birthday.day <= 12 ? { ...row, birthday: { ...row.birthday, day: row.birthday.month, month: row.birthday.day } } : row,
  (row) => (row.birthday ? { ...row, birthday: { ...row.birthday, year: null } } : row),
  (row) => ({
    ...row,
    addresses: row.addresses.map((place) => ({ ...place, street: place.street.replace(/straße/, 'str.').replace(/Straße/, 'Str.') })),
  }),
  (row, random) => ({ ...row, addresses: row.addresses.map((place) => ({ ...place, street: typo(place.street, random) })) }),
  (row, random) => ({
    ...row,
    addresses: row.addresses.map(() => ({ street: `${pick(STREETS, random)} ${1 + random(120)}`, postcode: '48153', city: 'Münster' })),
  }),
  (row, random) => ({ ...row, contacts: row.contacts.map((contact) => (contact.startsWith('+') ? `+49171${digits(7, random)}` : contact)) }),
  (row) => ({ ...row, salutation: 'none' }),
]

function typo(text: string, random: Random): string {
  if (text.length < 3) return text
  const at = 1 + random(Math.max(1, text.length - 1))
  const letter = pick([...'abcdefghiklmnoprstuw'], random)
  switch (random(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return text.slice(0, at) + letter + text.slice(at)
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1)
    default:
      return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
  }
}
const PLAIN: Readonly<Record<string, readonly [string, string]>> = { ä: ['ae', 'a'], ö: ['oe', 'o'], ü: ['ue', 'u'], ß: ['ss', 's'] }
const withoutUmlauts = (text: string) => text.replace(/[äöüß]/g, (letter) => PLAIN[letter]?.[text.length % 2] ?? letter)
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ei/, 'ai'],
  [/ai/, 'ay'],
  [/dt$/, 't'],
  [/tt/, 't'],
  [/ff/, 'f'],
  [/nn/, 'n'],
  [/ck/, 'k'],
  [/z/, 'tz'],
  [/th/, 't'],
  [/h(?=[lmnr])/, ''],
]
function soundAlike(text: string, random: Random): string {
  const fitting = SOUNDS.filter(([pattern]) => pattern.test(text))
  const [pattern, other] = fitting.length > 0 ? pick(fitting, random) : ([/$/, 'e'] as const)
  return text.replace(pattern, other)
}
