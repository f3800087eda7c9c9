import type { CustomerId, Handlers, Output, Phase, PhaseStepId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { phaseStepsRepository } from './phase-steps.repository.ts'

export interface StepsReader {
  /** Ids of a phase's steps in the owner's order, without those that are retired. */
  of(phase: Phase): number[]
  isActive(stepId: number): boolean
}
export interface PhaseSteps extends StepsReader {
  calls: Pick<Handlers['phases'], 'steps' | 'saveStep' | 'moveStep' | 'retireStep' | 'placeOnStep'>
  /** Where a customer stands inside the phase. */
  standing(customerId: CustomerId): { stepId: PhaseStepId; name: string; since: Output<'phases.explain'>['card']['since'] } | null
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> & { customers: Pick<CustomersService, 'require'> }

/** The owner's own steps inside a phase, and who stands on which. */
export function phaseSteps({ db, clock, newId, recorder, customers }: Deps): PhaseSteps {
  const repository = phaseStepsRepository(db)
  const active = () => repository.all().filter(({ retiredOn }) => retiredOn === null)
  const inPhase = (phase: Phase) => active().filter((step) => step.phase === phase)

  function list() {
    const counts = repository.counts()
    return (['first-contact', 'after-purchase', 'repurchase'] as const).flatMap((phase) =>
      inPhase(phase).map(({ stepId, name }) => ({ stepId, phase, name, count: counts.get(stepId) ?? 0 })),
    )
  }
  function require(stepId: PhaseStepId) {
    const step = repository.all().find((known) => known.stepId === stepId)
    if (!step) throw new AppError('missing', 'step-gone')
    if (step.retiredOn !== null) throw new AppError('conflict', 'step-retired', { name: step.name })
    return step
  }
  return {
    of: (phase) => inPhase(phase).map(({ stepId }) => stepId),
    isActive: (stepId) => stepId !== 0 && active().some((step) => step.stepId === stepId),
    standing: repository.standing,
    calls: {
      steps: list,
      saveStep({ stepId, phase, name }) {
        if (name === '') throw new AppError('invalid', 'step-name-missing')
        const own = stepId === undefined ? undefined : require(stepId)
        const others = inPhase(own?.phase ?? phase).filter((step) => step.stepId !== stepId)
        if (others.some((step) => step.name.toLowerCase() === name.toLowerCase())) throw new AppError('conflict', 'step-name-taken', { name })
        if (own) repository.rename(name, own.stepId)
        else repository.insert(newId(), phase, name, Math.max(-1, ...others.map(({ position }) => position)) + 1)
        recorder.describe({ count: 1 })
        return list()
      },
      moveStep({ stepId, to }) {
        const { phase } = require(stepId)
        const order = inPhase(phase).filter((step) => step.stepId !== stepId)
        order.splice(to, 0, require(stepId))
        order.forEach((step, index) => step.position !== index && repository.place(index, step.stepId))
        recorder.describe({ count: 1 })
        return list()
      },
      retireStep({ stepId }) {
        repository.retire(clock.today(), require(stepId).stepId)
        recorder.describe({ count: 1 })
        return list()
      },
      placeOnStep({ customerIds, stepId }) {
        const ids = [...new Set(customerIds)]
        const step = stepId === null ? null : require(stepId)
        for (const customerId of ids) {
          const { displayName } = customers.require(customerId)
          const phase = repository.phaseOf(customerId)
          if (step && phase !== step.phase) throw new AppError('conflict', 'step-of-other-phase', { name: displayName, step: step.name })
        }
        for (const customerId of ids) {
          if (step) repository.stand(newId(), customerId, step.stepId, clock.today())
          else repository.leave(customerId)
        }
        recorder.describe(ids.length === 1 && ids[0] ? { customerId: ids[0], count: 1 } : { count: ids.length })
        return { placed: ids.length }
      },
    },
  }
}
