import { shallowRef } from 'vue'
import type { CustomerSelection } from '#contract'

/** Customers that one screen hands to the next: too many ids for an address. Whoever goes on to `export` with `marked` set reads them there. */
export const handedSelection = shallowRef<CustomerSelection | null>(null)
