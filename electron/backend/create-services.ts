/** Composition root of the domain: every service once, each given only what stands above it. */
import type { Handlers } from '#contract'
import type { Clock } from '../database/clock.ts'
import { idsFor } from '../database/ids.ts'
import type { NewId } from '../database/ids.ts'
import type { Db } from '../database/open.ts'
import { operationRecorder } from '../database/operation-recorder.ts'
import type { OperationRecorder } from '../database/operation-recorder.ts'
import { addressesService } from '../services/addresses/addresses.service.ts'
import { articlesService } from '../services/articles/articles.service.ts'
import { backupService } from '../services/backup/backup.service.ts'
import { birthdaysService } from '../services/birthdays/birthdays.service.ts'
import { cardsService } from '../services/cards/cards.service.ts'
import type { CareService } from '../services/care/care.service.ts'
import { careService } from '../services/care/care.service.ts'
import { processesService } from '../services/processes/processes.service.ts'
import { waysToContact } from '../services/care/ways.ts'
import { demandService } from '../services/demand/demand.service.ts'
import type { DemandService } from '../services/demand/demand.service.ts'
import { warningsService } from '../services/warnings/warnings.service.ts'
import type { WarningsService } from '../services/warnings/warnings.service.ts'
import { casesService } from '../services/cases/cases.service.ts'
import { consentsService } from '../services/consents/consents.service.ts'
import { contactsService } from '../services/contacts/contacts.service.ts'
import { customersService } from '../services/customers/customers.service.ts'
import { exportsService } from '../services/exports/exports.service.ts'
import { documentsService } from '../services/documents/documents.service.ts'
import type { DocumentsService } from '../services/documents/documents.service.ts'
import { duplicatesService } from '../services/duplicates/duplicates.service.ts'
import { matcherForRows } from '../services/duplicates/matcher-for-rows.ts'
import { importsService } from '../services/imports/imports.service.ts'
import { loyaltyService } from '../services/loyalty/loyalty.service.ts'
import { binService } from '../services/bin/bin.service.ts'
import { mergesService } from '../services/merges/merges.service.ts'
import { operationsService } from '../services/operations/operations.service.ts'
import { ownFieldsService } from '../services/own-fields/own-fields.service.ts'
import { valuesOfRows } from '../services/own-fields/values-of-rows.ts'
import { phasesService } from '../services/phases/phases.service.ts'
import type { PhasesService } from '../services/phases/phases.service.ts'
import { purchasesService } from '../services/purchases/purchases.service.ts'
import { relationsService } from '../services/relations/relations.service.ts'
import { sampleService } from '../services/sample/sample.service.ts'
import { settingsService } from '../services/settings/settings.service.ts'
import { staffService } from '../services/staff/staff.service.ts'
import { tagsService } from '../services/tags/tags.service.ts'
import { textsService } from '../services/texts/texts.service.ts'
import { caseFields } from '../services/views/case-fields.ts'
import { bulkActions } from '../services/views/bulk-actions.ts'
import { careFields } from '../services/views/care-fields.ts'
import { consentFields } from '../services/views/consent-fields.ts'
import { contactFields } from '../services/views/contact-fields.ts'
import { customerFields } from '../services/views/customer-fields.ts'
import { phaseFields } from '../services/views/phase-fields.ts'
import { ownFields as ownFieldFilters } from '../services/views/own-fields.ts'
import { viewsService } from '../services/views/views.service.ts'
import type { ViewsService } from '../services/views/views.service.ts'
import { tasksService } from '../services/tasks/tasks.service.ts'
import { careSource, demandSource, personalContact, secondPurchaseSource, warningSource } from '../services/today/care-sources.ts'
import { answerSource, anniversarySource, birthdaySource, caseSource, taskSource } from '../services/today/own-sources.ts'
import { todayService } from '../services/today/today.service.ts'
import { promisesService } from '../services/promises/promises.service.ts'
import { vouchersService } from '../services/vouchers/vouchers.service.ts'
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
  documents: Pick<DocumentsService, 'keepPhoto' | 'photoOf' | 'purge'>
  phases: Pick<PhasesService, 'dueOn'>
  /** What the passing of a day changes; runs when the file is opened. */
  startDay(): void
  /** The task that a large change left to be done; null when there is none. */
  taskLeft(): string | null
}

export function createServices({ db, clock, log, dataDir, background, printToPdf, swapDatabase }: ServiceDeps): Services {
  const newId = idsFor(db, clock)
  const recorder = operationRecorder(db, clock, newId)
  const base = { db, clock, newId, recorder, log, background }

  const settings = settingsService(base)
  const customers = customersService({ ...base, settings })
  const articles = articlesService({ ...base, settings })
  const staff = staffService(base)
  const ownFields = ownFieldsService({ ...base, customers })
  const tags = tagsService({ ...base, customers })
  const relations = relationsService({ ...base, customers })
  const addresses = addressesService({ customers })
  const consents = consentsService({ ...base, customers })
  const birthdays = birthdaysService({ ...base, settings, consents })
  const phases = phasesService({ ...base, settings, customers, consents })
  const loyalty = loyaltyService({ ...base, settings, customers, targets: { members: (viewId) => views.membersOf(viewId) } })
  const purchases = purchasesService({ ...base, customers, phases, loyalty })
  const vouchers = vouchersService({ ...base, settings, customers, purchases, printToPdf })
  purchases.onReturnAsked(vouchers.wouldReturn)
  const promises = promisesService({ ...base, settings, loyalty, vouchers })
  const cards = cardsService({ ...base, settings, customers, loyalty, printToPdf, dataDir })
  const documents = documentsService({ ...base, customers, dataDir, otherContents: cards.logosInUse })
  const duplicates = duplicatesService({ ...base, customers })
  const imports = importsService({
    ...base,
    customers,
    receipts: purchases.receipts,
    photos: { keep: documents.keepPhoto },
    ownFields: valuesOfRows(ownFields),
    duplicates: matcherForRows(duplicates.matcher, (id) => customers.require(id).displayName),
  })
  // Whoever brings fields that conditions can name adds them here.
  const views: ViewsService = viewsService({
    ...base,
    customers,
    filterFields: [
      customerFields(db),
      careFields((day) => care.overdueOn(day)),
      consentFields(db),
      contactFields(db),
      phaseFields(db),
      ownFieldFilters(db),
      caseFields(),
    ],
  })
  const exports = exportsService({
    ...base,
    settings,
    customers,
    selectedIds: views.idsOf,
    columnsOf: views.columnsOf,
    photoOf: documents.photoOf,
    ownFields,
    dataDir,
  })
  const backup = backupService({ ...base, settings, dataDir, swapDatabase })
  const merges = mergesService({ ...base, customers, phases, loyalty, consents })
  const bin = binService({ ...base, settings, customers, phases, purchases, cards, loyalty, consents, documents })
  const operations = operationsService({
    ...base,
    customers,
    imports,
    merges,
    undoing: [customers.undoing, ownFields.undoing, purchases.undoing, loyalty.undoing, consents.undoing].flat(),
  })
  const sample = sampleService({ ...base, settings, customers, phases, purchases, cards, loyalty, consents, documents })

  const tasks = tasksService({ ...base, customers, selectedIds: views.selectedIds })
  const contacts = contactsService({ ...base, settings, customers, tasks })
  const ways = waysToContact(db, consents)
  const demand: DemandService = demandService({ ...base, customers, ways, settle: () => warnings.settle() })
  const warnings: WarningsService = warningsService({ ...base, customers, demand, ways })
  const processes = processesService({ ...base, settings, tasks, ways })
  const care: CareService = careService({ ...base, settings, customers, warnings, ways })
  const cases = casesService({ ...base, settings, customers, contacts: contacts.calls })
  cases.onOpened(processes.onCaseOpened)
  const texts = textsService({ ...base, settings, customers, consents, selectedIds: views.selectedIds, printToPdf, contacts: contacts.calls })
  const bulk = bulkActions({ ...base, selectedIds: views.selectedIds, customers, cards })

  const write = personalContact(contacts.calls.record)
  // Whoever has something for the owner to do adds it here.
  const today = todayService({
    ...base,
    customers,
    settings,
    birthdays,
    sources: [
      answerSource(contacts),
      caseSource(cases),
      taskSource(tasks.calls, ways),
      warningSource(warnings, write),
      secondPurchaseSource(phases, write),
      demandSource(demand, write, clock.today),
      careSource(care, write),
      birthdaySource(birthdays, write),
      anniversarySource(birthdays, write),
    ],
    levelsOf: warnings.levelsOf,
  })

  // Purchases first, then phases: the read model shows both. The order of these lines is the order in which they run.
  recorder.afterOperation(purchases.afterOperation)
  recorder.afterOperation(loyalty.afterOperation)
  recorder.afterOperation(vouchers.afterOperation)
  recorder.afterOperation(processes.afterOperation)
  recorder.afterOperation(phases.afterOperation)
  recorder.afterOperation(customers.afterOperation)
  recorder.afterOperation(views.afterOperation)
  recorder.afterOperation(duplicates.afterOperation)
  recorder.afterOperation(contacts.afterOperation)
  recorder.afterOperation(warnings.afterOperation)
  recorder.afterOperation(care.afterOperation)

  return {
    handlers: {
      settings: settings.calls,
      customers: {
        ...customers.calls,
        ...ownFields.withOwnValues(customers.calls),
        search: ownFields.onPage(customers.calls.search),
        ...bulk.customers,
        ...merges.calls,
        ...bin.calls,
        undoMerge: operations.undoMerge,
      },
      phases: phases.calls,
      processes: processes.calls,
      loyalty: loyalty.calls,
      purchases: purchases.calls,
      vouchers: vouchers.calls,
      promises: promises.calls,
      cards: { ...cards.calls, issueMissing: bulk.issueMissing },
      documents: documents.calls,
      imports: { ...imports.calls, undo: operations.undoImport, rows: imports.rowsWith(operations.calls.history) },
      exports: exports.calls,
      backup: backup.calls,
      operations: operations.calls,
      sample: sample.calls,
      ownFields: ownFields.calls,
      relations: relations.calls,
      tags: tags.calls,
      views: { ...views.calls, run: ownFields.onPage(views.calls.run) },
      addresses: addresses.calls,
      consents: consents.calls,
      contacts: contacts.calls,
      birthdays: birthdays.calls,
      tasks: { ...tasks.calls, today: today.today },
      today: today.calls,
      care: care.calls,
      demand: demand.calls,
      warnings: warnings.calls,
      duplicates: duplicates.calls,
      articles: articles.calls,
      staff: staff.calls,
      cases: cases.calls,
      texts: texts.calls,
    },
    tasks: {
      ...phases.tasks,
      ...loyalty.tasks,
      ...promises.tasks,
      ...imports.tasks,
      ...exports.tasks,
      ...backup.tasks,
      ...operations.tasks,
      ...sample.tasks,
      ...tags.tasks,
      ...bulk.tasks,
      ...tasks.tasks,
      ...texts.tasks,
      ...documents.tasks,
      ...bin.tasks,
      ...duplicates.tasks,
      ...articles.tasks,
      ...warnings.tasks,
      ...demand.tasks,
      ...care.tasks,
    },
    operations: recorder,
    newId,
    documents,
    taskLeft: () =>
      duplicates.lacksKeys() ? 'duplicates.index' : loyalty.isBehind() ? 'loyalty.end' : warnings.isBehind() ? 'warnings.follow' : null,
    phases,
    startDay() {
      customers.startDay()
      phases.startDay()
      loyalty.startDay()
      tasks.startDay()
      backup.startDay()
      bin.startDay()
      duplicates.startDay()
      documents.startDay()
    },
  }
}
