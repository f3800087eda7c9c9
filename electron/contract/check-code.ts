// Without zod, so that the window can use it without carrying the contract's parsers.

/** No character looks like another one: no 0 and O, no 1, I and L, no U and V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const SIZE = ALPHABET.length
/** Characters of a code without its check character. */
const LENGTH = 9

/** The hybrid check of ISO 7064 MOD 11,10, with 31 and 30 in their place (domain.md §6.4). 1 for a whole code that is right. */
function remainder(code: string): number {
  let product = SIZE
  for (const [place, character] of [...code].entries()) {
    const sum = (product + ALPHABET.indexOf(character)) % SIZE || SIZE
    if (place === LENGTH) return sum % SIZE
    product = (sum * 2) % (SIZE + 1)
  }
  return product
}

/** Nine characters of a code with the tenth that checks them. */
export function withCheck(code: string): string {
  const check = (SIZE + 1 - remainder(code)) % SIZE
  return code + ALPHABET[check]!
}

/** A code made of nine numbers from 0 to 29. */
export const codeOf = (numbers: readonly number[]): string => withCheck(numbers.map((number) => ALPHABET[number % SIZE]!).join(''))

/** A code as it was typed, without spaces and dashes, in capitals. */
export const readCode = (typed: string): string => typed.replace(/[\s\u00a0-]/g, '').toUpperCase()

/** Whether all characters can be in a code and the last one checks the others: no single wrong character passes. */
export function isCheckCode(code: string): boolean {
  return code.length === LENGTH + 1 && [...code].every((character) => ALPHABET.includes(character)) && remainder(code) === 1
}

/** As it stands on paper: 4-3-3, so that it can be read aloud. */
export const shownCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4, 7)} ${code.slice(7)}`
