import type { bulkCalls, CustomerId, CustomerSelection, Handlers, JobContext, OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { BulkChanges } from '../customers/bulk-changes.ts'
import type { ServiceBase, Tasks } from '../service-base.ts'
import type { ViewsService } from './views.service.ts'

/** Up to so many customers are changed at once; more in a thread of their own. */
const FEW = 1000
/** Customers between two looks at the job. */
const BREATH = 100

type Order =
  | { call: 'customers.tag'; selection: CustomerSelection; add: string[]; remove: string[] }
  | { call: 'customers.removeMany'; selection: CustomerSelection }
  | { call: 'customers.amend'; selection: CustomerSelection; source?: string | undefined; addressForm?: 'formal' | 'informal' | undefined }
  | { call: 'cards.issueMissing'; selection: CustomerSelection }
interface Outcome {
  changed: number
  operationId: OperationId | null
}
export interface BulkActions {
  customers: Pick<Handlers['customers'], keyof typeof bulkCalls>
  issueMissing: Handlers['cards']['issueMissing']
  tasks: Tasks
}
interface Deps extends Pick<ServiceBase, 'recorder' | 'background'> {
  selectedIds: ViewsService['selectedIds']
  customers: { bulk: BulkChanges }
  cards: { issueWhereMissing(customerId: CustomerId): boolean }
}

/** What can be done with all marked customers: each as one operation, undone as one. */
export function bulkActions({ recorder, background, selectedIds, customers, cards }: Deps): BulkActions {
  function changeOf(order: Order): (id: CustomerId) => boolean {
    switch (order.call) {
      case 'customers.tag':
        return (id) => customers.bulk.tag(id, order.add, order.remove)
      case 'customers.removeMany':
        return customers.bulk.remove
      case 'customers.amend':
        return (id) => customers.bulk.amend(id, order)
      case 'cards.issueMissing':
        return cards.issueWhereMissing
    }
  }
  /** Does the work on whichever thread it was called. */
  function perform(order: Order, job: JobContext, ids = selectedIds(order.selection)): Outcome {
    const change = changeOf(order)
    const { value: changed, operationId } = recorder.run({ call: order.call }, () => {
      let count = 0
      ids.forEach((id, index) => {
        if (change(id)) count++
        if (index % BREATH === 0) {
          if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
          job.report(index, ids.length, 'changing')
        }
      })
      job.report(ids.length, ids.length, 'finishing')
      const [only] = ids
      recorder.describe(ids.length === 1 && only !== undefined ? { customerId: only, count: 1 } : { count })
      return count
    })
    return { changed, operationId }
  }
  async function run(order: Order, job: JobContext): Promise<Outcome> {
    const ids = selectedIds(order.selection)
    return ids.length <= FEW ? perform(order, job, ids) : await background.run<Outcome>('views.changeSelected', order, job)
  }
  return {
    tasks: { 'views.changeSelected': (order: Order, job: JobContext) => perform(order, job) },
    customers: {
      tag: (input, job) => run({ call: 'customers.tag', ...input }, job),
      removeMany: (input, job) => run({ call: 'customers.removeMany', ...input }, job),
      amend: (input, job) => run({ call: 'customers.amend', ...input }, job),
    },
    async issueMissing(input, job) {
      const { changed, operationId } = await run({ call: 'cards.issueMissing', ...input }, job)
      return { issued: changed, operationId }
    },
  }
}
