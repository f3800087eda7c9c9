import type { CustomerId, Handlers, IsoDate, JobContext, OperationId, Output } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ConsentsService } from '../consents/consents.service.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { phaseBoard } from './board.ts'
import { duePhases } from './due-phases.ts'
import type { DuePhase } from './due-phases.ts'
import { phaseFunnel } from './phase-funnel.ts'
import { phaseOverrides } from './phase-overrides.ts'
import { phaseSteps } from './phase-steps.ts'
import { phasesRecomputing } from './phases-recomputing.ts'
import type { Recomputed } from './phases-recomputing.ts'
import { phasesRepository } from './phases.repository.ts'
import { daysWithin24, standingOf, whyOf, windowsOf, withDaysThatHold } from './phases.rules.ts'
import type { Standing } from './phases.rules.ts'

export interface PhasesService {
  calls: Handlers['phases']
  tasks: { 'phases.recompute': (input: object, job: JobContext) => Promise<Recomputed> }
  /** Where a customer stands as of today by the purchases alone. */
  standingOf(customerId: CustomerId): Standing
  /** Where several customers would stand if they were one. */
  standingTogether(customerIds: readonly CustomerId[]): Standing
  /** Writes down who changed phase in this operation. */
  afterOperation(operationId: OperationId, call: string): void
  /** Drops phases set by hand whose last day is over. */
  startDay(): void
  /** First buyers to think of on a day: those whose window closes soon, who stayed away, and who have just bought. */
  dueOn(day: IsoDate, limit: number): DuePhase[]
  /** Erases a customer's history of phases. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> & {
  settings: Pick<SettingsService, 'read'>
  consents: Pick<ConsentsService, 'mayContactAll'>
  customers: Pick<CustomersService, 'searchQuery' | 'require' | 'refresh' | 'correctFigures'>
}

export function phasesService({ db, clock, newId, recorder, background, settings, consents, customers }: Deps): PhasesService {
  const repository = phasesRepository(db)
  const standingToday = (customerIds: readonly CustomerId[]) => standingOf(repository.amounts(customerIds, clock.today()), clock.today())
  const computedPhase = (customerId: CustomerId) => standingToday([customerId]).phase
  const steps = phaseSteps({ db, clock, newId, recorder, customers })
  const overrides = phaseOverrides({ db, clock, newId, recorder, customers, computedPhase })
  const recomputing = phasesRecomputing({ db, clock, newId, customers, repository })
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
    dueOn: duePhases({ db, consents }),
    afterOperation: (operationId, call) => recomputing.writeDown(repository.movedBy(operationId), call),
    tasks: { 'phases.recompute': recomputing.all },
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
      recompute: (input, job) => background.run<Recomputed>('phases.recompute', input, job),
    },
  }
}
