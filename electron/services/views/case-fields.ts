import type { FilterFieldSource } from './filter-field.ts'

/** Whether something that a customer complained of or wished for is still open. */
export function caseFields(): FilterFieldSource {
  return {
    fields: () => [
      {
        key: 'case:open',
        kind: 'flag',
        group: 'relation',
        test: ({ value }) => ({ sql: 'select customer_id from case_file where closed_on is null', params: {}, not: value === false }),
      },
    ],
    mayHaveHad: (key) => key === 'case:open',
  }
}
