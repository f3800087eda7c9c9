import type { CustomerId, PhaseStep, PhaseStepId } from '#contract'
import { write } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

interface Mover {
  customerId: CustomerId
  displayName: string
}

/** Puts a customer onto a step, and lets a phase that was set by hand follow the purchases again; each with the way back. */
export function useMoves(steps: () => readonly PhaseStep[]) {
  const place = useTask(({ customerId, displayName: name }: Mover, stepId: PhaseStepId | null) => {
    const step = steps().find((each) => each.stepId === stepId)?.name
    const toast = step === undefined ? tt('phases.step.unplaced', { name }) : tt('phases.step.placed', { name, step })
    return write('phases.placeOnStep', { customerIds: [customerId], stepId }, { toast })
  })
  const end = useTask(({ customerId, displayName: name }: Mover) =>
    write('phases.endOverride', { customerId }, { toast: tt('phases.override.ended', { name }) }),
  )
  return { place, end }
}
