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

/** −2 upset … 2 delighted. */
export const MOODS = ['-2', '-1', '0', '1', '2'] as const
export type MoodValue = (typeof MOODS)[number]
export const moodIcons = { '-2': 'angry', '-1': 'frown', '0': 'meh', '1': 'smile', '2': 'laugh' } as const satisfies Record<MoodValue, IconName>
