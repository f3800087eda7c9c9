/** Composition root of the domain: every service once, each given only what stands above it. */
import type { Handlers } from '#contract'
import type { Clock } from '../database/clock.ts'
import { idsFor } from '../database/ids.ts'
import type { NewId } from '../database/ids.ts'
import type { Db } from '../database/open.ts'
import { operationRecorder } from '../database/operation-recorder.ts'
import type { OperationRecorder } from '../database/operation-recorder.ts'
import { backupService } from '../services/backup/backup.service.ts'
import { cardsService } from '../services/cards/cards.service.ts'
import { customersService } from '../services/customers/customers.service.ts'
import { duplicatesService } from '../services/duplicates/duplicates.service.ts'
import { importsService } from '../services/imports/imports.service.ts'
import { loyaltyService } from '../services/loyalty/loyalty.service.ts'
import { operationsService } from '../services/operations/operations.service.ts'
import { phasesService } from '../services/phases/phases.service.ts'
import { purchasesService } from '../services/purchases/purchases.service.ts'
import { sampleService } from '../services/sample/sample.service.ts'
import { settingsService } from '../services/settings/settings.service.ts'
import type { Background, Log, PrintToPdf, SwapDatabase, Tasks } from '../services/service-base.ts'

export interface ServiceDeps {
  db: Db
  clock: Clock
  log: Log
  dataDir: string
  background: Background
  printToPdf: PrintToPdf | null
  swapDatabase: SwapDatabase | null
}
export interface Services {
  handlers: Omit<Handlers, 'jobs'>
  tasks: Tasks
  operations: OperationRecorder
  newId: NewId
  /** What the passing of a day changes; runs when the file is opened. */
  startDay(): void
}

export function createServices({ db, clock, log, dataDir, background, printToPdf, swapDatabase }: ServiceDeps): Services {
  const newId = idsFor(db, clock)
  const recorder = operationRecorder(db, clock, newId)
  const base = { db, clock, newId, recorder, log, background }

  const settings = settingsService(base)
  const customers = customersService({ ...base, settings })
  const phases = phasesService({ ...base, customers })
  const loyalty = loyaltyService({ ...base, settings, customers })
  const purchases = purchasesService({ ...base, customers, phases, loyalty })
  const cards = cardsService({ ...base, settings, customers, loyalty, printToPdf })
  const duplicates = duplicatesService({ ...base, customers })
  const imports = importsService({ ...base, customers })
  const backup = backupService({ ...base, settings, dataDir, swapDatabase })
  const operations = operationsService({ ...base, imports, undoing: [customers.undoing, purchases.undoing, loyalty.undoing].flat() })
  const sample = sampleService({ ...base, settings, customers, phases, purchases, cards, loyalty })

  // Phases first: the read model shows them. The order of these lines is the order in which they run.
  recorder.afterOperation(phases.afterOperation)
  recorder.afterOperation(customers.afterOperation)
  recorder.afterOperation(duplicates.afterOperation)

  return {
    handlers: {
      settings: settings.calls,
      customers: customers.calls,
      phases: phases.calls,
      loyalty: loyalty.calls,
      purchases: purchases.calls,
      cards: cards.calls,
      imports: { ...imports.calls, undo: operations.undoImport },
      backup: backup.calls,
      operations: operations.calls,
      sample: sample.calls,
      duplicates: duplicates.calls,
    },
    tasks: { ...imports.tasks, ...backup.tasks, ...operations.tasks, ...sample.tasks, ...duplicates.tasks },
    operations: recorder,
    newId,
    startDay() {
      customers.startDay()
      duplicates.startDay()
    },
  }
}
