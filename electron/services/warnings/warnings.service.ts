import { addDays, dayNumber, dayOfNumber, WarningLevel } from '#contract'
import type { ContactChannel, CustomerId, Handlers, IsoDate, JobContext, OperationId, WarningRow, WarningWhy } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { WaysToContact } from '../care/ways.ts'
import { median } from '../demand/demand.rules.ts'
import type { DemandService } from '../demand/demand.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { followWarnings } from './following.ts'
import { hitRates, OUTCOME_DAYS, outcomeOf } from './hit-rate.rules.ts'
import { judging } from './judging.ts'
import type { Judged } from './judging.ts'
import { warningsRepository } from './warnings.repository.ts'
import type { ListRecord } from './warnings.repository.ts'

type ListInput = Parameters<Handlers['warnings']['list']>[0]
type Listed = { rows: ListRecord[]; total: number; counts: [number, number][] }
export interface WarningsService {
  calls: Handlers['warnings']
  tasks: {
    'warnings.follow': (input: object, job: JobContext) => Promise<{ customers: number }>
    'warnings.recompute': (input: object, job: JobContext) => Promise<{ customers: number }>
    'warnings.listOn': (input: ListInput & { day: IsoDate }, job: JobContext) => Listed
  }
  /** Judges exactly the touched customers anew. */
  afterOperation(operationId: OperationId): void
  /** Whether `warnings.follow` has something to do: a new day, or a large change. */
  isBehind(): boolean
  /** Waits until it has nothing to do, so that what is read is right. */
  settle(): Promise<void>
  /** How everybody is judged on any day, from the receipts. */
  judgedOn(day: IsoDate): Judged[]
  judgedOne(customerId: CustomerId, day: IsoDate): Judged | undefined
  /** For the screen "Heute": who is out of step, and nothing was done about it in sixty days. */
  dueOn(day: IsoDate, limit: number): Promise<WarningEntry[]>
  /** Today's level of each who is out of step. */
  levelsOf(customerIds: readonly CustomerId[]): Map<CustomerId, WarningLevel>
}
interface WarningEntry {
  customerId: CustomerId
  displayName: string
  title: string
  why: WarningWhy
  level: WarningLevel
  minutes: number
  channel: ContactChannel | null
  overdueDays: number
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> {
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string; isInBin(customerId: CustomerId): boolean }
  demand: Pick<DemandService, 'needsFor' | 'store' | 'storeSaid' | 'nameOf'>
  ways: WaysToContact
}
/** So many customers changed at once are followed on the way; more wait for the worker. */
const MAX_FOLLOWED = 50
const CHUNK = 2000
const PAGE = 100
const MINUTES = 10
const QUIET: JobContext = { report() {}, isCancelled: () => false }
const nameOfLevel = (level: number) => WarningLevel.options[level]!

/** Who is out of step, why, and what came of it (domain.md §5). Nothing here ever acts on a person by itself. */
export function warningsService({ db, clock, newId, recorder, background, customers, demand, ways }: Deps): WarningsService {
  const warnings = warningsRepository(db)
  const judgeThem = judging(db, demand)

  function refresh(ids: readonly CustomerId[], day: IsoDate): void {
    const { shopGap } = warnings.state()
    const judged = judgeThem(ids, day, shopGap)
    demand.store(judged)
    warnings.put(judged, day)
    const known = new Set(judged.map(({ customerId }) => customerId))
    const others = ids.filter((id) => !known.has(id))
    others.forEach(warnings.drop)
    demand.storeSaid(others, day)
  }
  function isBehind(): boolean {
    const { day, stale, shopGap, twoPending } = warnings.state()
    return day !== clock.today() || stale !== 0 || twoPending !== 0 || shopGap !== warnings.shopGap()
  }
  async function settle(): Promise<void> {
    if (isBehind()) await background.run('warnings.follow', {}, QUIET)
  }
  function* everybody(): Generator<CustomerId[]> {
    for (let after = 0; ;) {
      const ids = warnings.idsAfter(after, CHUNK)
      if (ids.length === 0) return
      yield ids
      after = ids.at(-1)!
    }
  }
  function judgedOn(day: IsoDate): Judged[] {
    const all = new Map<CustomerId, Judged>()
    for (const ids of everybody()) for (const one of judgeThem(ids, day, null)) all.set(one.customerId, one)
    const gaps = [...all.values()].flatMap(({ thirdGap }) => thirdGap ?? [])
    const two = [...all.values()].filter(({ purchaseDays }) => purchaseDays === 2).map(({ customerId }) => customerId)
    if (gaps.length > 0)
      for (let at = 0; at < two.length; at += CHUNK)
        for (const one of judgeThem(two.slice(at, at + CHUNK), day, median(gaps))) all.set(one.customerId, one)
    return [...all.values()]
  }
  function listOn({ day, level, limit, offset }: ListInput & { day: IsoDate }): Listed {
    const all = judgedOn(day).filter((one) => one.level > 0)
    const counts = [...Map.groupBy(all, (one) => one.level)].map(([key, ones]): [number, number] => [key, ones.length])
    const wanted = level === undefined ? all : all.filter((one) => nameOfLevel(one.level) === level)
    wanted.sort((a, b) => b.level - a.level || b.net12Cents - a.net12Cents || (a.lastDay ?? -1) - (b.lastDay ?? -1) || a.customerId - b.customerId)
    const rows = wanted.slice(offset, offset + limit).map((one) => ({
      customerId: one.customerId,
      level: one.level,
      rule: one.worst!.rule,
      why: JSON.stringify(one.worst!.why),
      since: day,
      net12Cents: one.net12Cents as ListRecord['net12Cents'],
    }))
    return { rows, total: wanted.length, counts }
  }
  async function listed(input: ListInput): Promise<Listed> {
    const day = input.day ?? clock.today()
    if (day !== clock.today()) return background.run('warnings.listOn', { ...input, day }, QUIET)
    await settle()
    const at = input.level === undefined ? null : WarningLevel.options.indexOf(input.level)
    const counts = warnings.counts()
    const total = at === null ? [...counts.values()].reduce((sum, count) => sum + count, 0) : (counts.get(at) ?? 0)
    return { rows: warnings.list(at ?? 1, at ?? 4, input.limit, input.offset), total, counts: [...counts] }
  }
  /** A why as it was stored, with the name of what is needed. */
  function whyFrom(why: WarningWhy): WarningWhy {
    return why.key === 'demand' ? { ...why, values: { ...why.values, subject: demand.nameOf(why.values.subject) } } : why
  }
  function whyWithDays(why: WarningWhy, day: IsoDate): WarningWhy {
    const named = whyFrom(why)
    // Rows are only judged anew when a level can change; days pass in between.
    if (named.key === 'complaint') return { ...named, values: { ...named.values, daysNow: dayNumber(day) - dayNumber(named.values.dueOn) } }
    if (named.key === 'mood' || named.key === 'less' || named.key === 'season') return named
    return { ...named, values: { ...named.values, daysNow: dayNumber(day) - dayNumber(named.values.lastDay) } } as WarningWhy
  }
  async function list(input: ListInput) {
    const day = input.day ?? clock.today()
    const { rows, total, counts } = await listed(input)
    const ids = rows.map(({ customerId }) => customerId)
    const way = ways(ids, day)
    const done = warnings.lastActions(ids, addDays(day, -OUTCOME_DAYS))
    const count = new Map(counts)
    return {
      rows: rows.map(({ level, why, ...row }): WarningRow => ({
        ...row,
        displayName: customers.nameOf(row.customerId),
        level: nameOfLevel(level),
        why: whyWithDays(JSON.parse(why) as WarningWhy, day),
        ...way(row.customerId),
        lastAction: done.get(row.customerId) ?? null,
      })),
      total,
      levels: { yellow: count.get(1) ?? 0, orange: count.get(2) ?? 0, red: count.get(3) ?? 0, lost: count.get(4) ?? 0 },
    }
  }
  const judgedOne = (customerId: CustomerId, day: IsoDate): Judged | undefined => judgeThem([customerId], day, warnings.shopGap())[0]

  return {
    afterOperation(operationId) {
      if (warnings.touchesShared(operationId)) return warnings.markStale(operationId)
      const ids = warnings.touchedBy(operationId, MAX_FOLLOWED + 1)
      if (ids.length > MAX_FOLLOWED) warnings.markStale(operationId)
      else if (ids.length > 0) refresh(ids, clock.today())
    },
    isBehind,
    settle,
    judgedOn,
    judgedOne,
    levelsOf: (ids) => new Map(warnings.levels(ids).map(({ customerId, level }) => [customerId, nameOfLevel(level)])),
    async dueOn(day, limit) {
      const open: WarningRow[] = []
      for (let offset = 0; open.length < limit; offset += PAGE) {
        const { rows } = await list({ day, limit: PAGE, offset })
        open.push(...rows.filter(({ lastAction }) => lastAction === null))
        if (rows.length < PAGE) break
      }
      return open.slice(0, limit).map(({ customerId, displayName, level, why, channel }) => ({
        customerId,
        displayName,
        title: '',
        why,
        level,
        minutes: MINUTES,
        channel,
        overdueDays: 'daysNow' in why.values && 'usualDays' in why.values ? Math.max(0, Math.round(why.values.daysNow - why.values.usualDays)) : 0,
      }))
    },
    tasks: {
      'warnings.follow': (_, job) => followWarnings(db, warnings, refresh, clock.today(), job),
      'warnings.recompute'(_, job) {
        warnings.markStale(newId())
        return followWarnings(db, warnings, refresh, clock.today(), job)
      },
      'warnings.listOn': listOn,
    },
    calls: {
      list,
      of({ customerId, day = clock.today() }) {
        customers.isInBin(customerId)
        const out = warnings.exclusion(customerId)
        const one = judgedOne(customerId, day)
        const mute = warnings.mute(customerId)
        return {
          level: nameOfLevel(one?.level ?? 0),
          rule: one?.worst?.rule ?? null,
          why: one?.worst ? whyFrom(one.worst.why) : null,
          excluded: one ? null : out?.isGone === 1 ? 'in-bin' : out?.isBlocked === 1 ? 'blocked' : 'no-scoring',
          rules: (one?.found ?? []).map(({ level, why, ...found }) => ({ ...found, level: nameOfLevel(level), why: whyFrom(why) })),
          rhythm: one?.rhythm && one.lastDay !== null ? { ...one.rhythm, lastDay: dayOfNumber(one.lastDay), purchaseDays: one.purchaseDays } : null,
          mute: mute && mute.until >= day ? { until: mute.until, reason: mute.reason, since: mute.since } : null,
          pausedUntil: one?.pausedDay !== undefined && one.pausedDay !== null && one.pausedDay >= dayNumber(day) ? dayOfNumber(one.pausedDay) : null,
          actions: warnings.actionsOf(customerId).map(({ id, action, day: on, level, note, boughtOn }) => ({
            id,
            action,
            day: on,
            level: nameOfLevel(level),
            note,
            outcome: outcomeOf({ day: on, boughtOn }, clock.today()),
          })),
        }
      },
      mute({ customerId, until, reason }) {
        customers.require(customerId)
        if (until < clock.today()) throw new AppError('invalid', 'warning-mute-over', { day: until })
        const known = warnings.mute(customerId)
        if (known) warnings.updateMute(known.id, clock.today(), until, reason)
        else warnings.insertMute(newId(), customerId, clock.today(), until, reason, clock.now())
        recorder.describe({ customerId, count: 1 })
        return { customerId }
      },
      unmute({ customerId }) {
        customers.require(customerId)
        const known = warnings.mute(customerId)
        if (!known) throw new AppError('missing', 'warning-not-muted')
        warnings.removeMute(known.id)
        recorder.describe({ customerId, count: 1 })
        return { customerId }
      },
      act({ customerId, action, note }) {
        customers.require(customerId)
        const one = judgedOne(customerId, clock.today())
        const level = one?.level ?? 0
        warnings.insertAction(newId(), customerId, clock.today(), action, level, one?.worst?.rule ?? null, note, clock.now())
        recorder.describe({ customerId, count: 1 })
        return { customerId, level: nameOfLevel(level) }
      },
      hitRate: () => ({ rows: hitRates(warnings.actions(), warnings.untreated(), clock.today()) }),
      recompute: (input, job) => background.run('warnings.recompute', input, job),
    },
  }
}
