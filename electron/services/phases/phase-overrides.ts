import { addMonths } from '#contract'
import type { CustomerId, Handlers, IsoDate, Phase, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { Db } from '../../database/open.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'

interface Override {
  phase: Phase
  reason: string
  since: IsoDate
  until: IsoDate
}
export interface PhaseOverrides {
  calls: Pick<Handlers['phases'], 'override' | 'endOverride'>
  /** What was in force on a day; null where the phase is computed. */
  on(customerId: CustomerId, day: IsoDate): Override | null
  /** Drops those whose last day is over. */
  startDay(): void
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> & {
  customers: Pick<CustomersService, 'require' | 'refresh'>
  computedPhase(customerId: CustomerId): Phase
}

function overridesRepository(db: Db) {
  const on = db.prepare<{ customerId: CustomerId; day: IsoDate }, Override>(
    `select phase, reason, since, until from phase_override
     where customer_id = @customerId and since <= @day and until >= @day and (ended_on is null or ended_on > @day) order by id desc limit 1`,
  )
  const insert = db.prepare<[{ id: number; customerId: CustomerId; createdAt: Timestamp } & Override]>(
    `insert into phase_override (id, customer_id, phase, reason, since, until, created_at)
     values (@id, @customerId, @phase, @reason, @since, @until, @createdAt)`,
  )
  const end = db.prepare<[IsoDate, CustomerId]>('update phase_override set ended_on = ? where customer_id = ? and ended_on is null')
  const over = db.prepare<[IsoDate], CustomerId>('select customer_id from phase_override where ended_on is null and until < ?').pluck()
  const drop = db.prepare<[IsoDate]>("update phase_override set ended_on = date(until, '+1 day') where ended_on is null and until < ?")
  return {
    on: (customerId: CustomerId, day: IsoDate) => on.get({ customerId, day }) ?? null,
    insert: (row: { id: number; customerId: CustomerId; createdAt: Timestamp } & Override) => void insert.run(row),
    end: (day: IsoDate, customerId: CustomerId) => void end.run(day, customerId),
    over: (today: IsoDate) => over.all(today),
    drop: (today: IsoDate) => void drop.run(today),
  }
}

/** Phases that the owner set by hand: with a reason, and only until a day. */
export function phaseOverrides({ db, clock, newId, recorder, customers, computedPhase }: Deps): PhaseOverrides {
  const repository = overridesRepository(db)
  return {
    on: repository.on,
    startDay() {
      const customerIds = repository.over(clock.today())
      if (customerIds.length === 0) return
      repository.drop(clock.today())
      customers.refresh(customerIds)
    },
    calls: {
      override({ customerId, phase, reason, until }) {
        const { displayName } = customers.require(customerId)
        const since = clock.today()
        if (reason === '') throw new AppError('invalid', 'override-reason-missing')
        if (until < since) throw new AppError('invalid', 'override-until-past', { day: until })
        if (until > addMonths(since, 12)) throw new AppError('invalid', 'override-until-far', { day: addMonths(since, 12) })
        if (phase === computedPhase(customerId)) throw new AppError('conflict', 'override-same-phase', { name: displayName })
        repository.end(since, customerId)
        const override = { phase, reason, since, until }
        repository.insert({ id: newId(), customerId, createdAt: clock.now(), ...override })
        recorder.describe({ customerId, count: 1 })
        return override
      },
      endOverride({ customerId }) {
        const { displayName } = customers.require(customerId)
        if (!repository.on(customerId, clock.today())) throw new AppError('missing', 'override-gone', { name: displayName })
        repository.end(clock.today(), customerId)
        recorder.describe({ customerId, count: 1 })
        return { customerId, phase: computedPhase(customerId) }
      },
    },
  }
}
