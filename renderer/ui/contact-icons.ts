import type { TouchChannel } from '#contract'
import type { IconName } from './icon-names.ts'

/** How each way of meeting is drawn, everywhere the same. */
export const channelIcons = {
  phone: 'phone',
  counter: 'store',
  email: 'mail',
  letter: 'file-text',
  messenger: 'message-circle',
  social: 'share-2',
  event: 'party-popper',
} as const satisfies Record<TouchChannel, IconName>
