/** One property of a card after unfolding and decoding: `value` as vCard 3.0 writes it, with \n, \, and \; escaped. */
interface CardLine {
  group: string
  name: string
  parameters: Map<string, string[]>
  value: string
}
interface ModernCard {
  /** The card as vCard 3.0 or 4.0 that a strict parser reads, without pictures, sounds and keys. */
  text: string
  /** Lines that are no property at all. */
  strays: string[]
}

/** Pictures, sounds, keys and cards within the card: nothing that a customer record holds. */
export const BINARY = /^(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY|AGENT)[;:]/i
const BARE_ENCODINGS = new Set(['quoted-printable', 'base64', 'b', '8bit', '7bit', 'q'])

/**
 * Brings the lines between BEGIN and END of any version into one form: unfolds, joins quoted-printable lines, decodes them by
 * their CHARSET, names the bare types of 2.1 (`TEL;HOME;VOICE`), leaves binary properties out.
 */
export function modernCard(lines: readonly string[]): ModernCard {
  const version = lines.map((line) => /^VERSION:\s*(\S+)/i.exec(line)?.[1]).find(Boolean) ?? '3.0'
  const isOld = version.startsWith('2')
  const { logical, strays } = unfolded(lines, isOld)
  const out = ['BEGIN:VCARD', `VERSION:${version.startsWith('4') ? '4.0' : '3.0'}`]
  for (const line of logical) {
    const parsed = parsedLine(line, isOld)
    if (!parsed) strays.push(line)
    else if (parsed.name !== 'VERSION') out.push(written(parsed))
  }
  out.push('END:VCARD')
  return { text: out.join('\r\n'), strays }
}

function unfolded(lines: readonly string[], isOld: boolean): { logical: string[]; strays: string[] } {
  const logical: string[] = []
  const strays: string[] = []
  let isSoftBroken = false
  for (const line of lines) {
    const last = logical.length - 1
    const before = logical[last]
    if (isSoftBroken && before !== undefined) logical[last] = before.slice(0, -1) + line
    else if (/^[ \t]/.test(line) && before !== undefined) logical[last] = before + (isOld && !isQuotedPrintable(before) ? line : line.slice(1))
    else if (line.trim() === '') continue
    else if (!line.includes(':')) {
      strays.push(line)
      continue
    } else logical.push(line)
    const current = logical.at(-1) ?? ''
    isSoftBroken = current.endsWith('=') && isQuotedPrintable(current)
  }
  return { logical: logical.filter((line) => !BINARY.test(line)), strays }
}

const isQuotedPrintable = (line: string) => /^[^:]*;[^:]*quoted-printable/i.test(line)

function parsedLine(line: string, isOld: boolean): CardLine | null {
  const colon = colonOutsideQuotes(line)
  if (colon <= 0) return null
  const [head = '', ...rawParameters] = partsOutsideQuotes(line.slice(0, colon))
  const match = /^(?:([\w-]+)\.)?([\w-]+)$/.exec(head.trim())
  if (!match) return null
  const parameters = new Map<string, string[]>()
  const add = (key: string, values: readonly string[]) => void parameters.set(key, [...(parameters.get(key) ?? []), ...values])
  let encoding = ''
  for (const raw of rawParameters) {
    const equals = raw.indexOf('=')
    const key = equals < 0 ? '' : raw.slice(0, equals).trim().toUpperCase()
    const value = raw
      .slice(equals + 1)
      .trim()
      .replaceAll('"', '')
    if (key === 'ENCODING' || (key === '' && BARE_ENCODINGS.has(value.toLowerCase()))) encoding = value.toLowerCase()
    else if (value !== '') add(key === '' ? 'TYPE' : key, value.split(','))
  }
  let value = line.slice(colon + 1)
  if (encoding === 'quoted-printable' || encoding === 'q') value = decodedQuotedPrintable(value, parameters.get('CHARSET')?.[0])
  parameters.delete('CHARSET')
  const name = match[2]!.toUpperCase()
  // A comma separates nothing in 2.1; only categories are a list.
  if (isOld && name !== 'CATEGORIES') value = value.replace(/(?<!\\),/g, '\\,')
  value = value.replace(/\r\n?|\n/g, '\\n').trimEnd()
  return { group: match[1] ?? '', name, parameters, value }
}

function colonOutsideQuotes(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === ':' && !isQuoted) return at
  }
  return line.indexOf(':')
}

const partsOutsideQuotes = (text: string): string[] => text.match(/(?:[^;"]|"[^"]*"?)+/g) ?? []

function written({ group, name, parameters, value }: CardLine): string {
  // Birthdays come in more forms than a strict parser takes; they are read as text later.
  const shown = name === 'BDAY' ? new Map([['VALUE', ['text']]]) : parameters
  const params = [...shown].map(([key, values]) => `;${key}=${values.map((v) => (/^[\w.+-]+$/.test(v) ? v : `"${v}"`)).join(',')}`).join('')
  return `${group === '' ? '' : `${group}.`}${name}${params}:${value}`
}

/** The text of a quoted-printable value in its character set; without one UTF-8, or windows-1252 where it is not that. */
export function decodedQuotedPrintable(value: string, charset: string | undefined): string {
  const bytes: number[] = []
  for (let at = 0; at < value.length; at++) {
    const hex = value[at] === '=' ? /^[0-9a-f]{2}/i.exec(value.slice(at + 1, at + 3))?.[0] : undefined
    if (hex) {
      bytes.push(parseInt(hex, 16))
      at += 2
    } else bytes.push(...Buffer.from(value[at]!, 'utf8'))
  }
  const data = Uint8Array.from(bytes)
  try {
    return new TextDecoder(charset ?? 'utf-8', { fatal: charset === undefined }).decode(data)
  } catch {
    return new TextDecoder('windows-1252').decode(data)
  }
}
