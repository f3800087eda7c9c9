import type { ContactFigures, ContactStanding, IsoDate, ShopMoment, TouchChannel } from '#contract'
import { shopMoment } from './answer-time.rules.ts'
import type { AnswerClock } from './answer-time.rules.ts'

/** A contact that asked for an answer. */
export interface Question {
  day: IsoDate
  at: string | null
  channel: TouchChannel
  area: string
  answerBy: ShopMoment
  answeredAt: ShopMoment | null
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** How quickly questions were answered. What still has time counts neither as in time nor as late. */
export function figuresOf(questions: readonly Question[], now: ShopMoment, clock: AnswerClock): ContactFigures {
  const answered = questions.filter((question) => question.answeredAt !== null)
  const inTime = answered.filter(({ answeredAt, answerBy }) => answeredAt !== null && answeredAt <= answerBy).length
  const overdue = questions.filter(({ answeredAt, answerBy }) => answeredAt === null && answerBy < now).length
  const judged = answered.length + overdue
  return {
    asked: questions.length,
    answered: answered.length,
    inTime,
    overdue,
    inTimePercent: judged === 0 ? null : Math.round((inTime / judged) * 1000) / 10,
    medianMinutes: median(
      answered.map(({ day, at, answeredAt }) => (answeredAt === null ? 0 : clock.openMinutes(shopMoment(day, at ?? '00:00'), answeredAt))),
    ),
  }
}

/** Whether the mood rises or falls: with up to three the last one, with more the last three, against those before. Newest first. */
export function trendOf(moods: readonly number[]): ContactStanding['trend'] {
  const [last, before] = moods.length < 4 ? [moods.slice(0, 1), moods.slice(1)] : [moods.slice(0, 3), moods.slice(3)]
  if (before.length === 0) return null
  const mean = (some: readonly number[]) => some.reduce((sum, mood) => sum + mood, 0) / some.length
  const rise = mean(last) - mean(before)
  return Math.abs(rise) < 0.5 ? 'same' : rise > 0 ? 'up' : 'down'
}
