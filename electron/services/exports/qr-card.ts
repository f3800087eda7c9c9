import { CardField } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CurrentCustomer } from './export-columns.ts'
import type { ExportLanguage } from './export-words.ts'
import { smallCard } from './vcard-card.ts'

/** More octets make modules that a camera at arm's length no longer tells apart (version 18 at level M, 89 modules). */
const MOST_OCTETS = 560
/** Shown at this size or a little above, a module is never below 0.4 mm (domain.md §12). */
const LEAST_MODULE_MM = 0.42
const USUAL_SIZE_MM = 56
const QUIET = 4

/** What is given up first where a card is too long; the name always stays. */
const GIVEN_UP: readonly CardField[] = ['memo', 'web', 'birthday', 'address', 'email', 'firm', 'phone']

/** One customer as a QR code, error correction M. Fields that do not fit are left out and named. */
export async function qrCard(customer: CurrentCustomer, fields: readonly CardField[], language: ExportLanguage) {
  const { vcard, leftOut } = fitting(customer, fields, language)
  const { qrcode, drawingSVG } = await import('bwip-js/generic')
  // Without a mark (ECI 26) some readers take UTF-8 for Japanese. A circumflex begins a mark and is doubled where it is meant.
  const marked = /^[\0-\x7f]*$/.test(vcard) ? '' : '^ECI000026'
  const input = { bcid: 'qrcode', text: marked + vcard.replaceAll('^', '^^'), parsefnc: true, eclevel: 'M', scale: 1 } as const
  const drawn: string = qrcode(input, drawingSVG())
  return { svg: withQuietZone(drawn), vcard, leftOut }
}

function fitting(customer: CurrentCustomer, fields: readonly CardField[], language: ExportLanguage) {
  const left = [...fields]
  const leftOut: CardField[] = []
  for (let isShort = false; ; isShort = true) {
    const vcard = smallCard(isShort ? shortened(customer) : customer, left, language)
    if (Buffer.byteLength(vcard) <= MOST_OCTETS) return { vcard, leftOut: CardField.options.filter((field) => leftOut.includes(field)) }
    if (!isShort) continue
    const next = GIVEN_UP.find((field) => left.includes(field))
    if (next === undefined) throw new AppError('invalid', 'export-qr-too-long')
    left.splice(left.indexOf(next), 1)
    leftOut.push(next)
  }
}

/** Only the first number, e-mail and address where the card is short of room. */
function shortened(customer: CurrentCustomer): CurrentCustomer {
  const firstOf = new Set(['phone', 'email', 'web'].map((kind) => customer.details.find((detail) => detail.kind === kind)))
  return { ...customer, details: customer.details.filter((detail) => firstOf.has(detail)), addresses: customer.addresses.slice(0, 1) }
}

/** The library draws two units a module, without a quiet zone and without a size. */
function withQuietZone(drawn: string): string {
  const units = Number(/viewBox="0 0 (\d+) \d+"/.exec(drawn)?.[1])
  const path = /<path d="([^"]+)"/.exec(drawn)?.[1]
  if (!path || !units) throw new Error('the symbol library draws otherwise than expected')
  const modules = units / 2 + 2 * QUIET
  const size = Math.max(USUAL_SIZE_MM, Math.ceil(modules * LEAST_MODULE_MM))
  const edge = -QUIET * 2
  const whole = units + QUIET * 4
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}mm" height="${size}mm" viewBox="${edge} ${edge} ${whole} ${whole}" shape-rendering="crispEdges">` +
    `<rect x="${edge}" y="${edge}" width="${whole}" height="${whole}" fill="#fff"/><path fill="#000" fill-rule="evenodd" d="${path}"/></svg>`
  )
}
