/** What the window is made of: one line per capability. */
import { articlesFeature } from './articles/feature.ts'
import { backupFeature } from './backup/feature.ts'
import { birthdaysFeature } from './birthdays/feature.ts'
import { cardsFeature } from './cards/feature.ts'
import { customersFeature } from './customers/feature.ts'
import { exportsFeature } from './exports/feature.ts'
import { duplicatesFeature } from './duplicates/feature.ts'
import type { Feature } from './shell/feature.ts'
import { loyaltyFeature } from './loyalty/feature.ts'
import { vouchersFeature } from './vouchers/feature.ts'
import { importsFeature } from './imports/feature.ts'
import { ownFieldsFeature } from './own-fields/feature.ts'
import { operationsFeature } from './operations/feature.ts'
import { pagesFeature } from './pages/feature.ts'
import { processesFeature } from './processes/feature.ts'
import { phasesFeature } from './phases/feature.ts'
import { purchasesFeature } from './purchases/feature.ts'
import { unknownSalesFeature } from './purchases/unknown-sales.feature.ts'
import { settingsFeature } from './settings/feature.ts'
import { tagsFeature } from './tags/feature.ts'
import { tasksFeature } from './tasks/feature.ts'
import { contactsFeature } from './contacts/feature.ts'
import { casesFeature } from './cases/feature.ts'
import { textsFeature } from './texts/feature.ts'
import { welcomeFeature } from './welcome/feature.ts'

export type { Feature } from './shell/feature.ts'

export const features: readonly Feature[] = [
  welcomeFeature,
  customersFeature,
  pagesFeature,
  phasesFeature,
  purchasesFeature,
  unknownSalesFeature,
  loyaltyFeature,
  vouchersFeature,
  cardsFeature,
  importsFeature,
  exportsFeature,
  backupFeature,
  operationsFeature,
  settingsFeature,
  ownFieldsFeature,
  tagsFeature,
  tasksFeature,
  birthdaysFeature,
  duplicatesFeature,
  articlesFeature,
  casesFeature,
  contactsFeature,
  textsFeature,
  processesFeature,
]
