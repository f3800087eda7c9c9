import type { CaseKind, IsoDate, ReferencePoint, TodayEntry, TodayKind } from '#contract'
import type { IconName } from '../ui/icon-names.ts'
import { formatDay, formatDayShort, language, tt } from '../words.ts'

/** What to do, as a short command. */
export function doWords(entry: Pick<TodayEntry, 'kind' | 'title' | 'channel'>): string {
  const { kind, title, channel } = entry
  if (kind === 'answer') return title === '' ? tt('today.do.answerPlain') : tt('today.do.answer', { title })
  if (kind === 'case') return tt('today.do.case', { title })
  if (kind === 'demand') return tt('today.do.demand', { title })
  if (kind === 'birthday' || kind === 'anniversary') return tt(`today.do.${kind}`)
  if (title !== '') return /[.?!…]$/.test(title) ? title : `${title}.`
  return tt(`today.do.${channel ?? 'counter'}`)
}

const ICONS: Record<TodayKind, IconName> = {
  answer: 'inbox',
  case: 'message-circle-warning',
  task: 'list-checks',
  warning: 'phone',
  reassurance: 'hand-heart',
  'second-purchase': 'hand-heart',
  demand: 'repeat',
  care: 'smile',
  birthday: 'cake',
  anniversary: 'gift',
}
const WAYS = { phone: 'phone', letter: 'mail', email: 'mail', messenger: 'mail', counter: 'store' } as const satisfies Record<string, IconName>
/** A picture of the way where it is about reaching somebody, else of the kind. */
export const iconOf = ({ kind, channel }: Pick<TodayEntry, 'kind' | 'channel'>): IconName =>
  kind === 'warning' && channel ? WAYS[channel] : ICONS[kind]

/** "Donnerstag, 12. März". */
export const dayTitle = (day: IsoDate): string =>
  new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  )

/** Why somebody is on the list, but for warnings, which word themselves. */
export function ownWhyWords({ key, values }: TodayEntry['why']): string {
  const dayIn = (name: string) => formatDayShort(String(values[name]).slice(0, 10) as IsoDate)
  const day = typeof values['day'] === 'string' ? dayIn('day') : ''
  switch (key) {
    case 'task-overdue':
      return tt('today.why.taskOverdue', { day })
    case 'task-today':
      return tt('today.why.taskToday')
    case 'birthday':
      return typeof values['age'] === 'number' ? tt('today.why.birthdayAge', { age: String(values['age']) }) : tt('today.why.birthdayToday')
    case 'anniversary':
      return tt('today.why.anniversary', { count: Number(values['years']), day: formatDay(values['since'] as IsoDate) })
    case 'birthday-past':
      return tt('today.why.birthdayPast', { day })
    case 'answer-overdue':
      return tt('today.why.answerOverdue', { day: dayIn('answerBy'), time: String(values['answerBy']).slice(11) })
    case 'answer-today':
      return tt('today.why.answerToday', { time: String(values['answerBy']).slice(11) })
    case 'case-due': {
      const [kind, point] = [values['kind'], values['referencePoint']] as [CaseKind, ReferencePoint]
      return tt('today.why.caseDue', {
        kind: tt(`cases.kind.${kind}`),
        point: tt(`cases.point.${point}`),
        opened: dayIn('openedOn'),
        day: dayIn('dueOn'),
      })
    }
    case 'care':
      return tt('today.why.care', { careClass: String(values['careClass']), days: Number(values['intervalDays']), last: dayIn('lastOn') })
    case 'demand':
      return tt('today.why.demand', { last: dayIn('lastOn'), days: Math.round(Number(values['days'])), day: dayIn('dueOn') })
    case 'window-closes':
      return tt('today.why.windowCloses', { first: dayIn('firstDay'), day: dayIn('windowEnds') })
    case 'second-purchase-missed':
      return tt('today.why.windowMissed', { first: dayIn('firstDay'), count: Number(values['days']) })
    default:
      return ''
  }
}
