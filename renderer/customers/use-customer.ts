import { shallowRef, watch } from 'vue'
import type { Customer, CustomerId, CustomerRow } from '#contract'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/**
 * One customer with the figures of the list, kept up to date. The former customer stays on show until the next one has arrived; `summary` is null
 * for a customer in the bin.
 */
export function useCustomer(customerId: () => CustomerId) {
  const customer = shallowRef<Customer | null>(null)
  const summary = shallowRef<CustomerRow | null>(null)
  const load = useTask(async (id: CustomerId) => {
    const found = await call('customers.get', { customerId: id })
    return { found, figures: found.deletedAt === null ? await call('customers.summary', { customerId: id }) : null }
  })
  async function read(): Promise<void> {
    const answer = await load.run(customerId())
    if (answer) {
      customer.value = answer.found
      summary.value = answer.figures
    } else if (load.failure.value) customer.value = null
  }
  watch(customerId, read, { immediate: true })
  onDataChanged(['customers', 'purchases', 'phases', 'loyalty', 'cards', 'imports', 'operations', 'sample'], () => void read())
  return { customer, summary, failure: load.failure, read }
}
