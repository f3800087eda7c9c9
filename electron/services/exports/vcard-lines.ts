/** A property of a card: `value` is escaped already. */
export interface CardLine {
  name: string
  /** `TYPE=HOME,VOICE` and its kind. */
  parameters?: readonly string[]
  value: string
  /** A word of the owner's own, which Apple and Google read from a second line of the same group. */
  label?: string
}

/** Text in a value (RFC 6350 3.4, RFC 2426 2.4.2). */
export const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[,;]/g, (sign) => `\\${sign}`)

/** N, ADR and ORG: parts with `;` between them; empty ones at the end of ORG are left out by the caller. */
export const structured = (parts: readonly string[]): string => parts.map(escaped).join(';')

/** One whole card, lines folded, ended by CRLF. */
export function cardText(version: '3.0' | '4.0', lines: readonly CardLine[]): string {
  let groups = 0
  const out = ['BEGIN:VCARD', `VERSION:${version}`]
  for (const { name, parameters = [], value, label } of lines) {
    const group = label === undefined ? '' : `item${++groups}.`
    out.push(`${group}${[name, ...parameters].join(';')}:${value}`)
    if (label !== undefined) out.push(`${group}X-ABLabel:${escaped(label)}`)
  }
  out.push('END:VCARD')
  return `${out.map(folded).join('\r\n')}\r\n`
}

const MOST_OCTETS = 75

/** A long line is broken after 75 octets at most, never inside a character; the next one begins with a blank. */
export function folded(line: string): string {
  if (line.length <= MOST_OCTETS / 4 || Buffer.byteLength(line) <= MOST_OCTETS) return line
  // A picture is thousands of lines of one octet each character.
  if (/^[\x20-\x7e]*$/.test(line)) return [line.slice(0, MOST_OCTETS), ...(line.slice(MOST_OCTETS).match(/.{1,74}/g) ?? [])].join('\r\n ')
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MOST_OCTETS) {
      lines.push(current)
      current = ''
      octets = 1 // the blank
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n ')
}
