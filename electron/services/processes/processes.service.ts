import { addDays } from '#contract'
import type {
  CareProcess,
  CareProcessId,
  Case,
  ContactChannel,
  CustomerId,
  Handlers,
  IsoDate,
  OperationId,
  ProcessSteps,
  ProcessStepId,
  PurchaseId,
  Settings,
  TaskKind,
} from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { WaysToContact } from '../care/ways.ts'
import type { ServiceBase } from '../service-base.ts'
import type { TasksService } from '../tasks/tasks.service.ts'
import { titleOf } from './default-steps.rules.ts'
import { levelOf } from './level.rules.ts'
import { processesRepository, taskKey } from './processes.repository.ts'
import type { Running, StoredStep, Touched } from './processes.repository.ts'
import { soldAmounts } from './sold-amounts.ts'

export interface ProcessesService {
  calls: Handlers['processes']
  /** Begins, and ends, what follows after the purchases of an operation. Runs after everybody who sets purchases right. */
  afterOperation(operationId: OperationId): void
  /** A complaint stops the thanks: who is angry is not asked whether all is well. */
  onCaseOpened(opened: Pick<Case, 'kind' | 'customerId' | 'purchaseId'>): void
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  settings: { read(): Pick<Settings, 'language'> }
  tasks: Pick<TasksService, 'add' | 'withdraw'>
  ways: WaysToContact
}

/** A purchase copied later than that is past thanking for. */
const AT_MOST_DAYS_AGO = 7
/** A purchase within so many days after a step counts for it. */
const JUDGED_DAYS = 30
const CHANNELS: Partial<Record<TaskKind, ContactChannel>> = { call: 'phone', letter: 'letter', email: 'email', message: 'messenger' }
const KINDS: Record<ContactChannel, TaskKind> = { phone: 'call', letter: 'letter', email: 'email', messenger: 'message', counter: 'thanks' }

/** Care after a purchase in levels that grow with its price, each with the owner's own steps (domain.md §4.4). */
export function processesService({ db, clock, newId, recorder, settings, tasks, ways }: Deps): ProcessesService {
  const processes = processesRepository(db)
  const amounts = soldAmounts(db)
  const language = () => settings.read().language

  function list(): ProcessSteps {
    const figures = processes.figures(clock.today(), JUDGED_DAYS)
    const none = { open: 0, done: 0, judged: 0, bought: 0 }
    const { borders, lines } = amounts.borders(clock.today())
    return {
      steps: processes.steps().map(({ template, title, ...step }) => ({
        ...step,
        title: titleOf({ title, template }, language()),
        ...(figures.get(step.stepId) ?? none),
      })),
      borders: borders as ProcessSteps['borders'],
      lines,
    }
  }
  function requireStep(stepId: ProcessStepId): StoredStep {
    const step = processes.step(stepId)
    if (!step) throw new AppError('missing', 'process-step-gone')
    return step
  }

  /** The way of the step where it is allowed, else the first that is, else the next visit. */
  function kindFor(step: StoredStep, way: ReturnType<ReturnType<WaysToContact>>): TaskKind {
    const channel = CHANNELS[step.kind]
    if (channel === undefined) return step.kind
    return way.allows(channel) ? step.kind : KINDS[way.channel]
  }
  /** The steps as tasks; what is known already, done or not, is not planned again. */
  function plan({ customerId, purchaseId, level, day }: Pick<Running, 'customerId' | 'purchaseId' | 'level' | 'day'>): void {
    const way = ways([customerId], clock.today())(customerId)
    for (const step of processes.steps().filter((own) => own.level === level))
      tasks.add({
        customerId,
        title: titleOf(step, language()),
        dueOn: addDays(day, step.afterDays),
        note: '',
        kind: kindFor(step, way),
        minutes: step.minutes,
        source: 'reassurance',
        sourceKey: taskKey(purchaseId, step.stepId),
        purchaseId,
      })
  }
  function begin({ id, customerId, day }: Touched & { customerId: CustomerId }): void {
    const { cents, articleId } = processes.largest(id)
    const isFirst = processes.isFirst(id, customerId, day)
    const boughtBefore = articleId !== null && processes.boughtBefore(id, customerId, day, articleId)
    const percentile = amounts.percentile(id, cents, clock.today())
    const level = levelOf({ largestCents: cents, percentile, isFirst, boughtBefore })
    if (level === 0) return
    if (!processes.steps().some((step) => step.level === level)) return
    processes.insert({
      id: newId(),
      customerId,
      purchaseId: id,
      level,
      percentile,
      largestCents: cents,
      isFirst: isFirst ? 1 : 0,
      boughtBefore: boughtBefore ? 1 : 0,
      startedOn: clock.today(),
      createdAt: clock.now(),
    })
    plan({ customerId, purchaseId: id, level, day })
  }
  function stop(
    process: { processId: CareProcessId; purchaseId: PurchaseId; endedOn: IsoDate | null } | undefined,
    reason: NonNullable<CareProcess['endReason']>,
  ) {
    if (!process || process.endedOn !== null) return 0
    processes.end(process.processId, clock.today(), reason)
    return tasks.withdraw(process.purchaseId, 'reassurance')
  }

  /** Brings what follows after a purchase to what the purchase is now. */
  function follow(row: Touched): void {
    const { id, kind, returnsId, isVoided, customerId } = row
    const purchaseId = kind === 'return' ? returnsId : id
    const process = purchaseId === null ? undefined : processes.ofPurchase(purchaseId)
    const state = purchaseId === null ? undefined : processes.standing(purchaseId)
    if (!process) {
      if (kind === 'purchase' && isVoided === 0 && state === 'whole' && customerId !== null) begin({ ...row, customerId })
    } else if (state === 'removed' || state === 'returned') stop(process, state)
    else if (process.endReason === 'removed' || process.endReason === 'returned') {
      processes.resume(process.processId)
      plan(process)
    }
  }

  return {
    // What follows from purchases is not remembered beside them: whoever takes a purchase back takes this back with it.
    afterOperation: (operationId) => recorder.aside(() => processes.touched(operationId, addDays(clock.today(), -AT_MOST_DAYS_AGO)).forEach(follow)),
    onCaseOpened({ kind, customerId, purchaseId }) {
      if (kind !== 'complaint') return
      const concerned = purchaseId === null ? processes.running(customerId) : [processes.ofPurchase(purchaseId)]
      for (const process of concerned) stop(process, 'complaint')
    },
    calls: {
      steps: list,
      saveStep({ stepId, title, ...content }) {
        if (title === '') throw new AppError('invalid', 'process-step-title-missing')
        if (stepId === undefined) processes.insertStep({ stepId: newId() as ProcessStepId, title, template: '', ...content, createdAt: clock.now() })
        else {
          const known = requireStep(stepId)
          // A default that is only moved keeps speaking the owner's language.
          const isDefault = known.title === '' && title === titleOf(known, language())
          processes.updateStep({ ...known, ...content, title: isDefault ? '' : title })
        }
        recorder.describe({ count: 1 })
        return list()
      },
      removeStep({ stepId }) {
        processes.retireStep(clock.today(), requireStep(stepId).stepId)
        recorder.describe({ count: 1 })
        return list()
      },
      of: ({ customerId }) => processes.of(customerId),
      end({ processId }) {
        const process = processes.byId(processId)
        if (!process) throw new AppError('missing', 'process-gone')
        if (process.endedOn !== null) throw new AppError('conflict', 'process-ended', { day: process.endedOn })
        const tasksRemoved = stop(process, 'owner')
        recorder.describe({ customerId: process.customerId, count: tasksRemoved })
        return { customerId: process.customerId, tasksRemoved }
      },
    },
  }
}
