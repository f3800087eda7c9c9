import type { Feature } from '../features.ts'
import { tt } from '../words.ts'
import { openPurchase, usePurchases } from './purchases.store.ts'

export const purchasesFeature: Feature = {
  routes: [],
  nav: [],
  commands: [
    {
      id: 'record-purchase',
      label: () => tt('purchases.sheet.title'),
      icon: 'shopping-bag',
      keys: 'E',
      isOffered: () => usePurchases().subject !== null,
      run() {
        const { subject } = usePurchases()
        if (subject !== null) openPurchase(subject)
      },
    },
  ],
}
