import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Contact, CustomerId, TouchChannel } from '#contract'

/** Whom a contact is with. */
export interface Whom {
  customerId: CustomerId
  displayName: string
}
/** What is being written down: a new contact (with nobody yet where none is named), a change of one, or the answer to one. */
export type Noting =
  { kind: 'new'; whom: Whom | null; channel?: TouchChannel; direction?: Contact['direction'] } | { kind: 'change' | 'answer'; contact: Contact }

/** The contact that is being written down, on whatever screen, and with whom one would be at the press of K. */
export const useContacts = defineStore('contacts', () => {
  const noting = shallowRef<Noting | null>(null)
  /** The customer on the page, or under the cursor of a list. */
  const subject = shallowRef<(Whom & { channel?: TouchChannel }) | null>(null)
  /** The contact out of which a case is being made. */
  const toCase = shallowRef<Contact | null>(null)
  return { noting, subject, toCase }
})

/** Opens "Kontakt notieren", for a customer or for anybody. */
export const noteContact = (whom: Whom | null, more: { channel?: TouchChannel; direction?: Contact['direction'] } = {}): void =>
  void (useContacts().noting = { kind: 'new', whom, ...more })
