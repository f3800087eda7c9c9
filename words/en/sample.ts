import type { sample as de } from '../de/sample.ts'
import type { SameKeys } from '../same-keys.ts'

export const sample: SameKeys<typeof de> = {
  label: 'Sample shop',
  banner: 'Sample shop: everything is invented.',
  bannerCount: 'One invented customer. | {count} invented customers; those you create yourself stay.',
  load: 'Load the sample shop',
  remove: 'Remove the sample',
  removed: 'Sample removed, one customer. | Sample removed, {count} customers.',
}
