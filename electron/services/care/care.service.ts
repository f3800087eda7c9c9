import { dayNumber, dayOfNumber, WarningLevel } from '#contract'
import type { CareClass, CareRow, CareSetting, ContactChannel, CustomerId, Handlers, IsoDate, JobContext, OperationId, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import type { WarningsService } from '../warnings/warnings.service.ts'
import { bordersOf, classOf, daysOfClass, NEGLECTED } from './care.rules.ts'
import type { ClassBorders } from './care.rules.ts'
import { CARE_IDS, careRepository } from './care.repository.ts'
import type { CareRecord } from './care.repository.ts'
import type { WaysToContact } from './ways.ts'

type DueInput = Parameters<Handlers['care']['due']>[0]
interface Listed {
  rows: CareRecord[]
  total: number
  borders: ClassBorders
}
export interface CareService {
  calls: Handlers['care']
  tasks: { 'care.dueOn': (input: DueInput & { day: IsoDate }, job: JobContext) => Listed }
  afterOperation(operationId: OperationId): void
  /** The statement that names whose care is overdue on a day, for conditions. */
  overdueOn(day: IsoDate): { sql: string; params: Record<string, number> }
  /** For the screen "Heute": whom to speak to again. */
  dueOn(day: IsoDate, limit: number): Promise<CareEntry[]>
}
interface CareEntry {
  customerId: CustomerId
  displayName: string
  title: string
  why: { key: 'care'; values: { careClass: CareClass; intervalDays: number; lastOn: IsoDate; dueOn: IsoDate } }
  minutes: number
  channel: ContactChannel | null
  overdueDays: number
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> {
  settings: { read(): Settings }
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string; isInBin(customerId: CustomerId): boolean }
  warnings: Pick<WarningsService, 'settle' | 'judgedOn' | 'judgedOne'>
  ways: WaysToContact
}

/** What one talk takes. */
const MINUTES = 5
/** With fewer customers the borders are drawn anew each time; a larger file keeps them for the day. */
const KEPT_FROM = 1000
const NOTHING: CareSetting = { careDays: null, pausedUntil: null, pauseReason: '', isBlocked: false, noScoring: false, preferredChannel: null }

/** How often to be in touch with whom (domain.md §5). */
export function careService({ db, clock, newId, recorder, background, settings, customers, warnings, ways }: Deps): CareService {
  const care = careRepository(db)
  let kept: { day: IsoDate; borders: ClassBorders } | null = null
  const touched = db.prepare<[OperationId], number>('select count(*) from (select 1 from change where operation_id = ? limit 1000)').pluck()

  function borders(): ClassBorders {
    if (kept?.day === clock.today()) return kept.borders
    const ranked = care.ranked()
    const found = bordersOf(ranked)
    kept = ranked.length < KEPT_FROM ? null : { day: clock.today(), borders: found }
    return found
  }
  function settingOf(customerId: CustomerId): CareSetting {
    const stored = care.setting(customerId)
    if (!stored) return NOTHING
    const { id: _id, isBlocked, noScoring, ...rest } = stored
    return { ...rest, isBlocked: isBlocked === 1, noScoring: noScoring === 1 }
  }
  function timesOf({ customerId, net12Cents, lastDay, contactDay, careDays }: CareRecord, found: ClassBorders, day: number) {
    const careClass = classOf(net12Cents, customerId, found)
    const intervalDays = careDays ?? daysOfClass(careClass, settings.read())
    const last = lastDay === null && contactDay === null ? null : Math.max(lastDay ?? 0, contactDay ?? 0)
    const overdueDays = last === null ? 0 : day - last - intervalDays
    return {
      careClass,
      intervalDays,
      last,
      overdueDays,
      isDue: last !== null && overdueDays >= 0,
      isNeglected: last !== null && day - last > NEGLECTED * intervalDays,
    }
  }

  function dueOnDay({ day, onlyNeglected, limit, offset }: DueInput & { day: IsoDate }): Listed {
    const all = warnings.judgedOn(day)
    const found = bordersOf(
      all
        .filter(({ net12Cents }) => net12Cents > 0)
        .map(({ customerId, net12Cents }) => ({ id: customerId, cents: net12Cents }))
        .sort((a, b) => b.cents - a.cents || a.id - b.id),
    )
    const on = dayNumber(day)
    const due = all
      .map((one): CareRecord & { overdueDays: number; isWanted: boolean } => {
        const { customerId, level, lastDay, contactDay, careDays, pausedDay } = one
        const record: CareRecord = {
          customerId,
          level,
          net12Cents: one.net12Cents as CareRecord['net12Cents'],
          lastDay,
          contactDay,
          careDays,
          pausedDay,
        }
        const times = timesOf(record, found, on)
        return { ...record, overdueDays: times.overdueDays, isWanted: (onlyNeglected ? times.isNeglected : times.isDue) && (pausedDay ?? 0) < on }
      })
      .filter(({ isWanted }) => isWanted)
      .sort((a, b) => b.level - a.level || b.net12Cents - a.net12Cents || b.overdueDays - a.overdueDays || a.customerId - b.customerId)
    return { rows: due.slice(offset, offset + limit), total: due.length, borders: found }
  }
  async function listed(input: DueInput): Promise<Listed> {
    const day = input.day ?? clock.today()
    if (day !== clock.today()) return background.run('care.dueOn', { ...input, day }, { report() {}, isCancelled: () => false })
    await warnings.settle()
    const found = borders()
    const asked = { ...askedOn(day, found), neglected: Number(input.onlyNeglected), limit: input.limit, offset: input.offset }
    return { rows: care.list(asked), total: care.count(asked), borders: found }
  }
  /** What the statements compare with. */
  function askedOn(day: IsoDate, found: ClassBorders): Record<string, number> {
    const { careDaysA, careDaysB, careDaysC } = settings.read()
    const today = dayNumber(day)
    return {
      today,
      earliest: today,
      neglected: 0,
      late: 0,
      aCents: found.a?.cents ?? Number.MAX_SAFE_INTEGER,
      aId: found.a?.id ?? 0,
      aDays: careDaysA,
      bCents: found.b?.cents ?? Number.MAX_SAFE_INTEGER,
      bId: found.b?.id ?? 0,
      bDays: careDaysB,
      cDays: careDaysC,
    }
  }
  async function due(input: DueInput) {
    const day = input.day ?? clock.today()
    const { rows, total, borders: found } = await listed(input)
    const way = ways(
      rows.map(({ customerId }) => customerId),
      day,
    )
    const on = dayNumber(day)
    return {
      rows: rows.map((record): CareRow => {
        const { careClass, intervalDays, last, overdueDays, isNeglected } = timesOf(record, found, on)
        return {
          customerId: record.customerId,
          displayName: customers.nameOf(record.customerId),
          level: WarningLevel.options[record.level]!,
          careClass,
          net12Cents: record.net12Cents,
          intervalDays,
          lastOn: dayOfNumber(last ?? on),
          dueOn: dayOfNumber((last ?? on) + intervalDays),
          overdueDays,
          isNeglected,
          ...way(record.customerId),
        }
      }),
      total,
      forToday: Math.floor(settings.read().careMinutes / MINUTES),
    }
  }

  return {
    afterOperation(operationId) {
      if ((touched.get(operationId) ?? 0) >= KEPT_FROM) kept = null
    },
    overdueOn: (day) => ({ sql: CARE_IDS, params: { ...askedOn(day, borders()), late: 1 } }),
    tasks: { 'care.dueOn': dueOnDay },
    async dueOn(day, limit) {
      const { rows, forToday } = await due({ day, limit, offset: 0, onlyNeglected: false })
      return rows.slice(0, forToday).map(({ customerId, displayName, careClass, intervalDays, lastOn, dueOn, channel, overdueDays }) => ({
        customerId,
        displayName,
        title: '',
        why: { key: 'care', values: { careClass, intervalDays, lastOn, dueOn } },
        minutes: MINUTES,
        channel,
        overdueDays,
      }))
    },
    calls: {
      due,
      async of({ customerId, day = clock.today() }) {
        customers.isInBin(customerId)
        const setting = settingOf(customerId)
        const nobody = { setting, careClass: null, intervalDays: null, tag: null, lastOn: null, dueOn: null, isNeglected: false }
        if (day === clock.today()) await warnings.settle()
        const record = day === clock.today() ? care.one(customerId) : (warnings.judgedOne(customerId, day) as CareRecord | undefined)
        if (!record) return nobody
        const { careClass, intervalDays, last, isNeglected } = timesOf(record, borders(), dayNumber(day))
        const tag = setting.careDays === null && record.careDays !== null ? care.tagOf(customerId, record.careDays) : null
        if (last === null) return { ...nobody, careClass, intervalDays, tag }
        return { setting, careClass, intervalDays, tag, lastOn: dayOfNumber(last), dueOn: dayOfNumber(last + intervalDays), isNeglected }
      },
      save({ customerId, ...patch }) {
        customers.require(customerId)
        const until = patch.pausedUntil
        if (until !== undefined && until !== null && until < clock.today()) throw new AppError('invalid', 'care-pause-over', { day: until })
        const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<CareSetting>
        const setting = { ...settingOf(customerId), ...given }
        const stored = care.setting(customerId)
        care.save(customerId, stored?.id ?? newId(), setting, stored === undefined, clock.now())
        recorder.describe({ customerId, count: 1 })
        return setting
      },
    },
  }
}
