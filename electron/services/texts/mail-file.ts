/** What stands in the draft. `from` is '' where the mail program's own account shall send. */
export interface MailDraft {
  from: { name: string; email: string } | null
  to: { name: string; email: string }
  subject: string
  body: string
  sentAt: Date
}
/** So that a word fits on the line of its header as well. */
const MOST_BYTES = 39
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text)

/** RFC 2047: what is not ASCII goes in base64 words of at most 75 characters, broken between characters, never inside one. */
function encodedWords(text: string): string {
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (Buffer.byteLength(word + character) > MOST_BYTES) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}
/** Line breaks inside a header would begin another one. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
function header(text: string): string {
  const line = oneLine(text)
  return isPlain(line) && line.length <= 60 && !line.includes('=?') ? line : encodedWords(line)
}
function mailbox({ name, email }: { name: string; email: string }): string {
  const shown = oneLine(name)
  if (shown === '') return `<${oneLine(email)}>`
  const phrase = isPlain(shown) && shown.length <= 60 ? `"${shown.replace(/["\\]/g, '\\$&')}"` : encodedWords(shown)
  return `${phrase}\r\n <${oneLine(email)}>`
}

/** RFC 2045 quoted-printable: lines of at most 76 characters, spaces at their end encoded, UTF-8 sequences kept whole. */
export function quotedPrintable(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').map(quotedLine).join('\r\n')
}
function quotedLine(line: string): string {
  const characters = [...line]
  const pieces = characters.map((character, index) => {
    const code = character.codePointAt(0)!
    const isLast = index === characters.length - 1
    if ((code === 32 || code === 9) && !isLast) return character
    if (code > 32 && code < 127 && character !== '=') return character
    return [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  })
  let out = ''
  let used = 0
  for (const piece of pieces) {
    if (used + piece.length > 75) {
      out += '=\r\n'
      used = 0
    }
    out += piece
    used += piece.length
  }
  return out
}

/** A draft as RFC 5322 writes it; `X-Unsent` makes Outlook open it for sending. */
export function mailFile({ from, to, subject, body, sentAt }: MailDraft): string {
  const headers = [
    'X-Unsent: 1',
    `Date: ${sentAt.toUTCString().replace('GMT', '+0000')}`,
    ...(from ? [`From: ${mailbox(from)}`] : []),
    `To: ${mailbox(to)}`,
    `Subject: ${header(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
  ]
  return `${headers.join('\r\n')}\r\n\r\n${quotedPrintable(body)}\r\n`
}
