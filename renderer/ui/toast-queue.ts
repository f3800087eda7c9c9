import { shallowRef } from 'vue'
import type { OperationId } from '#contract'

export interface Toast {
  text: string
  tone?: 'good' | 'bad'
  /** Set when the fact can be taken back. */
  operationId?: OperationId
  /** A way on, instead of the way back. */
  action?: { label: string; keys?: string; run: () => unknown }
}
/** The one fact on show; a newer one takes its place, the older stay under "Letzte Änderungen". */
export const toast = shallowRef<(Toast & { key: number }) | null>(null)
let lastKey = 0

export function showToast(fact: Toast): void {
  toast.value = { ...fact, key: ++lastKey }
}
export function hideToast(): void {
  toast.value = null
}
