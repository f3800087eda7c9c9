import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CardStatus } from './cards.ts'
import { Phase } from './customers.ts'
import { Cents, CustomerId, IsoDate, OperationId, Points, Timestamp } from './values.ts'

export const mergeReasons = [
  'customer-merged',
  'merge-needs-two',
  'merge-with-itself',
  'merge-too-many',
  'merge-firm-with-person',
  'merge-sample-with-own',
  'merge-choice-foreign',
  'merge-memo-too-long',
  'merge-gone',
  'merge-already-undone',
] as const

/** Fields of which one customer's value is kept. */
export const MergeField = z.enum([
  'salutation',
  'title',
  'firstName',
  'lastName',
  'nameAddition',
  'firmName',
  'addressForm',
  'letterGreeting',
  'birthday',
  'source',
  'memo',
])
export type MergeField = z.infer<typeof MergeField>

const chosen = CustomerId.optional()
/** Whose value is kept, field by field; a field that is left out has its default. A Merkzettel can keep all texts. */
export const MergeChoices = z.strictObject({
  salutation: chosen,
  title: chosen,
  firstName: chosen,
  lastName: chosen,
  nameAddition: chosen,
  firmName: chosen,
  addressForm: chosen,
  letterGreeting: chosen,
  birthday: chosen,
  source: chosen,
  memo: z.union([CustomerId, z.literal('all')]).optional(),
})
export type MergeChoices = z.infer<typeof MergeChoices>

const OrderInput = z.object({
  survivorId: CustomerId,
  /** Together with the survivor at most ten. */
  otherIds: z.array(CustomerId).min(1, 'merge-needs-two').max(9, 'merge-too-many'),
  choices: MergeChoices.default({}),
})
export type MergeOrder = z.infer<typeof OrderInput>

/** Why a value is the default: only one has it, all say the same, the most complete, what the survivor says, all texts together. */
export const MergeDefault = z.enum(['only', 'same', 'fullest', 'oldest', 'survivor', 'all', 'chosen'])
export type MergeDefault = z.infer<typeof MergeDefault>

const MergeSide = z.object({
  id: CustomerId,
  number: z.string(),
  displayName: z.string(),
  createdOn: IsoDate,
  phase: Phase,
  purchases: z.int(),
  totalCents: Cents,
  lastPurchase: IsoDate.nullable(),
  points: Points,
  cards: z.array(z.object({ number: z.string(), status: CardStatus })),
  /** Rows that go to the survivor, by table, and those that stay behind because the survivor has the same. */
  moves: z.record(z.string(), z.int()),
  stays: z.record(z.string(), z.int()),
})
export type MergeSide = z.infer<typeof MergeSide>

export const MergePreview = z.object({
  survivorId: CustomerId,
  sides: z.array(MergeSide),
  fields: z.array(
    z.object({
      field: MergeField,
      /** As text: a birthday as `1979-05-03` or `--05-03`; '' where there is none. */
      values: z.array(z.object({ customerId: CustomerId, value: z.string() })),
      choice: z.union([CustomerId, z.literal('all')]),
      why: MergeDefault,
      result: z.string(),
    }),
  ),
  points: Points,
  phase: z.object({ from: Phase, to: Phase, purchaseDays: z.int() }),
})
export type MergePreview = z.infer<typeof MergePreview>

const Merge = z.object({
  mergeId: OperationId,
  at: Timestamp,
  others: z.array(z.object({ id: CustomerId, number: z.string(), displayName: z.string() })),
})
export type Merge = z.infer<typeof Merge>

const touched = ['customers', 'purchases', 'phases', 'loyalty', 'cards'] as const

export const mergeCalls = {
  /** Makes several customers one. Nothing is deleted: the others rest with everything that does not move, and their numbers lead to the survivor. */
  merge: write(OrderInput, z.object({ mergeId: OperationId }), touched),
  /** Takes a merge back, also much later, unless a later change of the same field is in force. */
  undoMerge: job(z.object({ mergeId: OperationId }), z.object({ operationId: OperationId, survivorId: CustomerId.nullable() }), {
    touches: [...touched, 'operations'],
    writes: true,
  }),
  mergePreview: read(OrderInput, MergePreview),
  /** The merges in force that made a customer what he is, newest first. */
  merges: read(z.object({ customerId: CustomerId }), z.array(Merge)),
}
