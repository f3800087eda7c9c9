import type { CustomerId, GraphNode, RelatedCustomer, Relation, RelationId } from '#contract'

/** How many customers the picture holds, and how many are counted beyond. */
const SHOWN = 40
const COUNTED = 1000

interface Found extends Relation {
  otherId: CustomerId
  displayName: string
  otherKind: RelatedCustomer['kind']
}
export interface RelationGraph {
  nodes: GraphNode[]
  edges: Relation[]
  more: number
}

/** Walks outwards step by step, each customer once, so that a ring ends where it began. */
export function relationGraph(start: RelatedCustomer, depth: number, neighbours: (id: CustomerId) => Found[]): RelationGraph {
  const nodes = new Map<CustomerId, GraphNode>([[start.customerId, { ...start, distance: 0 }]])
  const edges = new Map<RelationId, Relation>()
  let frontier = [start.customerId]
  for (let distance = 1; distance <= depth && frontier.length > 0; distance++) {
    const next: CustomerId[] = []
    for (const id of frontier) {
      if (nodes.size >= COUNTED) break
      for (const { otherId, displayName, otherKind, ...relation } of neighbours(id)) {
        edges.set(relation.id, relation)
        if (nodes.has(otherId)) continue
        nodes.set(otherId, { customerId: otherId, displayName, kind: otherKind, distance })
        next.push(otherId)
      }
    }
    frontier = next
  }
  // Those of the last step can know each other too.
  for (const id of frontier.slice(0, SHOWN))
    for (const { otherId, displayName: _name, otherKind: _kind, ...relation } of neighbours(id))
      if (nodes.has(otherId)) edges.set(relation.id, relation)
  const shown = [...nodes.values()].slice(0, SHOWN)
  const ids = new Set(shown.map(({ customerId }) => customerId))
  return { nodes: shown, edges: [...edges.values()].filter(({ aId, bId }) => ids.has(aId) && ids.has(bId)), more: nodes.size - shown.length }
}
