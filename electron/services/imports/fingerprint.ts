import { createHash } from 'node:crypto'
import type { Draft } from './draft.ts'

const PART = '\x1f'

/** A number below 2^53 by which what a row says is known again (cyrb53 by bryc, public domain: two 32-bit multiplicative hashes). */
export function hash53(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** The fingerprint of what a row says; how the file is laid out, and columns that are left out, do not count. */
export function fingerprintOf(draft: Draft): number {
  const { birthday, reference } = draft
  let text = `${draft.number}${PART}${draft.kind}${PART}${draft.salutation}${PART}${draft.title}${PART}${draft.firstName}${PART}${draft.lastName}${PART}${draft.nameAddition}${PART}${draft.firmName}${PART}${draft.addressForm ?? ''}${PART}${draft.memo}${PART}${draft.source}`
  if (birthday) text += `${PART}b${birthday.day}.${birthday.month}.${birthday.year ?? ''}`
  if (reference) text += `${PART}r${reference.system}:${reference.value}`
  for (const detail of draft.details) text += `${PART}${detail.kind}${detail.value}`
  for (const address of draft.addresses)
    text += `${PART}a${address.street}|${address.addition}|${address.postcode}|${address.city}|${address.country}`
  for (const tag of draft.tags) text += `${PART}t${tag}`
  for (const person of draft.contactPersons)
    text += `${PART}p${person.title}|${person.firstName}|${person.lastName}${person.role || person.phone || person.email ? `|${person.role}|${person.phone}|${person.email}` : ''}`
  if (draft.letterGreeting !== '') text += `${PART}g${draft.letterGreeting}`
  if (draft.own || draft.photo) text += marksOf(draft)
  return hash53(text)
}

function marksOf({ own = {}, photo }: Draft): string {
  const values = Object.entries(own).map(([field, value]) => `${PART}o${field}=${value}`)
  return `${values.join('')}${photo ? `${PART}f${createHash('sha256').update(photo).digest('base64')}` : ''}`
}
