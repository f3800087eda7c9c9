import { backup } from './backup.ts'
import { cards } from './cards.ts'
import { common } from './common.ts'
import { customers } from './customers.ts'
import { duplicates } from './duplicates.ts'
import { failures } from './failures.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { loyalty } from './loyalty.ts'
import { menu } from './menu.ts'
import { operations } from './operations.ts'
import { phases } from './phases.ts'
import { purchases } from './purchases.ts'
import { sample } from './sample.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { welcome } from './welcome.ts'

export const en = {
  common,
  shell,
  failures,
  customers,
  imports,
  purchases,
  phases,
  loyalty,
  cards,
  backup,
  operations,
  settings,
  sample,
  welcome,
  jobs,
  menu,
  duplicates,
}
