import { computed, shallowRef, watch } from 'vue'
import type { CustomerId, FieldChange } from '#contract'
import { call } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import type { ChangeNames } from './change-words.ts'
import { useOwnFields } from './use-own-fields.ts'

/** Names for what changes only point at: own fields, deleted ones too, and the other end of relations. */
export function useChangeNames(rows: () => readonly FieldChange[]) {
  const { fields } = useOwnFields({ withRemoved: true })
  const customers = shallowRef<ReadonlyMap<number, string>>(new Map())
  const read = useTask(async (ids: number[]) => {
    // One that is gone for good has no name any more.
    const nameOf = (id: number) =>
      call('customers.get', { customerId: id as CustomerId }).then(
        ({ displayName }) => displayName,
        () => null,
      )
    const found = await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const))
    customers.value = new Map([...customers.value, ...found.filter((entry): entry is [number, string] => entry[1] !== null)])
  })
  watch(rows, (changes) => {
    const ends = changes.flatMap(({ fields: changed }) =>
      changed.filter(({ field }) => field === 'b_id').flatMap(({ before, after }) => [before, after]),
    )
    const missing = new Set(ends.filter((id) => id !== null).map(Number))
    for (const id of customers.value.keys()) missing.delete(id)
    if (missing.size > 0) void read.run([...missing])
  })
  return computed<ChangeNames>(() => ({ ownFields: new Map(fields.value.map((field) => [field.id, field])), customers: customers.value }))
}
