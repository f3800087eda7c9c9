import type { CustomerId } from './values.ts'

/** "Stk1": tells our own UIDs from others. */
const OURS = '53746b31'

/** A UID (RFC 9562, version 8) that a customer has in every export, made of the id alone. */
export function uidOf(id: CustomerId): string {
  const hex = id.toString(16).padStart(16, '0')
  return `${OURS}-${hex.slice(0, 4)}-8${hex.slice(4, 7)}-8${hex.slice(7, 10)}-000000${hex.slice(10)}`
}

/** The customer whom a UID of ours names; null for any other UID. */
export function customerOfUid(uid: string): CustomerId | null {
  const parts = new RegExp(`^${OURS}-([0-9a-f]{4})-8([0-9a-f]{3})-8([0-9a-f]{3})-000000([0-9a-f]{6})$`, 'i').exec(uid)
  return parts ? (Number.parseInt(parts.slice(1).join(''), 16) as CustomerId) : null
}
