import type { Contact, IsoDate, PurchaseId, StaffId } from '#contract'
import { dayToday } from '../ui/today.ts'
import { readClockTime } from './clock-time.ts'
import type { Noting } from './contacts.store.ts'

/** A contact as it stands in the form. */
export interface ContactDraft extends Pick<Contact, 'channel' | 'direction' | 'level' | 'topic' | 'text' | 'mood' | 'needsAnswer' | 'area'> {
  referencePoint: NonNullable<Contact['referencePoint']> | 'none'
  day: IsoDate | null
  /** As typed. */
  at: string
  minutes: string
  nextStep: string
  nextStepOn: IsoDate | null
  staffId: StaffId | null
  /** 0 for none. */
  purchaseId: number
  isRandom: boolean
  isBulk: boolean
}

const blank = (): ContactDraft => ({
  channel: 'counter',
  direction: 'in',
  level: 'factual',
  referencePoint: 'none',
  topic: '',
  text: '',
  mood: null,
  needsAnswer: false,
  area: '',
  day: dayToday(),
  at: '',
  minutes: '',
  nextStep: '',
  nextStepOn: null,
  staffId: null,
  purchaseId: 0,
  isRandom: false,
  isBulk: false,
})

/** What the form begins with. An answer goes back by the way on which the question came. */
export function draftOf(noting: Noting): ContactDraft {
  if (noting.kind === 'new') {
    const { channel, direction } = noting
    return { ...blank(), ...(channel && { channel }), ...(direction && { direction }) }
  }
  const { contact } = noting
  if (noting.kind === 'answer') return { ...blank(), direction: 'out', channel: contact.channel, topic: contact.topic, area: contact.area }
  const { at, minutes, referencePoint, purchaseId } = contact
  return {
    ...blank(),
    ...contact,
    at: at ?? '',
    minutes: minutes === 0 ? '' : String(minutes),
    referencePoint: referencePoint ?? 'none',
    purchaseId: purchaseId ?? 0,
  }
}

export const minutesOf = (typed: string): number | null => {
  const minutes = typed.trim() === '' ? 0 : /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : NaN
  return minutes >= 0 && minutes <= 1440 ? minutes : null
}
/** Whether everything typed can be read. */
export const isReadable = ({ at, minutes }: ContactDraft): boolean => readClockTime(at) !== undefined && minutesOf(minutes) !== null

/** What the calls take. Where neither day nor time were touched it was just now, and the backend knows the minute. */
export function factsOf(draft: ContactDraft, isNew: boolean) {
  const { level, topic, text, mood, area, staffId, isRandom, isBulk, nextStep, nextStepOn } = draft
  const at = readClockTime(draft.at) ?? null
  const isNow = isNew && at === null && (draft.day === null || draft.day === dayToday())
  return {
    ...(!isNow && { day: draft.day ?? dayToday(), at }),
    level,
    referencePoint: draft.referencePoint === 'none' ? null : draft.referencePoint,
    topic: topic.trim(),
    text: text.trim(),
    mood,
    minutes: minutesOf(draft.minutes) ?? 0,
    area: area.trim(),
    staffId,
    purchaseId: draft.purchaseId === 0 ? null : (draft.purchaseId as PurchaseId),
    isRandom,
    isBulk,
    nextStep: nextStep.trim(),
    ...(nextStep.trim() !== '' && { nextStepOn }),
  }
}
