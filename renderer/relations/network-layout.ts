import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { SimulationNodeDatum } from 'd3-force'
import type { CustomerId, GraphNode, Relation } from '#contract'

export interface PlacedNode extends GraphNode {
  x: number
  y: number
  isAbove: boolean
}
export interface PlacedEdge extends Relation {
  x1: number
  y1: number
  x2: number
  y2: number
}
export interface Network {
  width: number
  height: number
  nodes: PlacedNode[]
  edges: PlacedEdge[]
}
type Body = SimulationNodeDatum & { id: CustomerId }

const WIDTH = 660
const MARGIN = { x: 70, y: 34 }
const STEPS = 300

/** Places everybody in one go, the same every time: nothing moves on the screen. The customer in question stays in the middle of the forces. */
export function networkLayout(nodes: readonly GraphNode[], edges: readonly Relation[]): Network {
  const height = nodes.length <= 4 ? 260 : nodes.length <= 12 ? 400 : nodes.length <= 24 ? 620 : 780
  const bodies: Body[] = nodes.map(({ customerId, distance }) => (distance === 0 ? { id: customerId, fx: 0, fy: 0 } : { id: customerId }))
  const links = edges.map(({ aId, bId }) => ({ source: aId, target: bId }))
  forceSimulation(bodies)
    .force(
      'links',
      forceLink<Body, (typeof links)[number]>(links)
        .id(({ id }) => id)
        .distance(110),
    )
    .force('apart', forceManyBody().strength(-420))
    .force('room', forceCollide(56))
    .force('x', forceX(0).strength(0.04))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(STEPS)
  const [xs, ys] = [bodies.map(({ x = 0 }) => x), bodies.map(({ y = 0 }) => y)]
  const toX = scale(xs, MARGIN.x, WIDTH - MARGIN.x)
  const toY = scale(ys, MARGIN.y, height - MARGIN.y)
  const places = new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { x: toX(x), y: toY(y) }]))
  const middle = height / 2
  return {
    width: WIDTH,
    height,
    nodes: nodes.map((node) => {
      const { x, y } = places.get(node.customerId)!
      return { ...node, x, y, isAbove: y < middle }
    }),
    edges: edges.map((edge) => {
      const [a, b] = [places.get(edge.aId)!, places.get(edge.bId)!]
      return { ...edge, x1: a.x, y1: a.y, x2: b.x, y2: b.y }
    }),
  }
}

/** Spreads values over a span; few or equal ones gather in its middle. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const factor = Math.min((to - from) / Math.max(high - low, 1), 1.6)
  const centre = (from + to) / 2
  return (value) => Math.round(centre + (value - (low + high) / 2) * factor)
}
