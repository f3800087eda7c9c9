import { addDays } from '#contract'
import type { Cents, CustomerId, Handlers, IsoDate, Settings, Timestamp, TodayEntry, TodayKey, TodayKind } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { BirthdaysService } from '../birthdays/birthdays.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { awayDigest, awayKey } from './away.ts'
import type { DueRow, TodaySource } from './today-source.ts'
import { todayRepository } from './today.repository.ts'
import { byKind, oneForEach, planDay } from './today.rules.ts'

export interface TodayService {
  calls: Handlers['today']
  /** `tasks.today`. */
  today: Handlers['tasks']['today']
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  customers: { require(customerId: CustomerId): unknown }
  settings: { read(): Pick<Settings, 'careMinutes' | 'shopState' | 'closedWeekdays'> }
  birthdays: Pick<BirthdaysService, 'between'>
  /** One for each part that has something to do, in any order. */
  sources: readonly TodaySource[]
  /** How far each customer is out of step. */
  levelsOf(customerIds: readonly CustomerId[]): ReadonlyMap<CustomerId, TodayEntry['level']>
}
/** More than anyone looks through; what comes after has its own screen. */
const EACH = 60
const PHASES_SHOWN = 5
const kindOf = (key: TodayKey) => key.slice(0, key.indexOf(':')) as TodayKind
const subjectOf = (key: TodayKey) => key.slice(key.indexOf(':') + 1)

/** What to do on a day, from every part that has something to say about it; what was done of it, and how the day was closed. */
export function todayService({ db, clock, newId, recorder, customers, settings, birthdays, sources, levelsOf }: Deps): TodayService {
  const today = todayRepository(db)
  const away = awayDigest({ db, settings, birthdays })
  const sourceOf = (key: TodayKey) => sources.find(({ kinds }) => kinds.includes(kindOf(key)))

  async function due(day: IsoDate): Promise<TodayEntry[]> {
    const rows: DueRow[] = []
    for (const source of sources) rows.push(...(await source.dueOn(day, EACH)))
    const hidden = today.hidden(day)
    const open = rows.map(({ subject, ...row }) => ({ ...row, key: `${row.kind}:${subject}` as TodayKey })).filter(({ key }) => !hidden.has(key))
    const ids = [...new Set(open.flatMap(({ customerId }) => customerId ?? []))]
    const facts = today.facts(ids)
    const levels = levelsOf(ids)
    return open.map(({ level, taskId, ...row }): TodayEntry => {
      const own = row.customerId === null ? undefined : facts.get(row.customerId)
      return {
        ...row,
        taskId: taskId ?? null,
        level: level ?? (row.customerId === null ? 'green' : (levels.get(row.customerId) ?? 'green')),
        net12Cents: own?.net12Cents ?? (0 as Cents),
        phone: row.channel === 'phone' ? (own?.phone ?? '') : '',
        email: row.channel === 'email' ? (own?.email ?? '') : '',
        memo: own?.memo ?? '',
        phase: own?.phase ?? null,
        also: [],
      }
    })
  }
  function mark(
    entry: { key: TodayKey; customerId: CustomerId | null; title: string },
    rest: { state: 'done' | 'later'; until: IsoDate; minutes: number; note: string },
  ) {
    if (entry.customerId !== null) customers.require(entry.customerId)
    today.insertMark({ ...entry, ...rest, id: newId(), day: clock.today(), at: clock.now() })
    recorder.describe(entry.customerId === null ? { count: 1 } : { customerId: entry.customerId, count: 1 })
  }

  return {
    async today({ day = clock.today() }) {
      const entries = oneForEach(await due(day))
      const done = today.done(day)
      const doneMinutes = done.reduce((sum, { minutes }) => sum + minutes, 0)
      const available = settings.read().careMinutes
      const { chosen, more } = planDay(entries, { available, done: done.length, doneMinutes })
      const planned = chosen.reduce((sum, { minutes }) => sum + minutes, 0)
      return { day, kinds: byKind(chosen), more: byKind(more), done, minutes: { planned, done: doneMinutes, available } }
    },
    calls: {
      done({ key, customerId, title, channel, minutes, note }) {
        const source = sourceOf(key)
        source?.finish?.({ subject: subjectOf(key), customerId, title, channel, minutes, note })
        mark({ key, customerId, title }, { state: 'done', until: addDays(clock.today(), source?.restDays ?? 0), minutes, note })
        return { customerId }
      },
      later({ key, customerId, title, until, reason }) {
        if (until <= clock.today()) throw new AppError('invalid', 'today-later-past', { day: until })
        const source = sourceOf(key)
        if (source?.putOff) source.putOff(subjectOf(key), until, reason)
        mark({ key, customerId, title }, { state: 'later', until, minutes: 0, note: reason })
        return { until }
      },
      away: () => away(clock.today()),
      welcomeBack() {
        const day = clock.today()
        const digest = away(day)
        if (digest) {
          const key = awayKey(digest.since) as TodayKey
          const rest = { customerId: null, title: '', state: 'later' as const, minutes: 0, note: '' }
          today.insertMark({ ...rest, key, id: newId(), day, until: addDays(day, 1), at: clock.now() })
        }
        recorder.describe({ count: 1 })
        return { day }
      },
      summary({ day = clock.today() }) {
        const last = today.lastClose(day)
        const closed = today.closeOf(day)
        const since = last?.at ?? (`${addDays(day, -1)}T17:00:00.000Z` as Timestamp)
        const phases = today.phaseSteps(since, PHASES_SHOWN + 1)
        return {
          day,
          ...today.figures(day),
          since,
          phases: phases.slice(0, PHASES_SHOWN),
          phasesTotal: phases.length,
          lastClose: last && { day: last.day, at: last.at, note: last.note },
          closed: closed && { at: closed.at, done: closed.done, left: closed.left, minutes: closed.minutes, note: closed.note },
        }
      },
      close({ done, left, note }) {
        const day = clock.today()
        if (today.closeOf(day)) throw new AppError('conflict', 'today-already-closed', { day })
        const minutes = today.done(day).reduce((sum, entry) => sum + entry.minutes, 0)
        today.insertClose({ id: newId(), day, done, left, minutes, note, at: clock.now() })
        recorder.describe({ count: 1 })
        return { day }
      },
      reopen() {
        const day = clock.today()
        if (!today.closeOf(day)) throw new AppError('conflict', 'today-not-closed', { day })
        today.removeClose(day)
        recorder.describe({ count: 1 })
        return { day }
      },
    },
  }
}
