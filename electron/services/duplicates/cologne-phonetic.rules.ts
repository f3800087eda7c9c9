/** What replaces a letter before it is heard: umlauts are vowels, ß is an S. */
const HEARD_AS: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u', ß: 's' }
const NOT_HEARD = /[äöüß]/g

/**
 * Kölner Phonetik (Postel 1969) in the form of Apache commons-codec: letters that sound alike get the same digit, so that Meier, Maier and
 * Mayr are 67. Vowels count at the beginning only; equal digits that meet become one, also across a vowel. Letters of other scripts are not
 * heard: the answer can be ''.
 */
export function colognePhonetic(text: string): string {
  const letters = text.toLowerCase().replace(NOT_HEARD, (letter) => HEARD_AS[letter] ?? letter)
  let code = ''
  let last = ''
  let before = ''
  const add = (digit: string) => {
    if (digit !== last && (digit !== '0' || code === '')) code += digit
    if (digit !== '0' || code === '0') last = digit
  }
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at)
    if (letter < 'a' || letter > 'z') continue
    for (const digit of digitsFor(letter, before, letters.charAt(at + 1), code === '')) add(digit)
    before = letter
  }
  return code
}

function digitsFor(letter: string, before: string, after: string, isFirst: boolean): string {
  switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'j':
    case 'o':
    case 'u':
    case 'y':
      return '0'
    case 'b':
      return '1'
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd':
    case 't':
      return isOneOf('csz', after) ? '8' : '2'
    case 'f':
    case 'v':
    case 'w':
      return '3'
    case 'g':
    case 'k':
    case 'q':
      return '4'
    case 'x':
      return isOneOf('ckq', before) ? '8' : '48'
    case 's':
    case 'z':
      return '8'
    case 'c':
      if (isFirst) return isOneOf('ahkloqrux', after) ? '4' : '8'
      return isOneOf('sz', before) || !isOneOf('ahkoqux', after) ? '8' : '4'
    case 'l':
      return '5'
    case 'm':
    case 'n':
      return '6'
    case 'r':
      return '7'
    default: // h is silent
      return ''
  }
}
const isOneOf = (letters: string, letter: string) => letter !== '' && letters.includes(letter)
