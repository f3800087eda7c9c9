/** Telephone numbers that the Bundesnetzagentur keeps free for films and books: prefix, digits that follow, how many there are. */
const MOBILE = [
  ['0171 39200', 2, 100],
  ['0176 040690', 2, 100],
] as const
const LANDLINE = [
  ['0221 4710', 3, 1000],
  ['030 23125', 3, 1000],
  ['040 66969', 3, 1000],
  ['069 90009', 3, 1000],
  ['089 99998', 3, 1000],
] as const

/** Ways to reach invented people that lead to nobody real; no number and no address twice. */
export function reservedContacts() {
  const emails = new Set<string>()
  return {
    mobile: numbersOf(MOBILE),
    landline: numbersOf(LANDLINE) as () => string,
    /** An address at a domain that is reserved for examples. */
    email(first: string, last: string): string {
      const local = [first, last].map(asciiOf).filter(Boolean).join('.')
      let email = `${local}@example.de`
      for (let copy = 2; emails.has(email); copy++) email = `${local}${copy}@example.org`
      emails.add(email)
      return email
    },
  }
}

/** Deals the numbers of all ranges out in turn; null when they are used up. */
function numbersOf(ranges: readonly (readonly [prefix: string, digits: number, count: number])[]): () => string | null {
  let dealt = 0
  return () => {
    const [prefix, digits, count] = ranges[dealt % ranges.length] ?? ['', 0, 0]
    const place = Math.floor(dealt / ranges.length)
    if (place >= count) return null
    dealt += 1
    // 37 has no factor in common with the size of a range, so neighbours get numbers that lie apart and none comes twice.
    return prefix + String((place * 37 + 12) % count).padStart(digits, '0')
  }
}

const SPELLED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd' }

function asciiOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüßıłøđ]/g, (letter) => SPELLED[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9-]+/g, '')
    .replace(/^-+|-+$/g, '')
}
