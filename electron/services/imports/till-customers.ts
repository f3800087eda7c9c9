import { AppError } from '../../database/app-error.ts'
import type { CustomerWriter } from '../customers/customers.service.ts'
import type { TillCustomer } from './till-lines.ts'
import type { TillGroup } from './till-receipts.ts'

/** Makes a customer of each number that nobody has; whom the customers' own rules refuse stays unknown. */
export function newCustomers(groups: readonly TillGroup[], writer: Pick<CustomerWriter, 'insert' | 'whileFilling'>): void {
  const wanted = new Set<TillCustomer>()
  for (const { customer } of groups) if (customer.customerId === null && customer.number !== '') wanted.add(customer)
  if (wanted.size === 0) return
  writer.whileFilling(() => {
    for (const customer of wanted) {
      try {
        customer.customerId = writer.insert({ ...NOBODY, lastName: `Kunde ${customer.number}`, number: customer.number })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
      }
    }
  })
}

const NOBODY = {
  kind: 'person',
  salutation: 'none',
  title: '',
  firstName: '',
  lastName: '',
  nameAddition: '',
  firmName: '',
  addressForm: 'formal',
  birthday: null,
  memo: '',
  source: '',
  tags: [],
  details: [],
  addresses: [],
  contactPersons: [],
} satisfies Parameters<CustomerWriter['insert']>[0]
