import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CustomerId, PurchaseId } from '#contract'

/** Whose purchase is being copied from the till right now, whose it would be at the press of E, and which receipt is looked at. */
export const usePurchases = defineStore('purchases', () => {
  const recordingFor = shallowRef<CustomerId | null>(null)
  /** The customer on the page, or under the cursor of the board. */
  const subject = shallowRef<CustomerId | null>(null)
  const shown = shallowRef<PurchaseId | null>(null)
  return {
    recordingFor,
    subject,
    shown,
    open: (customerId: CustomerId) => void (recordingFor.value = customerId),
    close: () => void (recordingFor.value = null),
    show: (purchaseId: PurchaseId) => void (shown.value = purchaseId),
    hide: () => void (shown.value = null),
  }
})

/** Opens "Einkauf nachtragen" for a customer, on whatever screen. */
export const openPurchase = (customerId: CustomerId): void => usePurchases().open(customerId)

/** Shows a receipt with its lines and returns, on whatever screen. */
export const showPurchase = (purchaseId: PurchaseId): void => usePurchases().show(purchaseId)
