import { addresses } from './addresses.ts'
import { articles } from './articles.ts'
import { backup } from './backup.ts'
import { birthdays } from './birthdays.ts'
import { cards } from './cards.ts'
import { common } from './common.ts'
import { care } from './care.ts'
import { demand } from './demand.ts'
import { warnings } from './warnings.ts'
import { consents } from './consents.ts'
import { contacts } from './contacts.ts'
import { customers } from './customers.ts'
import { exports } from './exports.ts'
import { documents } from './documents.ts'
import { cases } from './cases.ts'
import { texts } from './texts.ts'
import { duplicates } from './duplicates.ts'
import { failures } from './failures.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { loyalty } from './loyalty.ts'
import { menu } from './menu.ts'
import { merges } from './merges.ts'
import { operations } from './operations.ts'
import { ownFields } from './own-fields.ts'
import { processes } from './processes.ts'
import { phases } from './phases.ts'
import { purchases } from './purchases.ts'
import { relations } from './relations.ts'
import { sample } from './sample.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { staff } from './staff.ts'
import { tags } from './tags.ts'
import { till } from './till.ts'
import { unknownSales } from './unknown-sales.ts'
import { views } from './views.ts'
import { vouchers } from './vouchers.ts'
import { tasks } from './tasks.ts'
import { today } from './today.ts'
import { welcome } from './welcome.ts'

export const en = {
  common,
  shell,
  failures,
  customers,
  imports,
  exports,
  purchases,
  phases,
  processes,
  loyalty,
  cards,
  documents,
  backup,
  merges,
  operations,
  settings,
  sample,
  views,
  vouchers,
  welcome,
  jobs,
  menu,
  ownFields,
  relations,
  tags,
  addresses,
  birthdays,
  care,
  demand,
  warnings,
  consents,
  contacts,
  tasks,
  today,
  duplicates,
  staff,
  articles,
  cases,
  texts,
  till,
  unknownSales,
}
