import { addDays, daysBetween, Phase } from '#contract'
import type { CustomerId, Handlers, OperationId, PhaseFilter } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { phasesRepository } from './phases.repository.ts'
import type { BoardQuery, BoardRow, PhaseGroup } from './phases.repository.ts'
import { countedDays, isSecondPurchaseMissed, REGULAR_DAYS, standingOf, stepsBetween, windowEndOf } from './phases.rules.ts'
import type { Standing } from './phases.rules.ts'

export interface PhasesService {
  calls: Handlers['phases']
  /** Where a customer stands as of today, worked out from the purchases. */
  standingOf(customerId: CustomerId): Standing
  /** Where several customers would stand if they were one. */
  standingTogether(customerIds: readonly CustomerId[]): Standing
  /** Writes down who changed phase in this operation. */
  afterOperation(operationId: OperationId, call: string): void
  /** Erases a customer's history of phases. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId'> {
  /** `searchQuery`: '' for a text that asks for nothing, null for one that nobody can match. */
  customers: { searchQuery(text: string): string | null }
}

export function phasesService({ db, clock, newId, customers }: Deps): PhasesService {
  const phases = phasesRepository(db)

  function cardOf({ purchaseDays24, ...row }: BoardRow) {
    const today = clock.today()
    const windowEnds = row.firstPurchase && windowEndOf(row.firstPurchase)
    return {
      ...row,
      daysInPhase: daysBetween(row.since, today),
      windowEnds,
      secondPurchaseMissed: isSecondPurchaseMissed(row.phase, windowEnds, today),
      isRegular: purchaseDays24 >= REGULAR_DAYS,
    }
  }
  /** A window that ended yesterday was opened the day before this one. */
  function missedBefore() {
    const today = clock.today()
    return addDays(today, -daysBetween(today, windowEndOf(today)))
  }
  /** Null when the search can match nobody. */
  function asked({ search, filter }: { search: string; filter: PhaseFilter }): BoardQuery | null {
    const match = customers.searchQuery(search)
    if (match === null) return null
    if (match !== '') phases.search(match)
    return { filter, isSearching: match !== '', missedBefore: missedBefore() }
  }
  function countsOf(phase: Phase, groups: readonly PhaseGroup[]) {
    const own = groups.filter((group) => group.phase === phase)
    const count = own.reduce((sum, group) => sum + group.customers, 0)
    const days = own.reduce((sum, group) => sum + group.customers * daysBetween(group.since, clock.today()), 0)
    const missed = phase === 'after-purchase' ? own.filter((group) => group.since < missedBefore()) : []
    return {
      count,
      averageDays: count === 0 ? null : Math.round(days / count),
      secondPurchaseMissed: missed.reduce((sum, group) => sum + group.customers, 0),
    }
  }
  return {
    standingOf: (customerId) => standingOf(phases.amounts(customerId), clock.today()),
    standingTogether: (customerIds) => standingOf(phases.amountsOfAll(customerIds), clock.today()),
    purge: phases.purge,
    afterOperation(operationId, call) {
      for (const { customerId, known, ...now } of phases.movedBy(operationId))
        for (const step of stepsBetween(known, now, clock.today())) phases.append({ id: newId(), customerId, call, at: clock.now(), ...step })
    },
    calls: {
      board({ limit, sort, ...input }) {
        const query = asked(input)
        const groups = query ? phases.groups(query) : []
        const regulars = new Map(query ? phases.regulars(query).map(({ phase, customers }) => [phase, customers]) : [])
        const columns = Phase.options.map((phase) => ({
          phase,
          ...countsOf(phase, groups),
          regulars: regulars.get(phase) ?? 0,
          cards: query ? phases.rows(query, phase, sort, limit, 0).map(cardOf) : [],
        }))
        return { columns }
      },
      column({ phase, limit, offset, sort, ...input }) {
        const query = asked(input)
        if (!query) return { rows: [], total: 0 }
        return { rows: phases.rows(query, phase, sort, limit, offset).map(cardOf), total: countsOf(phase, phases.groups(query)).count }
      },
      explain({ customerId }) {
        const row = phases.row(customerId)
        if (!row) throw new AppError('missing', 'customer-gone')
        return { card: cardOf(row), days: countedDays(phases.amounts(customerId)) }
      },
      history: ({ customerId }) => phases.history(customerId),
    },
  }
}
