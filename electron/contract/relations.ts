import { z } from 'zod'
import { read, write } from './call.ts'
import { CustomerKind } from './customers.ts'
import { CustomerId, line, RelationId } from './values.ts'

export const relationReasons = ['relation-gone', 'relation-with-self', 'relation-already', 'relation-label-missing', 'relation-firm-needed'] as const

/** Who lives together, who is kin, who works where, and whatever else the owner names. */
export const RelationKind = z.enum(['household', 'family', 'firm', 'free'])
export type RelationKind = z.infer<typeof RelationKind>

/** `label` says what a is to b ("ist Mutter von"), `reverseLabel` what b is to a; empty where the kind's usual words do. */
export const Relation = z.object({
  id: RelationId,
  aId: CustomerId,
  bId: CustomerId,
  kind: RelationKind,
  label: z.string(),
  reverseLabel: z.string(),
})
export type Relation = z.infer<typeof Relation>

export const RelatedCustomer = z.object({ customerId: CustomerId, displayName: z.string(), kind: CustomerKind })
export type RelatedCustomer = z.infer<typeof RelatedCustomer>

/** A relation seen from one customer: `label` is what they are to the other one. */
export const RelationLine = z.object({
  relationId: RelationId,
  kind: RelationKind,
  label: z.string(),
  reverseLabel: z.string(),
  /** Whether this customer is b, so that the labels are exchanged against what is stored. */
  isReversed: z.boolean(),
  other: RelatedCustomer,
})
export type RelationLine = z.infer<typeof RelationLine>
/** Another member of the household; without a relation of their own when they belong to it through somebody else. */
export const HouseholdMember = RelatedCustomer.extend({ relationId: RelationId.nullable() })
export type HouseholdMember = z.infer<typeof HouseholdMember>

/** A customer on the graph, with the least number of steps from the one in the middle. */
export const GraphNode = RelatedCustomer.extend({ distance: z.int() })
export type GraphNode = z.infer<typeof GraphNode>

const of = z.object({ customerId: CustomerId })
const label = line(60)

export const relationCalls = {
  /** A household counts both ways. With a firm, the person becomes a, whichever way it is said. */
  add: write(
    z.object({ aId: CustomerId, bId: CustomerId, kind: RelationKind, label: label.default(''), reverseLabel: label.default('') }),
    Relation,
    ['relations'],
  ),
  /** The labels are those of a and b as stored. */
  update: write(
    z.object({ relationId: RelationId, kind: RelationKind.optional(), label: label.optional(), reverseLabel: label.optional() }),
    Relation,
    ['relations'],
  ),
  remove: write(z.object({ relationId: RelationId }), Relation, ['relations']),
  /** Both directions, worded from this customer's side. Customers in the bin are left out until they come back. */
  listFor: read(of, z.object({ household: z.array(HouseholdMember), lines: z.array(RelationLine) })),
  /** Everybody within so many steps, the nearest first; at most 40 of them, `more` counts the rest. */
  graph: read(
    of.extend({ depth: z.int().min(1).max(3).default(2) }),
    z.object({ nodes: z.array(GraphNode), edges: z.array(Relation), more: z.int() }),
  ),
  /** People of the same surname at the same address who are not of the household yet. */
  suggestions: read(of, z.array(RelatedCustomer)),
}
