import type { ContactId, IsoDate, Phase, TimelineEntry, TimelineKind, TouchChannel } from '#contract'
import { cardNumberWords } from '../ui/card-number.ts'
import { channelIcons } from '../ui/contact-icons.ts'
import type { IconName } from '../ui/icon-names.ts'
import { formatCents, formatDay, formatDayShort, formatSigned, tt } from '../words.ts'

/** What the timeline can be narrowed to; null for everything. */
export const TIMELINE_SHOWN = {
  all: null,
  contacts: ['contact'],
  purchases: ['purchase'],
  phases: ['phase'],
  points: ['points', 'card'],
  entry: ['created', 'imported'],
} as const satisfies Record<string, readonly TimelineKind[] | null>
export type TimelineShown = keyof typeof TIMELINE_SHOWN

/** One line of the timeline in words. */
export interface TimelineLine {
  key: string
  day: string
  year: string
  icon: IconName
  /** Purchases stand out: they are what the rest is about. */
  isStrong: boolean
  title: string
  text: string
  amount: string
  points: string
  /** How the customer felt, -2 to 2. */
  mood: number | null
  /** Set on a line that opens a contact. */
  contactId: ContactId | null
}

const phaseWord = (phase: unknown) => tt(`phases.phase.${phase as Phase}`)

function phaseReason(trigger: unknown): string {
  const name = String(trigger)
  if (name === 'purchases.record') return tt('customers.timeline.phaseReason.purchase')
  if (name === 'purchases.return') return tt('customers.timeline.phaseReason.returned')
  if (name === 'purchases.remove') return tt('customers.timeline.phaseReason.removed')
  if (name.startsWith('operations.')) return tt('customers.timeline.phaseReason.undone')
  if (name.startsWith('imports.')) return tt('customers.timeline.phaseReason.imported')
  return tt('customers.timeline.phaseReason.other')
}

type Said = Pick<TimelineLine, 'icon' | 'title' | 'text'> & Partial<Pick<TimelineLine, 'isStrong' | 'amount' | 'points' | 'mood' | 'contactId'>>

function contactSaid(detail: TimelineEntry['detail']): Said {
  const channel = detail['channel'] as TouchChannel
  const waits = detail['waits'] === 1 && tt('contacts.timeline.waits')
  const nextStep = detail['nextStep'] && tt('contacts.timeline.nextStep', { step: String(detail['nextStep']) })
  const bulk = detail['isBulk'] === 1 && tt('contacts.timeline.bulk')
  return {
    icon: channelIcons[channel],
    title: [tt(`contacts.way.${detail['direction'] as 'in' | 'out'}`, { channel: tt(`contacts.channel.${channel}`) }), detail['topic']]
      .filter(Boolean)
      .join(': '),
    text: [detail['text'], bulk, nextStep, waits].filter(Boolean).join(' · '),
    mood: detail['mood'] === null ? null : Number(detail['mood']),
    contactId: Number(detail['contactId']) as ContactId,
  }
}

function said({ kind, detail }: TimelineEntry): Said {
  switch (kind) {
    case 'purchase': {
      const isReturn = detail['kind'] === 'return'
      const of = detail['boughtOn'] ? tt('customers.timeline.returnOf', { day: formatDay(detail['boughtOn'] as IsoDate) }) : ''
      const receipt = detail['receiptNo'] ? tt('customers.timeline.purchaseReceipt', { receipt: String(detail['receiptNo']) }) : ''
      return {
        icon: isReturn ? 'undo-2' : 'shopping-bag',
        isStrong: !isReturn,
        title: tt(isReturn ? 'customers.timeline.return' : 'customers.timeline.purchase'),
        text: [detail['goods'], detail['note'], of, receipt].filter(Boolean).join(' · '),
        amount: formatCents(Number(detail['totalCents'])),
        points: Number(detail['points']) === 0 ? '' : formatSigned(Number(detail['points'])),
      }
    }
    case 'contact':
      return contactSaid(detail)
    case 'phase':
      return {
        icon: 'arrow-right',
        title: detail['from']
          ? tt('customers.timeline.phaseMove', { from: phaseWord(detail['from']), to: phaseWord(detail['to']) })
          : tt('customers.timeline.phaseStart', { to: phaseWord(detail['to']) }),
        text: phaseReason(detail['trigger']),
      }
    case 'points': {
      const points = Number(detail['points'])
      return {
        icon: 'coins',
        title: tt(points < 0 ? 'customers.timeline.pointsMinus' : 'customers.timeline.pointsPlus'),
        text: String(detail['reason'] ?? ''),
        points: formatSigned(points),
      }
    }
    case 'card': {
      const status = String(detail['status']) as 'active' | 'lost' | 'replaced' | 'blocked'
      const now = status === 'active' ? '' : `, ${tt('customers.timeline.cardNow', { status: tt(`customers.card.status.${status}`) })}`
      return { icon: 'credit-card', title: tt('customers.timeline.cardIssued'), text: `${cardNumberWords(String(detail['number']))}${now}` }
    }
    case 'imported':
      return {
        icon: 'download',
        title: tt(detail['action'] === 'updated' ? 'customers.timeline.importedUpdated' : 'customers.timeline.imported'),
        text: tt('customers.timeline.importedText', { file: String(detail['fileName']) }),
      }
    case 'created':
      return {
        icon: 'user-plus',
        title: tt('customers.timeline.created'),
        text: detail['source'] ? tt('customers.timeline.createdFrom', { source: String(detail['source']) }) : '',
      }
  }
}

/** Words a stored entry; the day without its year, because the list is grouped by years. */
export function timelineLine(entry: TimelineEntry): TimelineLine {
  return {
    key: entry.key,
    day: formatDayShort(entry.day),
    year: entry.day.slice(0, 4),
    isStrong: false,
    amount: '',
    points: '',
    mood: null,
    contactId: null,
    ...said(entry),
  }
}

/** Consecutive lines of one year together, in the order given. */
export function byYear(lines: readonly TimelineLine[]): { year: string; lines: TimelineLine[] }[] {
  const years: { year: string; lines: TimelineLine[] }[] = []
  for (const line of lines) {
    const last = years.at(-1)
    if (last?.year === line.year) last.lines.push(line)
    else years.push({ year: line.year, lines: [line] })
  }
  return years
}
