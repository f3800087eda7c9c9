import type { CustomerId } from '#contract'
import type { Clock } from '../../database/clock.ts'
import type { CustomerWriter } from './customer-writer.ts'
import { distinctTags } from './customer.rules.ts'
import type { CustomersRepository } from './customers.repository.ts'

/** One change for many customers, inside an operation that runs already. Each answers whether anything was written. */
export interface BulkChanges {
  tag(id: CustomerId, add: readonly string[], remove: readonly string[]): boolean
  remove(id: CustomerId): boolean
  amend(id: CustomerId, change: { source?: string | undefined; addressForm?: 'formal' | 'informal' | undefined }): boolean
}

export function bulkChanges(repository: CustomersRepository, writer: CustomerWriter, clock: Clock): BulkChanges {
  return {
    tag(id, add, remove) {
      const has = new Set(repository.tagsOf(id))
      const leaving = remove.filter((tag) => has.has(tag) && !add.includes(tag))
      const coming = distinctTags(add).filter((tag) => !has.has(tag))
      for (const tag of leaving) repository.removeTag(id, tag)
      for (const tag of coming) repository.addTag(id, tag)
      return leaving.length + coming.length > 0
    },
    remove(id) {
      repository.setDeleted(id, clock.now())
      return true
    },
    amend: (id, { source, addressForm }) =>
      writer.change(id, { ...(source !== undefined && { source }), ...(addressForm !== undefined && { addressForm }) }),
  }
}
