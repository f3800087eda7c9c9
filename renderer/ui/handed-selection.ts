import { shallowRef } from 'vue'
import type { CustomerSelection } from '#contract'

/** Customers that one screen hands to the next, with the columns in which it shows them: too much for an address. */
interface HandedCustomers {
  selection: CustomerSelection
  columns: readonly string[]
  /** Whether they were marked one by one, or are what a list shows. */
  isMarked: boolean
}
/** Whoever goes on to `export` with `handed` set finds them there. */
export const handedCustomers = shallowRef<HandedCustomers | null>(null)
