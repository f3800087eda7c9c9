import type { Customer } from './customers.ts'

/** The line every advertising letter and mail ends with (domain.md §13); written to customers, hence German like the greeting. */
export function optOutLine({ addressForm }: Pick<Customer, 'addressForm'>): string {
  return addressForm === 'informal'
    ? 'Du möchtest keine Werbung mehr von uns? Eine kurze Nachricht genügt, jederzeit und kostenfrei.'
    : 'Sie möchten keine Werbung mehr von uns? Eine kurze Nachricht genügt, jederzeit und kostenfrei.'
}
