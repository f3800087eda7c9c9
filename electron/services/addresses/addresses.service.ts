import { addressBlock, letterGreeting } from '#contract'
import type { Customer, CustomerId, Handlers } from '#contract'
import { isPostcode, placesNamed, placesOf } from './postcodes.ts'
import { salutationOf } from './gendered-names.ts'

interface Deps {
  customers: { get(customerId: CustomerId): Omit<Customer, 'own'> }
}

/** Addresses and salutations the German way. */
export function addressesService({ customers }: Deps): { calls: Handlers['addresses'] } {
  return {
    calls: {
      suggest({ postcode = '', city = '', limit }) {
        const typed = postcode.trim()
        if (/^\d{5}$/.test(typed)) return { isKnown: isPostcode(typed), places: placesOf(typed).slice(0, limit) }
        return { isKnown: true, places: typed === '' ? placesNamed(city, limit) : [] }
      },
      block({ customerId, address }) {
        const customer = customers.get(customerId)
        return addressBlock(customer, customer.addresses[address] ?? null)
      },
      greeting({ customerId, secondId }) {
        const customer = customers.get(customerId)
        const lines = letterGreeting(customer, secondId === undefined ? null : customers.get(secondId))
        return { lines, isOwn: customer.letterGreeting !== '' }
      },
      salutationFor: ({ firstName }) => ({ salutation: salutationOf(firstName) }),
    },
  }
}
