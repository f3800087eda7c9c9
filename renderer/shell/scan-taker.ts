type Taker = (code: string) => void
let taker: Taker | null = null

/** Takes every scan instead of opening the customer, until the answered function is called. */
export function takeScans(take: Taker): () => void {
  taker = take
  return () => {
    if (taker === take) taker = null
  }
}
/** Hands a scan over to whoever takes scans now; false when nobody does. */
export function handOver(code: string): boolean {
  taker?.(code)
  return taker !== null
}
