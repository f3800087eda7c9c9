import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CustomerId } from '#contract'

/** Whose purchase is being copied from the till right now, and whose it would be at the press of E. */
export const usePurchases = defineStore('purchases', () => {
  const recordingFor = shallowRef<CustomerId | null>(null)
  /** The customer on the page, or under the cursor of the board. */
  const subject = shallowRef<CustomerId | null>(null)
  return {
    recordingFor,
    subject,
    open: (customerId: CustomerId) => void (recordingFor.value = customerId),
    close: () => void (recordingFor.value = null),
  }
})

/** Opens "Einkauf nachtragen" for a customer, on whatever screen. */
export const openPurchase = (customerId: CustomerId): void => usePurchases().open(customerId)
