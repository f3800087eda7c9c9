import type { Output, ViewGroup } from '#contract'
import type { GridGroup } from '../ui/grid-groups.ts'
import { formatNumber, tt, ttOr } from '../words.ts'

/** What a group is called. */
function groupWord(groupBy: ViewGroup, key: string): string {
  switch (groupBy) {
    case 'phase':
      return ttOr(`phases.phase.${key}`, 'views.goneField')
    case 'kind':
      return ttOr(`views.choice.${key}`, 'views.goneField')
    case 'regular':
    case 'card':
    case 'tagged':
      return tt(key === 'yes' ? `views.groupYes.${groupBy}` : `views.groupNo.${groupBy}`)
    case 'city':
    case 'source':
    case 'letter':
    case 'lastYear':
      return key === '' ? tt(`views.groupNone.${groupBy}`) : key
  }
}
export const gridGroups = (groupBy: ViewGroup | null, groups: Output<'views.groups'>): GridGroup[] =>
  groupBy === null ? [] : groups.map(({ key, count }) => ({ key, count, label: groupWord(groupBy, key), countLabel: formatNumber(count) }))
