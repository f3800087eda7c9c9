import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mailFile, quotedPrintable } from '../../../electron/services/texts/mail-file.ts'
import { fitsLink, mailLink } from '../../../electron/services/texts/mail-link.ts'

const draft = { from: null, to: { name: 'Sabine Kern', email: 'sabine@kern.example' }, subject: 'Danke', body: 'Hallo', sentAt: new Date(0) }
/** What a mail program reads: a decoder of its own, line by line. */
function decoded(text: string): string {
  const bytes = Buffer.from(text.replace(/=\r\n/g, '').replaceAll('\r\n', '\n'), 'latin1')
    .toString('latin1')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
const headerOf = (file: string, name: string) => new RegExp(`^${name}: (.*(?:\\r\\n .*)*)`, 'm').exec(file)![1]!
const unfolded = (header: string) =>
  header.replace(/\?=\r\n =\?/g, '?==?').replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, base64: string) => Buffer.from(base64, 'base64').toString('latin1'))

describe('an e-mail as a file', () => {
  test('is a draft that a mail program opens for sending', () => {
    expect(mailFile(draft)).toBe(
      [
        'X-Unsent: 1',
        'Date: Thu, 01 Jan 1970 00:00:00 +0000',
        'To: "Sabine Kern"\r\n <sabine@kern.example>',
        'Subject: Danke',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Hallo',
        '',
      ].join('\r\n'),
    )
  })
  test('carries any text unchanged in lines of at most 76 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const lines = quotedPrintable(text).split('\r\n')
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(76)
          expect(line).toMatch(/^[\x20-\x7e\t]*$/)
          expect(line).not.toMatch(/[ \t]$/)
        }
        expect(decoded(quotedPrintable(text))).toBe(text.replace(/\r\n?/g, '\n').toWellFormed())
      }),
    )
  })
  test('carries any subject and name in its headers, and none of them begins another header', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 120 })
    fc.assert(
      fc.property(name, name, (subject, displayName) => {
        const file = mailFile({ ...draft, subject, to: { name: displayName, email: 'a@b.example' } })
        const head = file.slice(0, file.indexOf('\r\n\r\n'))
        for (const line of head.split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(78)
          expect(line).toMatch(/^(?: |[A-Z][A-Za-z-]+: )/)
        }
        expect(head.match(/^[A-Z][A-Za-z-]+: /gm)).toHaveLength(7)
        const clean = subject
          .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
          .trim()
          .toWellFormed()
        expect(Buffer.from(unfolded(headerOf(file, 'Subject')), 'latin1').toString('utf8')).toBe(clean)
      }),
    )
  })
})

describe('an e-mail as a link', () => {
  test('carries umlauts, line breaks and signs', () => {
    const link = mailLink({ to: 'info@kern.example', subject: 'Grüße & mehr?', body: 'Zeile 1\nZeile 2' })
    expect(link).toBe('mailto:info@kern.example?subject=Gr%C3%BC%C3%9Fe%20%26%20mehr%3F&body=Zeile%201%0D%0AZeile%202')
  })
  test('cannot be made to write to somebody else', () => {
    const link = mailLink({ to: 'a@b.example?cc=x@y.example', subject: 'a&bcc=x@y.example', body: 'b&bcc=x@y.example' })
    expect(new URL(link).searchParams.has('bcc')).toBe(false)
    expect(new URL(link).searchParams.has('cc')).toBe(false)
    expect(new URL(link).pathname).toBe('a@b.example%3Fcc=x@y.example'.replace('=', '%3D'))
  })
  test('is refused when a mail program would cut it off', () => {
    const mail = { to: 'a@b.example', subject: 'x', body: 'ü'.repeat(250) }
    expect(fitsLink(mail)).toBe(true)
    expect(fitsLink({ ...mail, body: 'ü'.repeat(400) })).toBe(false)
  })
})
