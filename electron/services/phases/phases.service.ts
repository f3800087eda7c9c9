import type { CustomerId, Handlers, IsoDate, OperationId, Output } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { phaseBoard } from './board.ts'
import { phaseFunnel } from './phase-funnel.ts'
import { phaseOverrides } from './phase-overrides.ts'
import { phaseSteps } from './phase-steps.ts'
import { phasesRepository } from './phases.repository.ts'
import { daysWithin24, standingOf, stepsBetween, whyOf, windowsOf, withDaysThatHold } from './phases.rules.ts'
import type { Standing } from './phases.rules.ts'

export interface PhasesService {
  calls: Handlers['phases']
  /** Where a customer stands as of today by the purchases alone. */
  standingOf(customerId: CustomerId): Standing
  /** Where several customers would stand if they were one. */
  standingTogether(customerIds: readonly CustomerId[]): Standing
  /** Writes down who changed phase in this operation. */
  afterOperation(operationId: OperationId, call: string): void
  /** Drops phases set by hand whose last day is over. */
  startDay(): void
  /** Erases a customer's history of phases. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> & {
  settings: Pick<SettingsService, 'read'>
  customers: Pick<CustomersService, 'searchQuery' | 'require' | 'refresh'>
}

export function phasesService({ db, clock, newId, recorder, settings, customers }: Deps): PhasesService {
  const repository = phasesRepository(db)
  const standingToday = (customerIds: readonly CustomerId[]) => standingOf(repository.amounts(customerIds, clock.today()), clock.today())
  const computedPhase = (customerId: CustomerId) => standingToday([customerId]).phase
  const steps = phaseSteps({ db, clock, newId, recorder, customers })
  const overrides = phaseOverrides({ db, clock, newId, recorder, customers, computedPhase })
  const board = phaseBoard({ db, clock, customers, steps })

  function of(customerId: CustomerId, day: IsoDate): Output<'phases.of'> {
    customers.require(customerId)
    if (day > clock.today()) throw new AppError('invalid', 'phase-day-in-future', { day })
    const amounts = repository.amounts([customerId], day)
    const standing = standingOf(amounts, day)
    const override = overrides.on(customerId, day)
    return {
      phase: override?.phase ?? standing.phase,
      computedPhase: standing.phase,
      isBound: standing.purchaseDays >= 2,
      isRegular: standing.isRegular,
      since: override?.since ?? standing.since ?? repository.createdOn(customerId),
      secondPurchaseMissed: standing.secondPurchaseMissed,
      windows: windowsOf(amounts)
        .filter(({ windowEnds }) => windowEnds >= day)
        .map((opened) => ({ day: opened.day, ends: opened.windowEnds })),
      why: override ? { key: 'by-hand', values: { reason: override.reason, until: override.until } } : whyOf(standing, daysWithin24(amounts, day)),
    }
  }
  return {
    standingOf: (customerId) => standingToday([customerId]),
    standingTogether: standingToday,
    purge: repository.purge,
    startDay: overrides.startDay,
    afterOperation(operationId, call) {
      for (const { customerId, known, ...now } of repository.movedBy(operationId))
        for (const step of stepsBetween(known, now, clock.today())) repository.append({ id: newId(), customerId, call, at: clock.now(), ...step })
    },
    calls: {
      board: board.board,
      column: board.column,
      ...steps.calls,
      ...overrides.calls,
      of: ({ customerId, day }) => of(customerId, day ?? clock.today()),
      explain({ customerId }) {
        const row = board.row(customerId)
        if (!row) throw new AppError('missing', 'customer-gone')
        return {
          card: board.cardOf(row),
          days: windowsOf(repository.amounts([customerId], clock.today())),
          computedPhase: computedPhase(customerId),
          override: overrides.on(customerId, clock.today()),
          step: steps.standing(customerId),
        }
      },
      history: ({ customerId }) => withDaysThatHold(repository.history(customerId), standingToday([customerId])),
      funnel: phaseFunnel({ db, clock, settings }),
    },
  }
}
