import { onScopeDispose } from 'vue'

type Taker = (code: string) => void
let taker: Taker | null = null

/** Takes every scan instead of opening the customer, until the component goes or `stop` is called. */
export function takeScans(take: Taker): () => void {
  taker = take
  const stop = () => void (taker === take && (taker = null))
  onScopeDispose(stop)
  return stop
}
/** Hands a scan over to whoever takes scans now; false when nobody does. */
export function handOver(code: string): boolean {
  taker?.(code)
  return taker !== null
}
